package dev.tandem.sftp.drop;

import java.time.Instant;

/** What a customer sees of a file. */
record Entry(String name, long size, Instant modified) {}
