package dev.tandem.sftp.drop;

import dev.tandem.sftp.drop.DropEvent.Operation;
import dev.tandem.sftp.drop.DropEvent.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHLimitsExtensionInfo;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpHelper;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemConfigurator;
import org.jspecify.annotations.Nullable;

/**
 * The SFTP protocol, version 3, on an account's vault. The library reads and writes the packets; what they mean is decided
 * here, and nothing reaches a local path.
 */
final class DropSubsystem extends SftpSubsystem {
    private static final int LISTING_BYTES = 30_000;
    private static final int LARGE_REQUEST = 1024;
    private static final int REPLY = 256;

    /** Requests that came and were not carried out yet; programs have some hundreds. */
    private static final int MOST_WAITING = 16_384;

    private final DropSession drop;
    private final DropContext context;
    private final Handles open;
    private final Packets packets = new Packets();
    private boolean initialised;
    private volatile boolean cut;

    DropSubsystem(
            ChannelSession channel, SftpSubsystemConfigurator configurator, DropSession drop, DropContext context) {
        super(channel, configurator);
        this.drop = drop;
        this.context = context;
        this.open = new Handles(drop, context.limits().handles());
    }

    @Override
    public void setFileSystem(FileSystem none) {
        // There is none.
    }

    @Override
    protected Path resolveFile(String remotePath) throws IOException {
        return getFileSystemAccessor().resolveLocalFilePath(this, getDefaultDirectory(), remotePath);
    }

    // Packets

    @Override
    public int data(ChannelSession channel, byte[] bytes, int start, int length) throws IOException {
        if (cut) {
            // What was under way when the session was ended.
            return 0;
        }
        if (requests.size() > MOST_WAITING) {
            cut("more requests than can be under way");
        } else if (!packets.add(bytes, start, length, requests::add)) {
            cut("an SFTP packet of an impossible length");
        }
        return 0;
    }

    /** Unlike the library's, carries out what came in order before the end. */
    @Override
    public void close() {
        requests.add(CLOSE);
    }

    @Override
    protected void process(Buffer request) throws IOException {
        try {
            super.process(request);
        } catch (RuntimeException e) {
            // The library throws on every packet that ends too early.
            cut("an SFTP packet that is no packet");
        }
    }

    @Override
    protected void doProcess(Buffer request, int length, int type, int id) throws IOException {
        if (drop.isEnded()) {
            requests.clear();
            requests.add(CLOSE);
            return;
        }
        if (initialised == (type == SftpConstants.SSH_FXP_INIT)) {
            cut("an SFTP packet out of order");
            return;
        }
        initialised = true;
        super.doProcess(request, length, type, id);
    }

    @Override
    protected void doUnsupported(Buffer request, int length, int type, int id) throws IOException {
        sendStatus(prepareReply(request), id, Refusal.unsupported("there is no such request"), type);
    }

    /** Where nobody reads the answer any more, there is nothing more to do. */
    @Override
    protected void send(Buffer reply) {
        try {
            super.send(reply);
        } catch (IOException e) {
            requests.clear();
            requests.add(CLOSE);
        }
    }

    /** A reply may wait long for who reads it; it is not to hold a large request's bytes. */
    @Override
    protected Buffer prepareReply(Buffer request) {
        return super.prepareReply(request.array().length > LARGE_REQUEST ? new ByteArrayBuffer(REPLY, false) : request);
    }

    private void cut(String why) throws IOException {
        cut = true;
        ServerSession session = getServerSession();
        if (session.isOpen()) {
            context.audit().tell(Operation.OTHER, Outcome.REFUSED, drop, null, why);
            session.disconnect(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, why);
        }
    }

    @Override
    protected void sendStatus(Buffer reply, int id, Throwable e, int cmd, Object... args) throws IOException {
        if (e instanceof Refusal refusal && isWorthALine(cmd, refusal) && drop.countRefusal()) {
            String what = SftpConstants.getCommandMessageName(cmd).replace("SSH_FXP_", "");
            context.audit().tell(operation(cmd), Outcome.REFUSED, drop, null, what + ": " + refusal.getMessage());
        }
        super.sendStatus(reply, id, e, cmd, args);
    }

    private static boolean isWorthALine(int cmd, Refusal refusal) {
        return switch (cmd) {
            case SftpConstants.SSH_FXP_WRITE, SftpConstants.SSH_FXP_CLOSE -> false;
            case SftpConstants.SSH_FXP_STAT, SftpConstants.SSH_FXP_LSTAT, SftpConstants.SSH_FXP_REALPATH ->
                refusal.kind() != Refusal.Kind.NOT_FOUND;
            default -> true;
        };
    }

    private static Operation operation(int cmd) {
        return switch (cmd) {
            case SftpConstants.SSH_FXP_OPEN -> Operation.UPLOAD;
            case SftpConstants.SSH_FXP_RENAME -> Operation.RENAME;
            case SftpConstants.SSH_FXP_REMOVE -> Operation.DELETE;
            default -> Operation.OTHER;
        };
    }

    // Uploads

    @Override
    protected String doOpen(int id, String path, int flags, int access, Map<String, Object> attributes)
            throws IOException {
        DropPath sent = DropPath.of(path);
        if ((access & (SftpConstants.ACE4_WRITE_DATA | SftpConstants.ACE4_APPEND_DATA)) == 0) {
            drop.vault().stat(sent.file());
            throw Refusal.denied("files are taken here and not given back; upload, list, rename and delete them");
        }
        context.requireOpen();
        String name = sent.target();
        boolean append = (access & SftpConstants.ACE4_APPEND_DATA) != 0;
        return open.upload(() -> drop.vault().open(name, mode(flags, append)));
    }

    private static Vault.Mode mode(int flags, boolean append) {
        int disposition = flags & SftpConstants.SSH_FXF_ACCESS_DISPOSITION;
        boolean exclusive = disposition == SftpConstants.SSH_FXF_CREATE_NEW;
        boolean create = exclusive
                || disposition == SftpConstants.SSH_FXF_CREATE_TRUNCATE
                || disposition == SftpConstants.SSH_FXF_OPEN_OR_CREATE;
        boolean truncate = disposition == SftpConstants.SSH_FXF_CREATE_TRUNCATE
                || disposition == SftpConstants.SSH_FXF_TRUNCATE_EXISTING;
        return new Vault.Mode(create, truncate, exclusive, append);
    }

    @Override
    protected void doWrite(int id, String handle, long offset, int length, byte[] data, int at, int there)
            throws IOException {
        if (length < 0 || length > there) {
            cut("an SFTP packet that is no packet");
            return;
        }
        open.upload(handle).write(data, at, length, offset);
    }

    @Override
    protected int doRead(
            int id, String handle, long offset, int length, byte[] data, int at, AtomicReference<Boolean> eof)
            throws IOException {
        throw Refusal.denied("files are taken here and not given back; upload, list, rename and delete them");
    }

    @Override
    protected void doClose(int id, String handle) throws IOException {
        Upload upload = open.takeUpload(handle);
        if (upload == null) {
            open.closeListing(handle);
            return;
        }
        try {
            upload.complete();
            context.audit().tell(Operation.UPLOAD, Outcome.DONE, drop, upload.describe(), "");
        } catch (IOException e) {
            String why = e instanceof Refusal refusal
                    ? refusal.getMessage()
                    : "the server failed; it may be complete all the same";
            context.audit().tell(Operation.UPLOAD, Outcome.REFUSED, drop, upload.describe(), why);
            throw e;
        } finally {
            drop.endUpload();
        }
    }

    @Override
    protected void doOpenSSHFsync(int id, String handle) throws IOException {
        open.upload(handle).sync();
    }

    @Override
    protected void closeAllHandles() {
        // The thread may have been interrupted to end it; what follows is not to be cut short by that.
        Thread.interrupted();
        for (String handle : open.openUploads()) {
            Upload upload = open.takeUpload(handle);
            if (upload != null) {
                upload.abort();
                context.audit().tell(Operation.UPLOAD, Outcome.CUT_OFF, drop, upload.describe(), "");
                drop.endUpload();
            }
        }
        open.closeListings();
    }

    // Names

    @Override
    protected Map<String, Object> doStat(int id, String path, int flags) throws IOException {
        DropPath sent = DropPath.of(path);
        return sent.isFolder()
                ? Attributes.folder(drop.vault().now())
                : Attributes.of(drop.vault().stat(sent.file()));
    }

    @Override
    protected Map<String, Object> doLStat(int id, String path, int flags) throws IOException {
        return doStat(id, path, flags);
    }

    @Override
    protected Map<String, Object> doFStat(int id, String handle, int flags) throws IOException {
        Upload upload = open.findUpload(handle);
        if (upload != null) {
            return Attributes.of(upload.describe());
        }
        open.listing(handle);
        return Attributes.folder(drop.vault().now());
    }

    @Override
    protected void doSetStat(
            int id, String path, int cmd, String extension, Map<String, ?> attributes, @Nullable Boolean followLinks)
            throws IOException {
        DropPath sent = DropPath.of(path);
        if (sent.isFolder()) {
            return;
        }
        String name = sent.file();
        Long size = Attributes.size(attributes);
        if (size != null) {
            drop.vault().truncate(name, size);
        }
        Instant time = Attributes.time(attributes);
        if (time != null) {
            drop.vault().stamp(name, time);
        }
        if (size == null && time == null) {
            drop.vault().stat(name);
        }
    }

    @Override
    protected void doFSetStat(int id, String handle, Map<String, ?> attributes) throws IOException {
        Upload upload = open.findUpload(handle);
        if (upload == null) {
            open.listing(handle);
            return;
        }
        Long size = Attributes.size(attributes);
        if (size != null) {
            upload.truncate(size);
        }
        Instant time = Attributes.time(attributes);
        if (time != null) {
            upload.stamp(time);
        }
    }

    @Override
    protected void doRename(int id, String oldPath, String newPath, int flags) throws IOException {
        String from = DropPath.of(oldPath).file();
        String to = DropPath.of(newPath).target();
        Entry renamed = drop.vault().rename(from, to, (flags & SftpConstants.SSH_FXP_RENAME_OVERWRITE) != 0);
        context.audit().tell(Operation.RENAME, Outcome.DONE, drop, renamed, from);
    }

    @Override
    protected void doRemoveFile(int id, String path) throws IOException {
        Entry removed = drop.vault().remove(DropPath.of(path).file());
        context.audit().tell(Operation.DELETE, Outcome.DONE, drop, removed, "");
    }

    @Override
    protected void doMakeDirectory(int id, String path, Map<String, ?> attributes) throws IOException {
        if (DropPath.of(path).isFolder()) {
            throw Refusal.failed("the upload folder is there already; upload files into it directly");
        }
        throw Refusal.denied("folders are not taken; upload files into /upload directly");
    }

    @Override
    protected void doRemoveDirectory(int id, String path) throws IOException {
        throw Refusal.denied("the upload folder stays, and there are no others");
    }

    @Override
    protected void createLink(int id, String existingPath, String linkPath, boolean symbolic) throws IOException {
        throw Refusal.denied("links are not taken; upload the file itself");
    }

    @Override
    protected void doReadLink(Buffer request, int id) throws IOException {
        sendStatus(
                prepareReply(request), id, Refusal.denied("there are no links here"), SftpConstants.SSH_FXP_READLINK);
    }

    @Override
    protected void doRealPath(Buffer request, int id) throws IOException {
        DropPath path;
        try {
            path = DropPath.of(request.getString());
        } catch (Refusal e) {
            sendStatus(prepareReply(request), id, e, SftpConstants.SSH_FXP_REALPATH);
            return;
        }
        Buffer reply = prepareReply(request);
        reply.putByte((byte) SftpConstants.SSH_FXP_NAME);
        reply.putInt(id);
        reply.putUInt(1);
        reply.putString(path.absolute());
        reply.putString(path.absolute());
        writeAttrs(reply, Map.of());
        send(reply);
    }

    // Listings

    @Override
    protected void doOpenDir(Buffer request, int id) throws IOException {
        String handle;
        try {
            DropPath path = DropPath.of(request.getString());
            if (!path.isFolder()) {
                drop.vault().stat(path.file());
                throw Refusal.failed("this is a file; list /upload");
            }
            handle = open.listing(() -> drop.vault().list());
        } catch (IOException e) {
            sendStatus(prepareReply(request), id, e, SftpConstants.SSH_FXP_OPENDIR);
            return;
        }
        sendHandle(prepareReply(request), id, handle);
    }

    @Override
    protected void doReadDir(Buffer request, int id) throws IOException {
        String handle = request.getString(StandardCharsets.ISO_8859_1);
        try {
            VaultListing listing = open.listing(handle);
            Buffer reply = prepareReply(request);
            reply.putByte((byte) SftpConstants.SSH_FXP_NAME);
            reply.putInt(id);
            int counted = reply.wpos();
            reply.putUInt(0);
            int count = writeEntries(reply, listing);
            if (count == 0) {
                sendStatus(prepareReply(reply), id, SftpConstants.SSH_FX_EOF, "that is all");
                return;
            }
            int end = reply.wpos();
            reply.wpos(counted);
            reply.putUInt(count);
            reply.wpos(end);
            send(reply);
        } catch (IOException e) {
            sendStatus(prepareReply(request), id, e, SftpConstants.SSH_FXP_READDIR);
        }
    }

    private int writeEntries(Buffer reply, VaultListing listing) throws IOException {
        int count = 0;
        while (reply.wpos() < LISTING_BYTES) {
            Entry entry = listing.next();
            if (entry == null) {
                break;
            }
            Map<String, Object> attributes = Attributes.of(entry);
            reply.putString(entry.name());
            reply.putString(SftpHelper.getLongName(entry.name(), attributes));
            writeAttrs(reply, attributes);
            count++;
        }
        return count;
    }

    // Extensions

    @Override
    protected void appendExtensions(Buffer reply, String versions) {
        for (String name : Extensions.NAMES) {
            reply.putString(name);
            reply.putString("1");
        }
    }

    @Override
    protected void executeExtendedCommand(Buffer request, int id, String extension) throws IOException {
        if (Extensions.NAMES.contains(extension)) {
            super.executeExtendedCommand(request, id, extension);
        } else {
            doUnsupportedExtension(request, id, extension);
        }
    }

    @Override
    protected OpenSSHLimitsExtensionInfo getOpenSSHLimitsExtensionInfo(int id, ChannelSession channel) {
        return Extensions.limits(context.limits().handles());
    }
}
