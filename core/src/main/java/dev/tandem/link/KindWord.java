package dev.tandem.link;

import dev.tandem.link.value.TextKind;
import java.util.List;

/** What the values of two columns that correspond are, in a word for a person. */
final class KindWord {
    private static final double MOST = 0.85;
    private static final double MANY = 0.8;

    private KindWord() {}

    static String of(FieldSpec spec, Column left, Column right) {
        return switch (spec.kind()) {
            case DATE -> spec.years() ? "year" : "date";
            case PHONE -> "phone";
            case NUMBER -> isId(left) && isId(right) ? "id" : "number";
            case TEXT -> text(left, right);
        };
    }

    private static String text(Column left, Column right) {
        if (isMail(left) && isMail(right)) {
            return "e-mail";
        }
        if (isId(left) && isId(right)) {
            return "id";
        }
        TextKind kind = left.kind() == right.kind() ? left.kind() : TextKind.ANY;
        return switch (kind) {
            case PERSON -> "name";
            case COMPANY -> "company";
            case ANY, ID -> "text";
        };
    }

    private static boolean isMail(Column column) {
        List<String> sample = Readers.sample(column);
        long mails = sample.stream()
                .filter(text -> text.indexOf('@') > 0 && text.indexOf(' ') < 0)
                .count();
        return mails > MANY * sample.size();
    }

    /** Whether nearly each row has a value of its own that is one word with a digit. */
    private static boolean isId(Column column) {
        List<String> sample = Readers.sample(column);
        long codes = sample.stream()
                .filter(text -> text.indexOf(' ') < 0 && text.chars().anyMatch(Character::isDigit))
                .count();
        return column.distinct() > MOST * column.present() && codes > MANY * sample.size();
    }
}
