package dev.tandem.link.value;

/** Tells a text of digits that is written as a telephone number from dates, addresses and other numbers. */
final class PhoneShape {
    private static final int LEAST_IN_A_ROW = 10;

    private PhoneShape() {}

    /** For a trimmed text that {@link Phones#parse} reads. */
    static boolean isPhone(String text) {
        if (!Character.isDigit(text.charAt(0))) {
            return true;
        }
        if (isDigits(text)) {
            boolean epoch = text.charAt(0) == '1' && (text.length() == 10 || text.length() == 13);
            boolean book = text.length() == 13 && text.startsWith("97");
            return text.length() >= LEAST_IN_A_ROW && !epoch && !book && !new StampReader(text, false).read();
        }
        return !isDotted(text) && !isTaxNumber(text) && !new StampReader(text, false).read();
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(Character::isDigit);
    }

    /** Decimals with one point, and addresses of IP version 4. */
    private static boolean isDotted(String text) {
        String[] groups = text.split("\\.", -1);
        boolean digits = isDigits(text.replace(".", ""));
        boolean address = groups.length == 4 && !text.matches("\\d\\d(\\.\\d\\d){3}");
        for (String group : groups) {
            address &= group.length() <= 3;
        }
        return digits && ((groups.length == 2 && groups[1].length() < 4) || address);
    }

    /** Social security numbers (3-2-4), and postal codes of 5-4. */
    private static boolean isTaxNumber(String text) {
        return text.matches("\\d{3}-\\d{2}-\\d{4}|[1-9]\\d{4}-\\d{4}");
    }
}
