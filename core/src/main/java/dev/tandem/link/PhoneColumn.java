package dev.tandem.link;

import dev.tandem.link.value.Phone;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Telephone numbers by row, 16 bytes each. */
final class PhoneColumn {
    private static final int HIDDEN_BITS = 18;
    private static final int LENGTH_BITS = 5;
    private static final int COUNTRY_BITS = 10;

    private long[] digits = new long[16];

    /** Length, masked digits, country and extension plus one; 0 where there is no number. */
    private long[] rest = new long[16];

    private int present;

    void set(int row, @Nullable Phone phone) {
        if (row >= rest.length) {
            digits = Arrays.copyOf(digits, 2 * row);
            rest = Arrays.copyOf(rest, 2 * row);
        }
        present += (phone == null ? 0 : 1) - (rest[row] == 0 ? 0 : 1);
        digits[row] = phone == null ? 0 : phone.digits();
        rest[row] = phone == null ? 0 : pack(phone);
    }

    private static long pack(Phone phone) {
        long packed = phone.extension() + 1L;
        packed = packed << COUNTRY_BITS | phone.country();
        packed = packed << HIDDEN_BITS | phone.hidden();
        return packed << LENGTH_BITS | phone.length();
    }

    @Nullable
    Phone get(int row) {
        long packed = rest[row];
        if (packed == 0) {
            return null;
        }
        int length = (int) packed & ((1 << LENGTH_BITS) - 1);
        packed >>>= LENGTH_BITS;
        int hidden = (int) packed & ((1 << HIDDEN_BITS) - 1);
        packed >>>= HIDDEN_BITS;
        int country = (int) packed & ((1 << COUNTRY_BITS) - 1);
        return new Phone(digits[row], length, hidden, country, (int) (packed >>> COUNTRY_BITS) - 1);
    }

    /** How many rows have a number. */
    int present() {
        return present;
    }
}
