package dev.tandem.testkit.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lets a second agent, who is free, join a share of the calls. */
final class Conferences {
    private static final int TRIES = 20;

    private final List<TreeMap<Long, Long>> busy = new ArrayList<>();
    private final List<Agent> agents;

    private Conferences(List<Agent> agents, List<Call> calls) {
        this.agents = agents;
        agents.forEach(agent -> busy.add(new TreeMap<>()));
        calls.forEach(call -> busy.get(call.agent().number()).put(call.start(), call.end()));
    }

    static List<Call> of(double rate, List<Agent> agents, List<Call> calls, Dice seeds) {
        Conferences conferences = new Conferences(agents, calls);
        Dice dice = seeds.of(Purpose.CONFERENCE);
        List<Call> result = new ArrayList<>();
        calls.forEach(call -> result.add(dice.chance(rate) ? conferences.joined(call, dice) : call));
        return result;
    }

    private Call joined(Call call, Dice dice) {
        for (int i = 0; i < TRIES; i++) {
            Agent other = dice.pick(agents);
            TreeMap<Long, Long> times = busy.get(other.number());
            Map.Entry<Long, Long> before = times.lowerEntry(call.end() + 1);
            if (before == null || before.getValue() < call.start()) {
                times.put(call.start(), call.end());
                return call.joinedBy(other);
            }
        }
        return call;
    }
}
