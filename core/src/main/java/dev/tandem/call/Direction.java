package dev.tandem.call;

/** Which way a call went, seen from the organisation that recorded it. */
public enum Direction {
    INBOUND,
    OUTBOUND,
    INTERNAL
}
