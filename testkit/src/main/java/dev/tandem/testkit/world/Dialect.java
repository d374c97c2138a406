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
                Side.of(
                        "logged_at=TIME,call_seconds=DURATION,call_type=DIRECTION,phone=CUSTOMER,owner=AGENT,"
                                + "contact_name=CONTACT,session_id=SESSION,subject=SUBJECT",
                        TimeFormat.ISO_Z,
                        DurationFormat.SECONDS,
                        "Inbound/Outbound",
                        AgentLabel.NAME),
                Side.of(
                        "start_time=TIME,duration=DURATION,direction=DIRECTION,ani=FROM,dnis=TO,agent=AGENT,"
                                + "session_id=SESSION,campaign=CAMPAIGN",
                        TimeFormat.ISO_Z,
                        DurationFormat.SECONDS,
                        "inbound/outbound",
                        AgentLabel.LOGIN));
    }

    private static Dialect five9() {
        return new Dialect(
                Side.of(
                        "Subject=SUBJECT,CreatedDate=TIME,CallDurationInSeconds=DURATION,CallType=DIRECTION,Type=TYPE,"
                                + "CallDisposition=DISPOSITION,Phone=CUSTOMER,Owner=AGENT,Who.Name=CONTACT,"
                                + "Five9__Five9SessionId__c=SESSION",
                        TimeFormat.ISO_OFFSET,
                        DurationFormat.SECONDS,
                        "Inbound/Outbound",
                        AgentLabel.EMAIL),
                Side.of(
                        "TIMESTAMP=TIME,CAMPAIGN=CAMPAIGN,CALL TYPE=DIRECTION,AGENT=AGENT,ANI=FROM,DNIS=TO,"
                                + "CALL TIME=DURATION,SESSION ID=SESSION",
                        TimeFormat.RFC_2822,
                        DurationFormat.HOURS_MINUTES_SECONDS,
                        "Inbound/Outbound",
                        AgentLabel.LOGIN));
    }

    private static Dialect ringCentral() {
        return new Dialect(
                Side.of(
                        "Activity date=TIME,Assigned to=AGENT,Call duration=DURATION,Call direction=DIRECTION,"
                                + "Contact=CONTACT,Phone number=CUSTOMER,Call id=SESSION,Title=SUBJECT",
                        TimeFormat.AMERICAN,
                        DurationFormat.MINUTES_SECONDS,
                        "Incoming/Outgoing",
                        AgentLabel.NAME),
                Side.of(
                        "sessionId=SESSION,startTime=TIME,durationMs=DURATION,direction=DIRECTION,fromNumber=FROM,"
                                + "toNumber=TO,user=AGENT",
                        TimeFormat.ISO_Z,
                        DurationFormat.MILLIS,
                        "Inbound/Outbound",
                        AgentLabel.NAME));
    }

    private static Dialect european() {
        return new Dialect(
                Side.of(
                        "Datum=TIME,Dauer=DURATION,Richtung=DIRECTION,Telefon=CUSTOMER,Bearbeiter=AGENT,Kontakt=CONTACT,"
                                + "Betreff=SUBJECT,Vorgang=SESSION",
                        TimeFormat.GERMAN,
                        DurationFormat.HOURS_MINUTES_SECONDS,
                        "I/O",
                        AgentLabel.NAME),
                Side.of(
                        "start_epoch=TIME,end_epoch=END,billsec=DURATION,direction=DIRECTION,number=CUSTOMER,user=AGENT,"
                                + "uuid=SESSION",
                        TimeFormat.EPOCH_SECONDS,
                        DurationFormat.SECONDS,
                        "in/out",
                        AgentLabel.EMAIL));
    }

    private static Dialect pbx() {
        return new Dialect(
                Side.of(
                        "activity_ts=TIME,rep=AGENT,caller=FROM,callee=TO,who=CONTACT,talk=DURATION,kind=DIRECTION,"
                                + "note=SUBJECT,disposition=DISPOSITION,call_ref=SESSION",
                        TimeFormat.EPOCH_MILLIS,
                        DurationFormat.WORDS,
                        "in/out",
                        AgentLabel.NAME),
                Side.of(
                        "calldate=TIME,enddate=END,src=FROM,dst=TO,type=DIRECTION,cnum=AGENT,uniqueid=SESSION",
                        TimeFormat.SPACE,
                        DurationFormat.SECONDS,
                        "I/O",
                        AgentLabel.EXTENSION));
    }
}
