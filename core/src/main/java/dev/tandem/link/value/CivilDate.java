package dev.tandem.link.value;

/** Reckons with days of the proleptic Gregorian calendar, without an object for each. */
final class CivilDate {
    private static final int[] MONTH_LENGTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private CivilDate() {}

    /** Whether there is such a day, in a year from 1000 on. */
    static boolean exists(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || year < 1000) {
            return false;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return day <= MONTH_LENGTHS[month - 1] + (leap && month == 2 ? 1 : 0);
    }

    /**
     * How many days after 1970-01-01 a day that exists is (H. Hinnant, chrono-Compatible Low-Level Date Algorithms,
     * days_from_civil).
     */
    static long epochDay(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = y / 400;
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
