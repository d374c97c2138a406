package dev.tandem.link;

/** How many rows of one table may belong to one row of the other. */
public enum Cardinality {
    /** Found from the data: one to one, but where the rows themselves say otherwise. */
    AUTO,
    ONE_TO_ONE,
    /** Many left rows may share a right row; a left row has one at most. */
    MANY_TO_ONE,
    /** A left row may have many right rows; a right row has one at most. */
    ONE_TO_MANY,
    MANY_TO_MANY
}
