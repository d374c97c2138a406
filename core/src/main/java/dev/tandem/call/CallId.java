package dev.tandem.call;

/**
 * Names one call for ever: 24 lower-case hexadecimal digits, safe in a path, a URL and a log. It tells nothing of the
 * people in the call.
 */
public record CallId(String value) {
    private static final int LENGTH = 24;

    public CallId {
        if (value.length() != LENGTH || !value.chars().allMatch(CallId::isHexDigit)) {
            throw new IllegalArgumentException("a call id is " + LENGTH + " lower-case hexadecimal digits");
        }
    }

    private static boolean isHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    @Override
    public String toString() {
        return value;
    }
}
