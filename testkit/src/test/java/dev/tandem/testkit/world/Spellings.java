package dev.tandem.testkit.world;

import java.util.List;

/** How the CRM writes the names of contacts. */
final class Spellings {
    private Spellings() {}

    static Share of(Rate rate, Observed seen) {
        List<Contact> contacts = seen.people().contacts();
        return rate == Rate.NAME_ACCENTS_DROPPED
                ? Share.of(contacts, contact -> accented(contact) && kind(contact) == rate, Spellings::bare)
                : Share.of(contacts, contact -> kind(contact) == rate);
    }

    private static boolean accented(Contact contact) {
        String name = contact.name().toString();
        return !name.equals(Text.withoutAccents(name));
    }

    private static boolean bare(Contact contact) {
        return contact.crmName().equals(Text.withoutAccents(contact.name().toString()));
    }

    /** The error of a name, accents aside; where there is none, that of accents. */
    private static Rate kind(Contact contact) {
        PersonName name = contact.name();
        String last = Text.withoutAccents(name.last());
        String written = Text.withoutAccents(contact.crmName());
        if (written.equals(Text.withoutAccents(name.toString()))) {
            return Rate.NAME_ACCENTS_DROPPED;
        }
        if (written.equals(Names.NICKNAMES.get(name.first()) + " " + last)) {
            return Rate.NAME_NICKNAME;
        }
        if (written.equals(Text.withoutAccents(name.first().substring(0, 1)) + ". " + last)) {
            return Rate.NAME_INITIAL;
        }
        return written.contains(", ") ? Rate.NAME_ORDER : Rate.NAME_TYPO;
    }
}
