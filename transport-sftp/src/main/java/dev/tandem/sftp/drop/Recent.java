package dev.tandem.sftp.drop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an account completed lately, with the times its programs gave. Many programs look at a file after they uploaded it,
 * to compare its size; the feed may have taken it by then, and it should not look lost to them. Threads may share it.
 */
final class Recent {
    private static final Duration AGE = Duration.ofMinutes(10);
    private static final int MOST = 4096;

    private record Noted(Entry entry, Instant at) {}

    private final Clock clock;
    private final Map<String, Noted> noted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Noted> eldest) {
            return size() > MOST;
        }
    };

    Recent(Clock clock) {
        this.clock = clock;
    }

    synchronized void put(Entry entry) {
        noted.remove(entry.name());
        noted.put(entry.name(), new Noted(entry, clock.instant()));
    }

    synchronized void remove(String name) {
        noted.remove(name);
    }

    synchronized @Nullable Entry get(String name) {
        Noted one = noted.get(name);
        if (one == null) {
            return null;
        }
        if (one.at().plus(AGE).isBefore(clock.instant())) {
            noted.remove(name);
            return null;
        }
        return one.entry();
    }
}
