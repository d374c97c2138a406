-- Instants are milliseconds since 1970; states, kinds and reasons are the names of their enum constants. A release that
-- writes names which earlier ones do not know adds a migration, be it empty, so that those refuse the ledger.

CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    feed TEXT NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    pairing_key TEXT NOT NULL,
    size INTEGER NOT NULL,
    token TEXT NOT NULL,
    seen INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    detail TEXT NOT NULL,
    sha256 TEXT,
    call_id TEXT,
    aside TEXT,
    target TEXT
) STRICT;

CREATE UNIQUE INDEX file_at_path ON file (feed, path) WHERE aside IS NULL;

-- Without the state, so that a change of state alone leaves it untouched.
CREATE INDEX file_with_key ON file (feed, pairing_key) WHERE aside IS NULL;

CREATE INDEX file_in_state ON file (feed, state, id, changed);

CREATE INDEX file_to_move ON file (feed, id) WHERE target IS NOT NULL;

CREATE TABLE call (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    feed TEXT NOT NULL,
    pairing_key TEXT NOT NULL,
    metadata_key TEXT NOT NULL,
    generation INTEGER NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    confirmed INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL,
    recording INTEGER NOT NULL,
    metadata INTEGER NOT NULL,
    recording_sha256 TEXT NOT NULL,
    metadata_sha256 TEXT NOT NULL,
    time INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    due INTEGER NOT NULL,
    detail TEXT NOT NULL
) STRICT;

CREATE INDEX call_with_key ON call (feed, pairing_key);

CREATE INDEX call_with_metadata_key ON call (feed, metadata_key) WHERE metadata_key <> pairing_key;

CREATE INDEX call_in_state ON call (feed, state, due);
