package dev.tandem.sftp.drop;

import java.time.Duration;

/** What the drop server takes at most: bytes, files, connections, attempts and time. Begin with {@link #DEFAULTS}. */
public final class DropLimits {
    /** Limits that suit a server on the internet with some hundred customers. */
    public static final DropLimits DEFAULTS = builder().build();

    private final long fileBytes;
    private final long accountBytes;
    private final int accountFiles;
    private final long freeBytes;
    private final Duration partialAge;
    private final int accountSessions;
    private final int addressSessions;
    private final int addressLogins;
    private final int logins;
    private final int attempts;
    private final int attemptsAMinute;
    private final int handles;
    private final Duration idle;
    private final Duration loginTime;
    private final Duration closing;

    private DropLimits(Builder builder) {
        this.fileBytes = builder.fileBytes;
        this.accountBytes = builder.accountBytes;
        this.accountFiles = builder.accountFiles;
        this.freeBytes = builder.freeBytes;
        this.partialAge = builder.partialAge;
        this.accountSessions = builder.accountSessions;
        this.addressSessions = builder.addressSessions;
        this.addressLogins = builder.addressLogins;
        this.logins = builder.logins;
        this.attempts = builder.attempts;
        this.attemptsAMinute = builder.attemptsAMinute;
        this.handles = builder.handles;
        this.idle = builder.idle;
        this.loginTime = builder.loginTime;
        this.closing = builder.closing;
    }

    /** A builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The largest file, in bytes: 2 GiB. */
    public long fileBytes() {
        return fileBytes;
    }

    /** How many bytes of an account may lie here, complete and not yet taken, or not complete: 50 GiB. */
    public long accountBytes() {
        return accountBytes;
    }

    /** How many files of an account may lie here, complete and not yet taken, or not complete: 100,000. */
    public int accountFiles() {
        return accountFiles;
    }

    /** How much of the disk always stays free, in bytes: 1 GiB. */
    public long freeBytes() {
        return freeBytes;
    }

    /** How long an upload that was cut off can be resumed: one day. */
    public Duration partialAge() {
        return partialAge;
    }

    /** Sessions of one account at a time: 20. */
    public int accountSessions() {
        return accountSessions;
    }

    /** Connections from one address (of IPv6, one /64) at a time: 100. */
    public int addressSessions() {
        return addressSessions;
    }

    /** Connections from one address that have not logged in: 10. */
    public int addressLogins() {
        return addressLogins;
    }

    /** Connections in total that have not logged in: 100. */
    public int logins() {
        return logins;
    }

    /** Attempts to log in on one connection: 6. */
    public int attempts() {
        return attempts;
    }

    /** Connections and passwords from one address that failed within a minute, before it has to wait: 30. */
    public int attemptsAMinute() {
        return attemptsAMinute;
    }

    /** Files and listings that one session may have open: 64. */
    public int handles() {
        return handles;
    }

    /** After how long without a word a session ends: 10 minutes. */
    public Duration idle() {
        return idle;
    }

    /** How long a connection may take to log in: 30 seconds. */
    public Duration loginTime() {
        return loginTime;
    }

    /** How long uploads under way may go on once the server is closed: 30 seconds. */
    public Duration closing() {
        return closing;
    }

    /** Changes some limits and keeps the defaults of the others. Every limit is above zero. */
    public static final class Builder {
        private long fileBytes = 2L << 30;
        private long accountBytes = 50L << 30;
        private int accountFiles = 100_000;
        private long freeBytes = 1L << 30;
        private Duration partialAge = Duration.ofDays(1);
        private int accountSessions = 20;
        private int addressSessions = 100;
        private int addressLogins = 10;
        private int logins = 100;
        private int attempts = 6;
        private int attemptsAMinute = 30;
        private int handles = 64;
        private Duration idle = Duration.ofMinutes(10);
        private Duration loginTime = Duration.ofSeconds(30);
        private Duration closing = Duration.ofSeconds(30);

        private Builder() {}

        public Builder fileBytes(long most) {
            this.fileBytes = positive(most);
            return this;
        }

        public Builder accountBytes(long most) {
            this.accountBytes = positive(most);
            return this;
        }

        public Builder accountFiles(int most) {
            this.accountFiles = positive(most);
            return this;
        }

        /** Zero is no reserve. */
        public Builder freeBytes(long least) {
            this.freeBytes = positive(least + 1) - 1;
            return this;
        }

        public Builder partialAge(Duration most) {
            this.partialAge = positive(most);
            return this;
        }

        public Builder accountSessions(int most) {
            this.accountSessions = positive(most);
            return this;
        }

        public Builder addressSessions(int most) {
            this.addressSessions = positive(most);
            return this;
        }

        public Builder addressLogins(int most) {
            this.addressLogins = positive(most);
            return this;
        }

        public Builder logins(int most) {
            this.logins = positive(most);
            return this;
        }

        public Builder attempts(int most) {
            this.attempts = positive(most);
            return this;
        }

        public Builder attemptsAMinute(int most) {
            this.attemptsAMinute = positive(most);
            return this;
        }

        public Builder handles(int most) {
            this.handles = positive(most);
            return this;
        }

        public Builder idle(Duration most) {
            this.idle = positive(most);
            return this;
        }

        public Builder loginTime(Duration most) {
            this.loginTime = positive(most);
            return this;
        }

        /** Zero cuts uploads under way at once. */
        public Builder closing(Duration most) {
            this.closing = most.isZero() ? most : positive(most);
            return this;
        }

        public DropLimits build() {
            return new DropLimits(this);
        }

        private static long positive(long value) {
            if (value < 1) {
                throw new IllegalArgumentException("a limit of the drop server is above zero, not " + value);
            }
            return value;
        }

        private static int positive(int value) {
            return (int) positive((long) value);
        }

        private static Duration positive(Duration value) {
            if (value.isZero() || value.isNegative()) {
                throw new IllegalArgumentException("a time of the drop server is above zero, not " + value);
            }
            return value;
        }
    }
}
