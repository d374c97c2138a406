package dev.tandem.sftp.drop;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/**
 * Stands between the SFTP library and the disk: there is no way to it. Every operation of the library that we did not
 * replace by one on the vault first asks for a local path, and is refused.
 */
final class NoDisk implements SftpFileSystemAccessor {
    @Override
    public Path resolveLocalFilePath(SftpSubsystemProxy subsystem, Path rootDir, String remotePath) throws IOException {
        throw Refusal.unsupported("this server does not do that; it takes uploads into /upload");
    }
}
