package dev.tandem.sftp;

/** A connection that knows since when nothing came. */
interface Watched {
    /** How long nothing has come; 0 while something that came is being looked at. */
    long silentNanos();
}
