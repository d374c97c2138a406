package dev.tandem.benchmarks;

import com.intuit.fuzzymatcher.component.MatchService;
import com.intuit.fuzzymatcher.domain.Document;
import com.intuit.fuzzymatcher.domain.Element;
import com.intuit.fuzzymatcher.domain.ElementType;
import com.intuit.fuzzymatcher.domain.Match;
import com.intuit.fuzzymatcher.function.TokenizerFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * fuzzy-matcher: names by their words, everything else as a whole. By pieces, as it does unless told otherwise, all e-mails of one
 * top-level domain are held against each other, and ten thousand rows have no end.
 */
final class FuzzyMatcherPeer implements Peer {
    private static final double THRESHOLD = 0.5;

    @Override
    public String name() {
        return "fuzzy-matcher";
    }

    @Override
    public boolean large() {
        return false;
    }

    @Override
    public long link(Path folder, Path links) throws IOException {
        Map<Document, List<Match<Document>>> matches = new MatchService()
                .applyMatch(documents(folder.resolve("left.csv")), documents(folder.resolve("right.csv")));
        StringBuilder found = new StringBuilder("left_id,right_id\n");
        matches.forEach((left, rights) -> rights.stream()
                .max(Comparator.comparingDouble(Match::getResult))
                .ifPresent(best -> found.append(left.getKey())
                        .append(',')
                        .append(best.getMatchedWith().getKey())
                        .append('\n')));
        Files.writeString(links, found);
        return UNKNOWN;
    }

    private static List<Document> documents(Path file) throws IOException {
        return PeopleRow.read(file).stream().map(FuzzyMatcherPeer::document).toList();
    }

    private static Document document(PeopleRow row) {
        Document.Builder document = new Document.Builder(row.id()).setThreshold(THRESHOLD);
        row.values((column, value) -> document.addElement(element(column, value)));
        return document.createDocument();
    }

    /** Its builder forgets of what it builds. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Element<String> element(String column, String value) {
        Element.Builder<String> element =
                new Element.Builder<String>().setValue(value).setVariance(column);
        return column.equals("name")
                ? element.setType(ElementType.NAME).createElement()
                : element.setType(ElementType.TEXT)
                        .setPreProcessingFunction(text -> text)
                        .setTokenizerFunction(TokenizerFunction.valueTokenizer())
                        .createElement();
    }
}
