package dev.tandem.link;

/** What the values of a column are, as far as it decides how they are compared. */
enum FieldKind {
    TEXT,
    NUMBER,
    DATE,
    PHONE
}
