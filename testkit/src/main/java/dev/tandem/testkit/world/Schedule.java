package dev.tandem.testkit.world;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Who called whom and when: each agent makes one call at a time. */
final class Schedule {
    /** What an agent can do: calls of three minutes with their pauses. */
    static final int CALLS_AN_HOUR = 12;

    private static final int REDIAL_WITHIN = 600;
    private static final int BURST_CALLS = 5;
    /** Calls in a row to one contact, however many redials there are. */
    private static final int MOST_REDIALS = 50;

    private final WorldSettings settings;
    private final People people;
    private final Dice dice;
    private final Dice seeds;
    private final double[] popularity;
    private final List<Long> midnights;
    private int made;

    /** Calls to one contact without another call of the agent between them. */
    private record Chain(Contact contact, Agent agent, long wanted, List<Integer> gaps, boolean burst) {}

    private Schedule(WorldSettings settings, People people, Dice seeds) {
        this.settings = settings;
        this.people = people;
        this.seeds = seeds;
        this.dice = seeds.of(Purpose.CALLS);
        this.midnights = midnights(settings.firstDay(), settings.workingDays());
        this.popularity = popularity(people.contacts().size(), settings.favour());
    }

    /** In no useful order. */
    static List<Call> of(WorldSettings settings, People people, Dice dice) {
        return new Schedule(settings, people, dice).calls();
    }

    private static double[] popularity(int contacts, double favour) {
        double[] sums = new double[contacts];
        double sum = 0;
        for (int i = 0; i < contacts; i++) {
            sum += 1 / StrictMath.pow(i + 1, favour);
            sums[i] = sum;
        }
        return sums;
    }

    private List<Call> calls() {
        List<List<Chain>> ofAgent = new ArrayList<>();
        people.agents().forEach(agent -> ofAgent.add(new ArrayList<>()));
        for (int planned = 0; planned < settings.calls(); ) {
            Chain chain = chain(settings.calls() - planned);
            ofAgent.get(chain.agent().number()).add(chain);
            planned += chain.gaps().size() + 1;
        }
        List<Call> calls = new ArrayList<>();
        for (List<Chain> chains : ofAgent) {
            chains.sort(Comparator.comparingLong(Chain::wanted));
            queue(chains, calls);
        }
        return Conferences.of(settings.rate(Rate.CONFERENCE), people.agents(), calls, seeds);
    }

    /** A chain of at most so many calls. */
    private Chain chain(int most) {
        Contact contact = people.contacts().get(contact());
        Agent agent = dice.pick(contact.agents());
        List<Integer> gaps = new ArrayList<>();
        boolean burst = most >= BURST_CALLS && dice.chance(burstStarts());
        if (burst) {
            for (int i = 1; i < BURST_CALLS; i++) {
                gaps.add(dice.between(20, 180));
            }
        } else {
            while (gaps.size() + 1 < most
                    && gaps.size() + 1 < MOST_REDIALS
                    && dice.chance(settings.rate(Rate.REDIAL))) {
                gaps.add(dice.between(15, REDIAL_WITHIN));
            }
        }
        return new Chain(contact, agent, wanted(), gaps, burst);
    }

    /** Of chains, the share to be bursts, so that of calls the share set is in bursts. */
    private double burstStarts() {
        double share = settings.rate(Rate.BURST);
        double others = 1 / Math.max(1.0 / MOST_REDIALS, 1 - settings.rate(Rate.REDIAL));
        return share * others / (BURST_CALLS * (1 - share) + share * others);
    }

    private int contact() {
        double point = dice.fraction() * popularity[popularity.length - 1];
        int low = 0;
        int high = popularity.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (popularity[middle] > point) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private long wanted() {
        return dice.pick(midnights) + dice.between(settings.firstHour() * 3_600, settings.lastHour() * 3_600 - 1);
    }

    private static List<Long> midnights(LocalDate first, int workingDays) {
        List<Long> midnights = new ArrayList<>();
        for (LocalDate day = first; midnights.size() < workingDays; day = day.plusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                midnights.add(day.atStartOfDay().toEpochSecond(ZoneOffset.UTC));
            }
        }
        return midnights;
    }

    private void queue(List<Chain> chains, List<Call> calls) {
        long free = Long.MIN_VALUE;
        for (Chain chain : chains) {
            long start = Math.max(chain.wanted(), free);
            for (int i = 0; i <= chain.gaps().size(); i++) {
                boolean tryAgain = chain.burst() || i < chain.gaps().size();
                Call call = call(chain, start, tryAgain);
                calls.add(call);
                free = call.end() + dice.between(5, 60);
                start = call.end() + (i < chain.gaps().size() ? chain.gaps().get(i) : 0);
            }
        }
    }

    private Call call(Chain chain, long start, boolean tryAgain) {
        Dice own = seeds.of(Purpose.STRUCTURE).of(made);
        boolean inbound = own.chance(settings.rate(Rate.INBOUND));
        PhoneNumber shown = people.campaignNumbers().get(chain.agent().campaign());
        boolean local = own.chance(settings.rate(Rate.LOCAL_PRESENCE));
        if (local && !inbound) {
            shown = people.localPresence(chain.contact().phone());
        }
        boolean transferred = own.chance(settings.rate(Rate.TRANSFER));
        String session = own.hex() + own.hex();
        int parts = own.chance(settings.rate(Rate.HOLD_SPLIT)) ? parts(own) : 1;
        int talk = tryAgain ? own.between(6, 55) : (int) Math.min(3_600, Math.max(10, own.logNormal(130, .9)));
        return new Call(
                made++,
                chain.agent(),
                null,
                chain.contact(),
                inbound,
                shown,
                session,
                transferred,
                cut(start, talk, parts, own));
    }

    private static int parts(Dice own) {
        int parts = 2;
        while (parts < 7 && own.chance(.4)) {
            parts++;
        }
        return parts;
    }

    private static List<Call.Part> cut(long start, int talk, int parts, Dice own) {
        if (parts == 1) {
            return List.of(new Call.Part(start, talk));
        }
        List<Call.Part> cut = new ArrayList<>();
        long at = start;
        for (int i = 0; i < parts; i++) {
            int seconds = Math.max(5, (int) (talk * (.5 + own.fraction()) / parts));
            cut.add(new Call.Part(at, seconds));
            at += seconds + own.between(5, 60);
        }
        return List.copyOf(cut);
    }
}
