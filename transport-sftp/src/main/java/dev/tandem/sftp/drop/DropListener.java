package dev.tandem.sftp.drop;

/**
 * Is told what happens on a drop server, by the threads that serve its customers: it returns soon, and what it throws is
 * logged and forgotten.
 */
public interface DropListener {
    /** A file of this account got its final name: whoever reads {@link DropServer#source} finds it there. */
    default void completed(String account) {}

    /** Something to keep a record of. */
    default void audit(DropEvent event) {}
}
