package dev.tandem.testkit.world;

/** What dice are thrown for, so that a rate that is changed leaves the rest of the world as it was. */
enum Purpose {
    PEOPLE,
    SPELLING,
    CALLS,
    STRUCTURE,
    CONFERENCE,
    SOURCE,
    COVERAGE,
    ROWS,
    RECORDINGS,
    STAMP,
    DURATION,
    PHONE,
    OWNER,
    PROSE,
    LEFT_ORDER,
    RIGHT_ORDER,
    TRUTH_ORDER
}
