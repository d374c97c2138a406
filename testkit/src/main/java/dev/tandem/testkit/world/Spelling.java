package dev.tandem.testkit.world;

import java.util.ArrayList;
import java.util.List;

/** A person's name as the dialer has it and as the CRM has it. */
record Spelling(PersonName name, String inCrm) {
    private static final List<String> WITH_NICKNAME =
            Names.FIRST.stream().filter(Names.NICKNAMES::containsKey).toList();

    static Spelling random(WorldSettings settings, Dice dice) {
        double throwing = dice.fraction();
        for (Rate rate : kinds()) {
            throwing -= settings.rate(rate);
            if (throwing < 0) {
                return of(rate, settings, dice);
            }
        }
        PersonName name = someone(Names.FIRST, dice);
        return new Spelling(name, accents(name, settings, dice).toString());
    }

    private static List<Rate> kinds() {
        List<Rate> kinds = new ArrayList<>();
        for (Rate rate : Rate.values()) {
            if (rate.group() == Rate.Group.NAME) {
                kinds.add(rate);
            }
        }
        return kinds;
    }

    private static Spelling of(Rate kind, WorldSettings settings, Dice dice) {
        PersonName name = someone(kind == Rate.NAME_NICKNAME ? WITH_NICKNAME : Names.FIRST, dice);
        PersonName written = accents(name, settings, dice);
        String first = written.first();
        String last = written.last();
        return new Spelling(
                name,
                switch (kind) {
                    case NAME_NICKNAME -> Names.NICKNAMES.get(name.first()) + " " + last;
                    case NAME_TYPO -> typo(first, last, dice);
                    case NAME_INITIAL -> first.charAt(0) + ". " + last;
                    case NAME_ORDER -> last + ", " + first;
                    default -> throw new IllegalStateException(kind + " is not a way to write names");
                });
    }

    private static String typo(String first, String last, Dice dice) {
        return dice.chance(.5) && first.length() > 2
                ? Text.mistyped(first, dice) + " " + last
                : first + " " + (last.length() > 2 ? Text.mistyped(last, dice) : last + last.charAt(last.length() - 1));
    }

    private static PersonName someone(List<String> firsts, Dice dice) {
        return new PersonName(dice.pick(firsts), dice.pick(Names.LAST));
    }

    private static PersonName accents(PersonName name, WorldSettings settings, Dice dice) {
        return dice.chance(settings.rate(Rate.NAME_ACCENTS_DROPPED))
                ? new PersonName(Text.withoutAccents(name.first()), Text.withoutAccents(name.last()))
                : name;
    }
}
