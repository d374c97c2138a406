package dev.tandem.link.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes names of companies comparable that differ in punctuation and legal form. */
final class Companies {
    private static final int LONGEST = 1_000;
    private static final Set<String> LEGAL_FORMS = Set.of(
            ("inc incorporated corp corporation co company companies llc llp lllp lp pllc pc ltd limited plc cic gmbh mbh ggmbh"
                            + " ag kg kgaa ohg gbr ug ev eg se sa sas sasu sarl eurl sci srl srls spa snc sapa bv nv vof cv ab as"
                            + " asa aps oy oyj kk gk pty pte pvt private proprietary sdn bhd tbk lda ltda eireli sl slu sll sau"
                            + " sab sro kft zrt nyrt doo dd ad ood eood ooo oao zao pao jsc pjsc cjsc ojsc cia cie")
                    .split(" "));
    private static final Set<String> JOINING = Set.of("und", "et", "y", "e", "de");

    private Companies() {}

    /**
     * The words that tell a company from others, folded and with single spaces: without legal forms at the end, "and", a
     * leading "the" and punctuation; letters with dots between them are one word. A name of nothing else keeps its words.
     * Empty for a text without letters and digits. Of a text longer than a thousand characters the rest is not looked at.
     */
    static String key(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        List<String> words = Texts.tokens(Texts.fold(start));
        if (words.size() > 1) {
            words.removeIf("and"::equals);
        }
        List<String> telling = joinLetters(words);
        dropForms(telling);
        if (telling.size() > 1 && telling.get(0).equals("the")) {
            telling.remove(0);
        }
        return String.join(" ", telling);
    }

    /** Whether a folded text ends in a legal form. */
    static boolean hasForm(String folded) {
        List<String> words = joinLetters(Texts.tokens(folded));
        return words.size() > 1 && LEGAL_FORMS.contains(words.get(words.size() - 1));
    }

    /** Takes legal forms off the end, and what joins them: GmbH & Co. KG, S.A. de C.V. */
    private static void dropForms(List<String> words) {
        boolean dropped = false;
        for (int last = words.size() - 1; last > 0; last--) {
            String word = words.get(last);
            if (!LEGAL_FORMS.contains(word) && !(dropped && JOINING.contains(word))) {
                return;
            }
            words.remove(last);
            dropped = true;
        }
    }

    /** Single letters in a row become a word: G.m.b.H., A. B. C. */
    private static List<String> joinLetters(List<String> words) {
        List<String> joined = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        for (String word : words) {
            if (word.length() == 1 && Character.isLetter(word.charAt(0))) {
                letters.append(word);
                continue;
            }
            flush(letters, joined);
            joined.add(word);
        }
        flush(letters, joined);
        return joined;
    }

    private static void flush(StringBuilder letters, List<String> joined) {
        if (letters.length() > 0) {
            joined.add(letters.toString());
            letters.setLength(0);
        }
    }
}
