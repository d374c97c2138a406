package dev.tandem.testkit.world;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call world is like: how large, which errors how often, what each system writes. The same settings give the
 * same world on every JDK. Begin with one of the four presets, or with {@link #builder}, and change what differs from your own.
 */
public final class WorldSettings {
    private static final int CALLS = 5_000;

    private final Builder values;

    private WorldSettings(Builder values) {
        this.values = values;
    }

    /** The default rates throughout: clock faults are drawn, phones are there, session ids are not. */
    public static Builder builder() {
        return new Builder();
    }

    /** Both systems have the call's session id on every row. 5,000 calls. */
    public static WorldSettings session(long seed) {
        return session(seed, CALLS);
    }

    /** Both systems have the call's session id on every row. */
    public static WorldSettings session(long seed, int calls) {
        return oneZone(seed, calls).sessionIds(true).build();
    }

    /** Phone, time and owner, in one zone. 5,000 calls. */
    public static WorldSettings phone(long seed) {
        return phone(seed, CALLS);
    }

    /** Phone, time and owner, in one zone. */
    public static WorldSettings phone(long seed, int calls) {
        return oneZone(seed, calls).build();
    }

    /** Bursts of redials, the CRM's clock an hour off, bare extensions against owners' names. 5,000 calls. */
    public static WorldSettings bursts(long seed) {
        return bursts(seed, CALLS);
    }

    /** Bursts of redials, the CRM's clock an hour off, bare extensions against owners' names. */
    public static WorldSettings bursts(long seed, int calls) {
        Duration hour = Duration.ofHours(new Dice(seed).of(Purpose.SOURCE).chance(.5) ? 1 : -1);
        return oneZone(seed, calls)
                .rate(Rate.REDIAL, .25)
                .rate(Rate.BURST, .05)
                .crmOffset(hour)
                .recordingAgents(AgentLabel.EXTENSION)
                .crmAgents(AgentLabel.NAME)
                .build();
    }

    /** Time, duration, direction and a bare extension against the owner's name; nothing else. 5,000 calls. */
    public static WorldSettings noPhone(long seed) {
        return noPhone(seed, CALLS);
    }

    /** Time, duration, direction and a bare extension against the owner's name; nothing else. */
    public static WorldSettings noPhone(long seed, int calls) {
        return oneZone(seed, calls)
                .phones(false)
                .recordingAgents(AgentLabel.EXTENSION)
                .crmAgents(AgentLabel.NAME)
                .build();
    }

    private static Builder oneZone(long seed, int calls) {
        return builder()
                .seed(seed)
                .calls(calls)
                .crmOffset(Duration.ZERO)
                .crmSkew(Duration.ZERO)
                .swapped(false);
    }

    /** A builder that holds these settings. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    public long seed() {
        return values.seed;
    }

    public int calls() {
        return values.calls;
    }

    public double rate(Rate rate) {
        return Objects.requireNonNull(values.rates.get(rate));
    }

    /** As set, or one for every 200 calls, and at least 4. */
    public int agents() {
        return values.agents > 0 ? values.agents : Math.max(4, values.calls / 200);
    }

    /** As set, or three for every ten calls, and at least 10. */
    public int contacts() {
        return values.contacts > 0 ? values.contacts : Math.max(10, values.calls * 3 / 10);
    }

    LocalDate firstDay() {
        return values.firstDay;
    }

    /** Days on which calls are made, Saturdays and Sundays not counted. */
    int workingDays() {
        return values.workingDays;
    }

    int firstHour() {
        return values.firstHour;
    }

    int lastHour() {
        return values.lastHour;
    }

    /** The preference for few contacts: the exponent of Zipf's law. */
    double favour() {
        return values.favour;
    }

    Optional<Duration> crmOffset() {
        return Optional.ofNullable(values.crmOffset);
    }

    Optional<Duration> crmSkew() {
        return Optional.ofNullable(values.crmSkew);
    }

    Duration jitter() {
        return values.jitter;
    }

    Duration driftPerDay() {
        return values.driftPerDay;
    }

    boolean clockChange() {
        return values.clockChange;
    }

    Optional<Boolean> swapped() {
        return Optional.ofNullable(values.swapped);
    }

    boolean phones() {
        return values.phones;
    }

    boolean sessionIds() {
        return values.sessionIds;
    }

    Optional<AgentLabel> recordingAgents() {
        return Optional.ofNullable(values.recordingAgents);
    }

    Optional<AgentLabel> crmAgents() {
        return Optional.ofNullable(values.crmAgents);
    }

    /** As set, or drawn by the seed. */
    public int dialect() {
        return values.dialect >= 0 ? values.dialect : Math.floorMod(values.seed, Dialect.COUNT);
    }

    /** Collects settings; {@link #build} checks them. One thread at a time. */
    public static final class Builder {
        private final Map<Rate, Double> rates = new EnumMap<>(Rate.class);
        private long seed;
        private int calls = CALLS;
        private int agents;
        private int contacts;
        private LocalDate firstDay = LocalDate.of(2024, 3, 4);
        private int workingDays = 10;
        private int firstHour = 9;
        private int lastHour = 17;
        private double favour = .4;
        private @Nullable Duration crmOffset;
        private @Nullable Duration crmSkew;
        private Duration jitter = Duration.ofMillis(1_500);
        private Duration driftPerDay = Duration.ZERO;
        private boolean clockChange;
        private @Nullable Boolean swapped;
        private boolean phones = true;
        private boolean sessionIds;
        private @Nullable AgentLabel recordingAgents;
        private @Nullable AgentLabel crmAgents;
        private int dialect = -1;

        private Builder() {
            for (Rate rate : Rate.values()) {
                rates.put(rate, rate.usual());
            }
        }

        private Builder(Builder other) {
            rates.putAll(other.rates);
            seed = other.seed;
            calls = other.calls;
            agents = other.agents;
            contacts = other.contacts;
            firstDay = other.firstDay;
            workingDays = other.workingDays;
            firstHour = other.firstHour;
            lastHour = other.lastHour;
            favour = other.favour;
            crmOffset = other.crmOffset;
            crmSkew = other.crmSkew;
            jitter = other.jitter;
            driftPerDay = other.driftPerDay;
            clockChange = other.clockChange;
            swapped = other.swapped;
            phones = other.phones;
            sessionIds = other.sessionIds;
            recordingAgents = other.recordingAgents;
            crmAgents = other.crmAgents;
            dialect = other.dialect;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** How many calls happened, in either system or both; 5,000 unless said. */
        public Builder calls(int value) {
            calls = value;
            return this;
        }

        public Builder rate(Rate rate, double value) {
            rates.put(rate, value);
            return this;
        }

        public Builder agents(int value) {
            agents = value;
            return this;
        }

        public Builder contacts(int value) {
            contacts = value;
            return this;
        }

        /** 4 March 2024 unless said. */
        public Builder firstDay(LocalDate value) {
            firstDay = value;
            return this;
        }

        /** Over how many working days the calls spread; 10 unless said. */
        public Builder workingDays(int value) {
            workingDays = value;
            return this;
        }

        /** Within which hours of the recordings' clock agents begin calls; 9 to 17 unless said. */
        public Builder workingHours(int first, int last) {
            firstHour = first;
            lastHour = last;
            return this;
        }

        /** How much few contacts are preferred: 0 for not at all, 1 for Zipf's law; .4 unless said. */
        public Builder favour(double value) {
            favour = value;
            return this;
        }

        /** How far the CRM's clock is ahead by its zone; drawn by the zone rates unless said. */
        public Builder crmOffset(Duration value) {
            crmOffset = value;
            return this;
        }

        /** How far the CRM's clock is ahead by being set wrong; drawn by {@link Rate#SKEWED} unless said. */
        public Builder crmSkew(Duration value) {
            crmSkew = value;
            return this;
        }

        /** The deviation of the difference between the clocks from call to call; 1.5 seconds unless said. */
        public Builder jitter(Duration deviation) {
            jitter = deviation;
            return this;
        }

        /** By how much the CRM's clock gains a day; nothing unless said. */
        public Builder driftPerDay(Duration value) {
            driftPerDay = value;
            return this;
        }

        /** The CRM's clock goes one hour forward in the middle of the data, as for summer time; not unless said. */
        public Builder clockChange(boolean value) {
            clockChange = value;
            return this;
        }

        /** Whether the dialer swaps caller and called throughout; drawn by {@link Rate#SWAPPED} unless said. */
        public Builder swapped(boolean value) {
            swapped = value;
            return this;
        }

        /** Whether there are numbers, names of contacts, campaigns and subjects at all; there are unless said. */
        public Builder phones(boolean value) {
            phones = value;
            return this;
        }

        /** Whether there are session ids; there are none unless said. */
        public Builder sessionIds(boolean value) {
            sessionIds = value;
            return this;
        }

        /** How the dialer names agents; as the dialect does unless said. */
        public Builder recordingAgents(AgentLabel value) {
            recordingAgents = value;
            return this;
        }

        /** How the CRM names owners; as the dialect does unless said. */
        public Builder crmAgents(AgentLabel value) {
            crmAgents = value;
            return this;
        }

        /** Which names of columns and ways of writing, 0 to 4; drawn by the seed unless said. */
        public Builder dialect(int value) {
            if (value < 0 || value >= Dialect.COUNT) {
                throw new IllegalArgumentException("a dialect is 0 to " + (Dialect.COUNT - 1) + ", not " + value);
            }
            dialect = value;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException if a rate is not one, rates that exclude each other add up to more than 1, or the
         *     agents cannot make so many calls in the time
         */
        public WorldSettings build() {
            WorldSettings settings = new WorldSettings(new Builder(this));
            Arrays.stream(Rate.values()).forEach(rate -> check(rate, settings));
            for (Rate.Group group : Rate.Group.values()) {
                double sum = Arrays.stream(Rate.values())
                        .filter(rate -> rate.group() == group)
                        .mapToDouble(settings::rate)
                        .sum();
                require(group == Rate.Group.ALONE || sum < 1 + 1e-9, "the rates of " + group + " add up to " + sum);
            }
            require(calls > 0 && agents >= 0 && contacts >= 0, "a world has calls, agents and contacts");
            require(favour >= 0 && !jitter.isNegative(), "favour and jitter are not negative");
            require(workingDays > 0 && firstHour >= 0 && firstHour < lastHour && lastHour <= 24, "no working hours");
            double hours = (double) settings.agents() * workingDays * (lastHour - firstHour);
            require(
                    calls <= hours * Schedule.CALLS_AN_HOUR,
                    calls + " calls do not fit into " + hours + " hours of agents");
            return settings;
        }

        private static void check(Rate rate, WorldSettings settings) {
            double value = settings.rate(rate);
            boolean open = rate == Rate.RECORDING_ONLY || rate == Rate.ROW_ONLY;
            require(value >= 0 && value <= (open ? .99 : 1), rate + " cannot be " + value);
        }

        private static void require(boolean condition, String otherwise) {
            if (!condition) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }
}
