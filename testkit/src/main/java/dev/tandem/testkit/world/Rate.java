package dev.tandem.testkit.world;

/**
 * How often an error or a circumstance occurs, from 0 to 1. Where several exclude each other, they share a group, whose sum
 * is at most 1; what they leave is said with the first of the group.
 */
public enum Rate {
    /** A CRM row whose time is the call's end. Rows of none of these three are stamped with its start. */
    STAMP_END(.20, Group.STAMP),
    /** A CRM row whose time is when it was written, some delay after the call's end. */
    STAMP_WRITTEN(.10, Group.STAMP),
    /** A CRM row that says the day only. */
    STAMP_DAY(.05, Group.STAMP),

    /** Rows written by hand; the rest are written automatically. */
    BY_HAND(.30),
    /** Of rows written automatically: by a job that runs every ten minutes and was late by up to twelve hours. */
    WRITTEN_BY_JOB(.05),
    /** Of rows written by hand: written at the end of the day. */
    WRITTEN_AT_EVENING(.15, Group.HAND),
    /** Of rows written by hand: written one to three days later. */
    WRITTEN_LATER(.05, Group.HAND),

    /** A CRM whose clock is wrong by one hour, either way; drawn once for the world. The rest are in one zone. */
    ZONE_ONE_HOUR(.05, Group.ZONE),
    /** A CRM whose clock is wrong by a whole number of hours from 2 to 11, either way; drawn once for the world. */
    ZONE_WHOLE_HOURS(.04, Group.ZONE),
    /** A CRM whose clock is wrong by twelve hours; drawn once for the world. */
    ZONE_TWELVE_HOURS(.005, Group.ZONE),
    /** A CRM whose clock is wrong by a constant of up to two minutes, either way; drawn once for the world. */
    SKEWED(.04),

    /** A duration wrong by one second. The rest of the group is exact. */
    DURATION_BY_ONE(.50, Group.DURATION),
    /** A duration rounded up to a minute. */
    DURATION_ROUNDED_UP(.05, Group.DURATION),
    /** A duration that includes 5 to 30 seconds of ringing or holding. */
    DURATION_WITH_RING(.15, Group.DURATION),
    /** No duration. */
    DURATION_MISSING(.20, Group.DURATION),
    /** A duration that only the subject's prose says. */
    DURATION_IN_PROSE(.05, Group.DURATION),

    /** A number as dialled at home, {@code 2125550123}. Numbers of none of the group are E.164, {@code +12125550123}. */
    PHONE_NATIONAL(.30, Group.PHONE),
    /** {@code (212) 555-0123}. */
    PHONE_PUNCTUATED(.15, Group.PHONE),
    /** {@code 12125550123}. */
    PHONE_LEADING_ONE(.08, Group.PHONE),
    /** {@code 0012125550123} or {@code 01112125550123}. */
    PHONE_INTERNATIONAL_PREFIX(.02, Group.PHONE),
    /** {@code +12125550123 x301}. */
    PHONE_WITH_EXTENSION(.03, Group.PHONE),
    /** {@code +121****0123}. */
    PHONE_MASKED(.02, Group.PHONE),
    /** No number in the CRM row. */
    PHONE_MISSING(.04),

    /** A dialer that writes the number called where the caller's belongs and the reverse; drawn once for the world. */
    SWAPPED(.05),
    /** The same for single recordings. */
    SWAPPED_ROW(.01),
    /** Outbound calls made under a caller id with the contact's area code. */
    LOCAL_PRESENCE(.20),
    /** Calls that came in. */
    INBOUND(.25),

    /** A recording that names no agent. */
    AGENT_MISSING(.05),
    /** A CRM row without the contact's name. */
    CONTACT_MISSING(.11),
    /** A CRM row without its type. */
    TYPE_MISSING(.68),
    /** A CRM whose rows have no disposition; drawn once for the world. */
    DISPOSITION_MISSING(.50),
    /** A CRM row without the call's direction. */
    DIRECTION_MISSING(0),
    /** A recording or a CRM row that lacks the session id, each for itself; in a world with session ids. */
    SESSION_MISSING(0),

    /** A person whom the CRM knows by a nickname. Names of none of the group are written alike. */
    NAME_NICKNAME(.10, Group.NAME),
    /** A person whose name has a typing error in the CRM. */
    NAME_TYPO(.05, Group.NAME),
    /** A person whose first name is an initial in the CRM. */
    NAME_INITIAL(.04, Group.NAME),
    /** A person whose family name comes first in the CRM. */
    NAME_ORDER(.03, Group.NAME),
    /** Of names with accents, those that the CRM writes without. */
    NAME_ACCENTS_DROPPED(.50),

    /** A call followed by another to the same contact within ten minutes. */
    REDIAL(.15),
    /** Calls that are among five with the same contact in sixteen minutes. */
    BURST(.01),
    /** A call that was transferred: its recording names no agent. */
    TRANSFER(.06),
    /** A call held and recorded in two to seven files. */
    HOLD_SPLIT(.03),
    /** A call that a second agent joined: its recording names both. */
    CONFERENCE(.02),
    /** An account that several agents call. */
    SHARED_ACCOUNT(.10),
    /** A CRM row of which there are two. */
    DUPLICATE_ROW(.03),
    /** A CRM row under another agent's name. */
    WRONG_OWNER(.03),
    /** Recordings without a CRM row; below 1. */
    RECORDING_ONLY(.20),
    /** CRM rows without a recording; below 1. */
    ROW_ONLY(.10);

    /** Rates that exclude each other. */
    enum Group {
        STAMP,
        HAND,
        ZONE,
        DURATION,
        PHONE,
        NAME,
        ALONE
    }

    private final double usual;
    private final Group group;

    Rate(double usual) {
        this(usual, Group.ALONE);
    }

    Rate(double usual, Group group) {
        this.usual = usual;
        this.group = group;
    }

    /** The rate of a world of which nothing else was said. */
    public double usual() {
        return usual;
    }

    Group group() {
        return group;
    }
}
