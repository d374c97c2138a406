package dev.tandem.testkit.world;

import java.util.ArrayList;
import java.util.List;

/** Writes what the CRM knows of a call. */
final class CrmRows {
    private final WorldSettings settings;
    private final Side side;
    private final People people;
    private final CrmClock clock;
    private final Dice dice;
    private final boolean dispositions;

    CrmRows(WorldSettings settings, Side side, People people, CrmClock clock, Dice dice) {
        this.settings = settings;
        this.side = side;
        this.people = people;
        this.clock = clock;
        this.dice = dice.of(Purpose.ROWS);
        this.dispositions = !this.dice.of(Purpose.SOURCE).chance(settings.rate(Rate.DISPOSITION_MISSING));
    }

    /** @param n the first, or the second of a duplicate */
    List<String> row(Call call, int n) {
        Dice row = dice.of(call.number() * 2L + n);
        CrmDuration duration = CrmDuration.of(call.seconds(), settings, row.of(Purpose.DURATION));
        String phone = PhoneWriting.write(call.contact().phone(), settings, row.of(Purpose.PHONE));
        boolean named = !row.chance(settings.rate(Rate.CONTACT_MISSING));
        boolean typed = !row.chance(settings.rate(Rate.TYPE_MISSING));
        boolean directed = !row.chance(settings.rate(Rate.DIRECTION_MISSING));
        boolean identified = !row.chance(settings.rate(Rate.SESSION_MISSING));
        List<String> values = new ArrayList<>();
        for (Side.Column column : side.columns()) {
            values.add(
                    switch (column.field()) {
                        case TIME -> clock.stamp(call, side.times(), row.of(Purpose.STAMP));
                        case DURATION -> duration.inColumn() ? side.durations().write(duration.seconds()) : "";
                        case DIRECTION -> directed ? side.direction(call.inbound()) : "";
                        case CUSTOMER -> phone;
                        case FROM -> call.inbound() ? phone : call.shownNumber().e164();
                        case TO -> call.inbound() ? call.shownNumber().e164() : phone;
                        case AGENT -> owner(call);
                        case CONTACT -> named ? call.contact().crmName() : "";
                        case SESSION -> identified ? call.session() : "";
                        case SUBJECT -> subject(call, duration, row.of(Purpose.PROSE));
                        case TYPE -> typed ? "Call" : "";
                        case DISPOSITION -> dispositions ? row.of(Purpose.OWNER).pick(Names.DISPOSITIONS) : "";
                        case END, CAMPAIGN -> throw new IllegalStateException("a CRM has no " + column.field());
                    });
        }
        return List.copyOf(values);
    }

    /** The same on both rows of a duplicate. */
    private String owner(Call call) {
        Dice own = dice.of(Purpose.OWNER).of(call.number());
        Agent owner = call.agent();
        if (own.chance(settings.rate(Rate.WRONG_OWNER)) && people.agents().size() > 1) {
            int other = own.below(people.agents().size() - 1);
            owner = people.agents().get(other < owner.number() ? other : other + 1);
        }
        return side.agents() == AgentLabel.NAME
                ? owner.crmName()
                : side.agents().of(owner);
    }

    private String subject(Call call, CrmDuration duration, Dice prose) {
        String company = call.contact().account();
        if (!duration.inProse()) {
            return prose.pick(Names.SUBJECTS) + (prose.chance(.4) ? " - " + company : "");
        }
        String from = call.inbound()
                ? call.contact().phone().e164()
                : call.shownNumber().e164();
        String to = call.inbound()
                ? call.shownNumber().e164()
                : call.contact().phone().e164();
        String length = duration.seconds() / 60 + " minute " + duration.seconds() % 60 + " second";
        String direction = call.inbound() ? "Inbound" : "Outbound";
        return "A " + length + " " + direction + " call with " + company + " from " + from + " to " + to;
    }
}
