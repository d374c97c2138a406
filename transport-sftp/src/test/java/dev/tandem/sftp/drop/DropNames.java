package dev.tandem.sftp.drop;

/** Opens the drop's rules on names to a test that lies beside the engine's. */
public final class DropNames {
    private DropNames() {}

    public static boolean isTemporary(String name) {
        return DropName.isTemporary(name);
    }

    public static boolean isWrong(String name) {
        return DropName.wrong(name) != null;
    }
}
