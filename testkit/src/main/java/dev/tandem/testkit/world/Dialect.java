package dev.tandem.testkit.world;

import java.util.List;

/** A pair of systems as they are met: the names of their columns and their ways of writing. */
record Dialect(Side crm, Side recordings) {
    private static final List<Dialect> ALL = List.of(plain(), five9(), ringCentral(), european(), pbx());
    static final int COUNT = 5;

    static Dialect of(WorldSettings settings) {
        Dialect dialect = ALL.get(settings.dialect());
        boolean phones = settings.phones();
        boolean ids = settings.sessionIds();
        Side crm = dialect.crm;
        Side recordings = dialect.recordings;
        return new Dialect(
                crm.within(phones, ids, settings.crmAgents().orElse(crm.agents())),
                recordings.within(phones, ids, settings.recordingAgents().orElse(recordings.agents())));
    }

    private static Dialect plain() {
        return new Dialect(
                new Side(
                        List.of(
                                column("logged_at", Field.TIME),
                                column("call_seconds", Field.DURATION),
                                column("call_type", Field.DIRECTION),
                                column("phone", Field.CUSTOMER),
                                column("owner", Field.AGENT),
                                column("contact_name", Field.CONTACT),
                                column("session_id", Field.SESSION),
                                column("subject", Field.SUBJECT)),
                        TimeFormat.ISO_Z,
                        DurationFormat.SECONDS,
                        "Inbound",
                        "Outbound",
                        AgentLabel.NAME),
                new Side(
                        List.of(
                                column("start_time", Field.TIME),
                                column("duration", Field.DURATION),
                                column("direction", Field.DIRECTION),
                                column("ani", Field.FROM),
                                column("dnis", Field.TO),
                                column("agent", Field.AGENT),
                                column("session_id", Field.SESSION),
                                column("campaign", Field.CAMPAIGN)),
                        TimeFormat.ISO_Z,
                        DurationFormat.SECONDS,
                        "inbound",
                        "outbound",
                        AgentLabel.LOGIN));
    }

    private static Dialect five9() {
        return new Dialect(
                new Side(
                        List.of(
                                column("Subject", Field.SUBJECT),
                                column("CreatedDate", Field.TIME),
                                column("CallDurationInSeconds", Field.DURATION),
                                column("CallType", Field.DIRECTION),
                                column("Type", Field.TYPE),
                                column("CallDisposition", Field.DISPOSITION),
                                column("Phone", Field.CUSTOMER),
                                column("Owner", Field.AGENT),
                                column("Who.Name", Field.CONTACT),
                                column("Five9__Five9SessionId__c", Field.SESSION)),
                        TimeFormat.ISO_OFFSET,
                        DurationFormat.SECONDS,
                        "Inbound",
                        "Outbound",
                        AgentLabel.EMAIL),
                new Side(
                        List.of(
                                column("TIMESTAMP", Field.TIME),
                                column("CAMPAIGN", Field.CAMPAIGN),
                                column("CALL TYPE", Field.DIRECTION),
                                column("AGENT", Field.AGENT),
                                column("ANI", Field.FROM),
                                column("DNIS", Field.TO),
                                column("CALL TIME", Field.DURATION),
                                column("SESSION ID", Field.SESSION)),
                        TimeFormat.RFC_2822,
                        DurationFormat.HOURS_MINUTES_SECONDS,
                        "Inbound",
                        "Outbound",
                        AgentLabel.LOGIN));
    }

    private static Dialect ringCentral() {
        return new Dialect(
                new Side(
                        List.of(
                                column("Activity date", Field.TIME),
                                column("Assigned to", Field.AGENT),
                                column("Call duration", Field.DURATION),
                                column("Call direction", Field.DIRECTION),
                                column("Contact", Field.CONTACT),
                                column("Phone number", Field.CUSTOMER),
                                column("Call id", Field.SESSION),
                                column("Title", Field.SUBJECT)),
                        TimeFormat.AMERICAN,
                        DurationFormat.MINUTES_SECONDS,
                        "Incoming",
                        "Outgoing",
                        AgentLabel.NAME),
                new Side(
                        List.of(
                                column("sessionId", Field.SESSION),
                                column("startTime", Field.TIME),
                                column("durationMs", Field.DURATION),
                                column("direction", Field.DIRECTION),
                                column("fromNumber", Field.FROM),
                                column("toNumber", Field.TO),
                                column("user", Field.AGENT)),
                        TimeFormat.ISO_Z,
                        DurationFormat.MILLIS,
                        "Inbound",
                        "Outbound",
                        AgentLabel.NAME));
    }

    private static Dialect european() {
        return new Dialect(
                new Side(
                        List.of(
                                column("Datum", Field.TIME),
                                column("Dauer", Field.DURATION),
                                column("Richtung", Field.DIRECTION),
                                column("Telefon", Field.CUSTOMER),
                                column("Bearbeiter", Field.AGENT),
                                column("Kontakt", Field.CONTACT),
                                column("Betreff", Field.SUBJECT),
                                column("Vorgang", Field.SESSION)),
                        TimeFormat.GERMAN,
                        DurationFormat.HOURS_MINUTES_SECONDS,
                        "I",
                        "O",
                        AgentLabel.NAME),
                new Side(
                        List.of(
                                column("start_epoch", Field.TIME),
                                column("end_epoch", Field.END),
                                column("billsec", Field.DURATION),
                                column("direction", Field.DIRECTION),
                                column("number", Field.CUSTOMER),
                                column("user", Field.AGENT),
                                column("uuid", Field.SESSION)),
                        TimeFormat.EPOCH_SECONDS,
                        DurationFormat.SECONDS,
                        "in",
                        "out",
                        AgentLabel.EMAIL));
    }

    private static Dialect pbx() {
        return new Dialect(
                new Side(
                        List.of(
                                column("activity_ts", Field.TIME),
                                column("rep", Field.AGENT),
                                column("caller", Field.FROM),
                                column("callee", Field.TO),
                                column("who", Field.CONTACT),
                                column("talk", Field.DURATION),
                                column("kind", Field.DIRECTION),
                                column("note", Field.SUBJECT),
                                column("disposition", Field.DISPOSITION),
                                column("call_ref", Field.SESSION)),
                        TimeFormat.EPOCH_MILLIS,
                        DurationFormat.WORDS,
                        "in",
                        "out",
                        AgentLabel.NAME),
                new Side(
                        List.of(
                                column("calldate", Field.TIME),
                                column("enddate", Field.END),
                                column("src", Field.FROM),
                                column("dst", Field.TO),
                                column("type", Field.DIRECTION),
                                column("cnum", Field.AGENT),
                                column("uniqueid", Field.SESSION)),
                        TimeFormat.SPACE,
                        DurationFormat.SECONDS,
                        "I",
                        "O",
                        AgentLabel.EXTENSION));
    }

    private static Side.Column column(String name, Field field) {
        return new Side.Column(name, field);
    }
}
