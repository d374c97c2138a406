-- Which recordings waiting metadata may belong to, and what persons decided. A release that knows these tables also writes
-- the reason DECISION_VOID.

CREATE TABLE candidate (
    feed TEXT NOT NULL,
    metadata INTEGER NOT NULL,
    place INTEGER NOT NULL,
    recording INTEGER NOT NULL,
    probability REAL NOT NULL,
    sure INTEGER NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (feed, metadata, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
    feed TEXT NOT NULL,
    metadata INTEGER NOT NULL,
    metadata_stamp TEXT NOT NULL,
    recording INTEGER NOT NULL,
    recording_stamp TEXT NOT NULL,
    belongs INTEGER NOT NULL,
    decided INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    PRIMARY KEY (metadata, recording)
) STRICT, WITHOUT ROWID;

CREATE INDEX decision_in_feed ON decision (feed, metadata);

CREATE INDEX decision_not_taken ON decision (feed) WHERE taken = 0;
