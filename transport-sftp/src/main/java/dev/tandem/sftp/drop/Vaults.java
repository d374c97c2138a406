package dev.tandem.sftp.drop;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The vaults of all accounts. Threads may share it. */
final class Vaults {
    private final Path folder;
    private final DropLimits limits;
    private final Clock clock;
    private final Audit audit;
    private final Map<String, Vault> open = new HashMap<>();

    Vaults(Path folder, DropLimits limits, Clock clock, Audit audit) {
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
        this.audit = audit;
    }

    /** An account's home in the folder of a server. */
    static Path home(Path server, String account) {
        return server.resolve("accounts.d").resolve(account);
    }

    /** Opens those that an earlier run left, which sweeps them. */
    void openAll() throws IOException {
        Path homes = PrivateFiles.parent(home(folder, "any"));
        PrivateFiles.makeFolder(homes);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(homes)) {
            for (Path home : found) {
                String name = home.getFileName().toString();
                if (AccountFile.isName(name) && Files.isDirectory(home)) {
                    of(name);
                }
            }
        }
    }

    synchronized Vault of(String account) throws IOException {
        Vault vault = open.get(account);
        if (vault == null) {
            Path home = home(folder, account);
            vault = Vault.open(home, limits, clock, new Disk(), () -> audit.completed(account));
            open.put(account, vault);
        }
        return vault;
    }

    void sweep() {
        List<Vault> all;
        synchronized (this) {
            all = new ArrayList<>(open.values());
        }
        all.forEach(Vault::sweep);
    }
}
