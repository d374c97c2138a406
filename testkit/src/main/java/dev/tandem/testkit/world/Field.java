package dev.tandem.testkit.world;

/** What a column holds, whatever it is called. */
enum Field {
    TIME,
    END,
    DURATION,
    DIRECTION,
    FROM,
    TO,
    CUSTOMER,
    AGENT,
    CONTACT,
    SESSION,
    CAMPAIGN,
    SUBJECT,
    TYPE,
    DISPOSITION;

    /** Whether a world without phones lacks it: by these, too, a contact could be told. */
    boolean tellsContact() {
        return switch (this) {
            case FROM, TO, CUSTOMER, CONTACT, CAMPAIGN, SUBJECT, TYPE, DISPOSITION -> true;
            case TIME, END, DURATION, DIRECTION, AGENT, SESSION -> false;
        };
    }
}
