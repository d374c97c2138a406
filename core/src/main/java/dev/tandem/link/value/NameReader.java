package dev.tandem.link.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes the text of a person's name apart. Used once, by one thread. */
final class NameReader {
    private static final int LONGEST = 256;
    private static final int MOST_TOKENS = 8;
    private static final Set<String> TITLES = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "rev",
            "sir",
            "dame",
            "lord",
            "hon",
            "capt",
            "captain",
            "sgt",
            "herr",
            "frau",
            "mme",
            "mlle",
            "sr",
            "sra",
            "srta");
    private static final Set<String> SUFFIXES =
            Set.of("jr", "sr", "junior", "senior", "ii", "iii", "iv", "phd", "md", "esq", "dds", "cpa", "rn", "mba");

    private final String text;

    NameReader(String text) {
        this.text = Texts.fold(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }

    /** The words of the name, folded: given names first and the surname last where the text says so; without titles. */
    List<String> read() {
        String name = bare();
        List<String> words = words(name.replace(',', ' '));
        int comma = name.indexOf(',');
        if (comma >= 0 && name.indexOf(',', comma + 1) < 0) {
            List<String> surname = withoutTitles(words(name.substring(0, comma)));
            List<String> given = withoutTitles(words(name.substring(comma + 1)));
            boolean suffix = given.stream().allMatch(SUFFIXES::contains);
            if (!surname.isEmpty() && !suffix) {
                words = new ArrayList<>(given);
                words.addAll(surname);
            }
        }
        return withoutTitles(words);
    }

    /** Without an address or note in brackets; of an address alone, what stands before the at sign. */
    private String bare() {
        String name = text;
        int open = name.indexOf('<');
        if (open >= 0) {
            int close = name.indexOf('>', open);
            String inside = name.substring(open + 1, close < 0 ? name.length() : close);
            name = open == 0 ? inside : name.substring(0, open);
        }
        int note = name.indexOf('(');
        if (note > 0) {
            int close = name.indexOf(')', note);
            name = name.substring(0, note) + ' ' + (close < 0 ? "" : name.substring(close + 1));
        }
        return local(name.trim());
    }

    private static String local(String name) {
        if (name.indexOf(' ') >= 0) {
            return name;
        }
        int at = name.indexOf('@');
        int domain = name.indexOf('\\');
        String local = name.substring(domain + 1, Math.max(at < 0 ? name.length() : at, domain + 1));
        int tag = local.indexOf('+');
        return (tag > 0 ? local.substring(0, tag) : local).replace('.', ' ').replace('_', ' ');
    }

    /** Digits are no part of a name. */
    private static List<String> words(String part) {
        List<String> words = new ArrayList<>();
        for (String token : Texts.tokens(part)) {
            String letters = withoutDigits(token);
            if (!letters.isEmpty() && words.size() < MOST_TOKENS) {
                words.add(letters);
            }
        }
        return words;
    }

    private static String withoutDigits(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) <= '9') {
                return token.replaceAll("[0-9]", "");
            }
        }
        return token;
    }

    private static List<String> withoutTitles(List<String> words) {
        int first = 0;
        int last = words.size();
        while (last - first > 1 && TITLES.contains(words.get(first))) {
            first++;
        }
        while (last - first > 1 && SUFFIXES.contains(words.get(last - 1))) {
            last--;
        }
        return words.subList(first, last);
    }
}
