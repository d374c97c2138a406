package dev.tandem.sftp.drop;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which addresses failed to log in lately: each failure makes the next answer slower, and too many within a minute
 * shut the address out until that minute is over. Bounded in memory. Threads may share it.
 */
final class Guard {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    private static final int MOST_DOUBLINGS = 5;
    private static final int MOST_ADDRESSES = 10_000;
    private static final int PREFIX_BYTES = 8;

    private record Failures(Instant since, int count) {}

    private final int mostAMinute;
    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    Guard(int mostAMinute, Clock clock) {
        this.mostAMinute = mostAMinute;
        this.clock = clock;
    }

    synchronized boolean isShut(String address) {
        Failures lately = lately(address);
        return lately != null && lately.count() >= mostAMinute;
    }

    /** Notes a failure; gives how long its answer shall wait. */
    synchronized Duration failed(String address) {
        Failures before = lately(address);
        Failures now =
                before == null ? new Failures(clock.instant(), 1) : new Failures(before.since(), before.count() + 1);
        failures.put(address, now);
        return FIRST_DELAY.multipliedBy(1L << Math.min(now.count() - 1, MOST_DOUBLINGS));
    }

    private @Nullable Failures lately(String address) {
        Failures found = failures.get(address);
        if (found != null && clock.instant().isAfter(found.since().plus(WINDOW))) {
            failures.remove(address);
            return null;
        }
        return found;
    }

    /** What counts as one address: of IPv6, the first 64 bits, since everyone has at least as many as that leaves. */
    static String address(@Nullable SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress socket) || socket.getAddress() == null) {
            return "unknown";
        }
        InetAddress address = socket.getAddress();
        if (address instanceof Inet6Address) {
            byte[] bytes = address.getAddress();
            Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
            try {
                return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
            } catch (UnknownHostException e) {
                throw new IllegalStateException("sixteen bytes are an address", e);
            }
        }
        return address.getHostAddress();
    }
}
