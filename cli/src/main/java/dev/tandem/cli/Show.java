package dev.tandem.cli;

import dev.tandem.call.CallId;
import dev.tandem.ledger.Reason;
import dev.tandem.report.FileEvent;
import dev.tandem.report.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Turns values into text for people. */
final class Show {
    private Show() {}

    /** A stranger's text that cannot move the cursor, hide or turn around what stands beside it: escaped as in Java. */
    static String text(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isPlain(c)) {
                shown.appendCodePoint(c);
            } else if (c < 0x10000) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.append(String.format(Locale.ROOT, "\\U%08x", c));
            }
        });
        return shown.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** {@code awaiting-metadata}; empty for none. */
    static String code(@Nullable Reason reason) {
        return reason == null ? "" : reason.code();
    }

    /** The reason for what became of a file; where it says nothing more, the call that it belongs to. */
    static String code(FileEvent event) {
        CallId call = event.call();
        if (call == null || (event.reason() != null && event.reason() != Reason.DUPLICATE)) {
            return code(event.reason());
        }
        return "call " + call + (event.revision() > 1 ? ", revision " + event.revision() : "");
    }

    /** All that there is to say of what became of a file, on one line. */
    static String why(FileEvent event) {
        String sentence = text(event.detail());
        String code = event.reason() == null && !sentence.isEmpty() ? "" : code(event);
        return code.isEmpty() || sentence.isEmpty() ? code + sentence : code + ": " + sentence;
    }

    /** A feed's source; a folder of this machine as its path. */
    static String source(URI source) {
        return text("file".equals(source.getScheme()) ? Path.of(source).toString() : source.toString());
    }

    static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** In its two largest units: {@code 3d 4h}. */
    static String age(Duration age) {
        if (age.isNegative()) {
            return "0s";
        }
        if (age.toDays() > 0) {
            return age.toDays() + "d " + age.toHoursPart() + "h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h " + age.toMinutesPart() + "m";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m " + age.toSecondsPart() + "s" : age.toSeconds() + "s";
    }

    /** {@code 97.1 %}; never rounded up, so that what is not certain does not look so. */
    static String probability(double probability) {
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(probability * 1_000) / 10);
    }

    /** {@code 1 file}, {@code 2 files}. */
    static String count(long number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    /** {@code 1,081}. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A share with four decimals; {@code -} where it is undefined. */
    static String share(OptionalDouble share) {
        return share.isEmpty() ? "-" : String.format(Locale.ROOT, "%.4f", share.getAsDouble());
    }

    /** {@code 65 %}. */
    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** In its two largest units, without a sign: {@code 5 h 30 min}, {@code 1.4 s}. */
    static String length(Duration length) {
        Duration plain = length.abs();
        if (plain.compareTo(Duration.ofMinutes(1)) < 0) {
            long tenths = Math.round(plain.toMillis() / 100.0);
            return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " s";
        }
        long hours = plain.toHours();
        long first = hours > 0 ? hours : plain.toMinutes();
        long second = hours > 0 ? plain.toMinutesPart() : plain.toSecondsPart();
        return first + (hours > 0 ? " h" : " min") + (second == 0 ? "" : " " + second + (hours > 0 ? " min" : " s"));
    }
}
