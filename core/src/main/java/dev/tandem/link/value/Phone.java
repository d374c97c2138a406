package dev.tandem.link.value;

/**
 * A telephone number, as {@link Phones#parse} reads it. Two are equal if they are written with the same digits, which is
 * narrower than being one number: ask {@link Phones#level}.
 *
 * @param digits the digits as a decimal number, hidden ones as 0: country code and national number if the country is known,
 *     else what was written, both without the zeros that lead a national number
 * @param length how many digits these are, hidden ones included, at most 18
 * @param hidden which digits are masked: bit 0 is the last digit
 * @param country the country calling code if the number was written with one, else 0
 * @param extension the extension after the number, or -1
 */
public record Phone(long digits, int length, int hidden, int country, int extension) {
    private static final int LONGEST_INTERNAL = 6;

    /** Whether it is so short that it can only be a number within an organisation, or an extension without its number. */
    boolean internal() {
        return country == 0 && hidden == 0 && length <= LONGEST_INTERNAL;
    }

    /** Whether it was written with its country's code, whole, and without an extension. */
    boolean full() {
        return country != 0 && hidden == 0 && extension < 0 && length > 1;
    }

    boolean masked() {
        return hidden != 0;
    }

    /** How many digits follow the country code. */
    int nationalLength() {
        return length - CountryCodes.length(country);
    }

    /** The national number's digits, hidden ones as 0. */
    long national() {
        return digits % Phones.power(nationalLength());
    }
}
