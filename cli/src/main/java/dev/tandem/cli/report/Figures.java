package dev.tandem.cli.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as a person reads them. The space before a unit does not break. */
final class Figures {
    private static final String NOT_A_NUMBER = "–";
    private static final String SPACE = "\u00A0";

    private Figures() {}

    /** {@code 12,345}. */
    static String count(long number) {
        return minus(String.format(Locale.ROOT, "%,d", number));
    }

    /** {@code 12k}: short enough for the tick of an axis. */
    static String shortCount(double number) {
        if (number >= 1e9) {
            return trimmed(number / 1e9, 1) + "G";
        }
        if (number >= 1e6) {
            return trimmed(number / 1e6, 1) + "M";
        }
        return number >= 1e4 ? trimmed(number / 1e3, 1) + "k" : trimmed(number, 1);
    }

    /** {@code 1 link}, {@code 2 links}. */
    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /**
     * A share as {@code 97.3 %}. What is not quite all or nothing never looks as if it were: as many decimals as that
     * takes, up to three.
     */
    static String percent(double share) {
        if (Double.isNaN(share)) {
            return NOT_A_NUMBER;
        }
        double percent = share * 100;
        double edge = Math.min(percent, 100 - percent);
        if (edge <= 0) {
            return trimmed(percent, 1) + SPACE + "%";
        }
        if (edge < 0.001) {
            return (percent < 50 ? "<" + SPACE + "0.001" : ">" + SPACE + "99.999") + SPACE + "%";
        }
        int decimals = edge < 0.01 ? 3 : edge < 0.1 ? 2 : 1;
        return trimmed(cut(percent, decimals), decimals) + SPACE + "%";
    }

    /** Rounds, but never to all or nothing. */
    private static double cut(double percent, int decimals) {
        double unit = Math.pow(10, -decimals);
        return Math.max(unit, Math.min(100 - unit, Math.round(percent / unit) * unit));
    }

    /** A weight or a score, always with its sign: {@code +6.2}. */
    static String signed(double number) {
        if (!Double.isFinite(number)) {
            return Double.isNaN(number) ? NOT_A_NUMBER : number > 0 ? "+∞" : "−∞";
        }
        String text = String.format(Locale.ROOT, Math.abs(number) < 1e5 ? "%.1f" : "%.0e", Math.abs(number));
        return text.equals("0.0") ? "0" : (number > 0 ? "+" : "−") + text;
    }

    /** A number with a fixed number of decimals. */
    static String decimal(double number, int decimals) {
        return Double.isFinite(number)
                ? minus(String.format(Locale.ROOT, "%,." + decimals + "f", number))
                : NOT_A_NUMBER;
    }

    /** The same without noughts at its end. */
    static String trimmed(double number, int decimals) {
        String text = decimal(number, decimals);
        return text.indexOf('.') < 0 ? text : text.replaceAll("\\.?0+$", "");
    }

    /** {@code 1 h 30 min}; the sign is left to the words around it. */
    static String duration(Duration duration) {
        Duration whole = duration.abs();
        List<String> parts = new ArrayList<>();
        part(whole.toDays(), "d", parts);
        part(whole.toHoursPart(), "h", parts);
        part(whole.toMinutesPart(), "min", parts);
        if (whole.toDays() == 0) {
            part(whole.toSecondsPart(), "s", parts);
        }
        if (parts.isEmpty()) {
            part(whole.toMillisPart(), "ms", parts);
        }
        return parts.isEmpty() ? "0" + SPACE + "s" : String.join(" ", parts);
    }

    private static void part(long number, String unit, List<String> parts) {
        if (number != 0) {
            parts.add(number + SPACE + unit);
        }
    }

    private static String minus(String number) {
        return number.startsWith("-") ? "−" + number.substring(1) : number;
    }
}
