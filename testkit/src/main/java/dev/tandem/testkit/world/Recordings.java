package dev.tandem.testkit.world;

import java.util.ArrayList;
import java.util.List;

/** Writes what the dialer knows of a recording. */
final class Recordings {
    private final WorldSettings settings;
    private final Side side;
    private final Dice dice;
    private final boolean swapped;

    Recordings(WorldSettings settings, Side side, Dice dice) {
        this.settings = settings;
        this.side = side;
        this.dice = dice.of(Purpose.RECORDINGS);
        boolean drawn = this.dice.of(Purpose.SOURCE).chance(settings.rate(Rate.SWAPPED));
        this.swapped = settings.swapped().orElse(drawn);
    }

    List<String> row(Call call, int n) {
        Dice row = dice.of(call.number() * 8L + n);
        Call.Part part = call.parts().get(n);
        boolean turned = swapped ^ row.chance(settings.rate(Rate.SWAPPED_ROW));
        boolean agentKnown = !row.chance(settings.rate(Rate.AGENT_MISSING));
        boolean identified = !row.chance(settings.rate(Rate.SESSION_MISSING));
        PhoneNumber customer = call.contact().phone();
        PhoneNumber from = call.inbound() ^ turned ? customer : call.shownNumber();
        PhoneNumber to = call.inbound() ^ turned ? call.shownNumber() : customer;
        List<String> values = new ArrayList<>();
        for (Side.Column column : side.columns()) {
            values.add(
                    switch (column.field()) {
                        case TIME -> side.times().write(part.start() * 1_000);
                        case END -> side.times().write(part.end() * 1_000);
                        case DURATION -> side.durations().write(part.seconds());
                        case DIRECTION -> side.direction(call.inbound());
                        case CUSTOMER -> customer.national();
                        case FROM -> from.e164();
                        case TO -> to.e164();
                        case AGENT -> agentKnown && !call.transferred() ? agents(call) : "";
                        case SESSION -> identified ? call.session() : "";
                        case CAMPAIGN -> Names.CAMPAIGNS.get(call.agent().campaign());
                        case CONTACT, SUBJECT, TYPE, DISPOSITION ->
                            throw new IllegalStateException("a recording has no " + column.field());
                    });
        }
        return List.copyOf(values);
    }

    private String agents(Call call) {
        String label = side.agents().of(call.agent());
        Agent joined = call.joined();
        return joined == null ? label : label + ";" + side.agents().of(joined);
    }
}
