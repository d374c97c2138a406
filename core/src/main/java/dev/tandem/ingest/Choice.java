package dev.tandem.ingest;

import dev.tandem.spi.Matcher.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to do with a matcher's links: pure. Delivered is what one metadata row and one recording are sure of, and no other
 * row of either side; all else waits for a person, or for what else arrives.
 *
 * @param claims the sure links to act on, at most one of each metadata row and of each recording
 * @param open the metadata rows that wait, though there are recordings that may be theirs
 */
record Choice(List<Link> claims, List<Open> open) {
    /**
     * A metadata row that waits.
     *
     * @param why one sentence that names no file
     * @param candidates at least one; the sure ones first, then the likelier ones
     */
    record Open(String metadataId, String why, List<Link> candidates) {}

    /** How many candidates a row keeps, the sure ones too. */
    static final int MOST_CANDIDATES = 10;

    private static final Comparator<Link> ORDER = Comparator.comparing(Link::sure)
            .thenComparing(Link::probability)
            .reversed()
            .thenComparing(Link::recordingId);

    static Choice of(List<Link> links) {
        Map<String, List<Link>> ofMetadata = group(links);
        Map<String, Long> claimants = links.stream()
                .filter(Link::sure)
                .collect(Collectors.groupingBy(Link::recordingId, Collectors.counting()));
        List<Link> claims = links.stream()
                .filter(Link::sure)
                .filter(link -> count(ofMetadata.getOrDefault(link.metadataId(), List.of())) == 1)
                .filter(link -> claimants.getOrDefault(link.recordingId(), 0L) == 1)
                .toList();
        Set<String> claimed = new HashSet<>();
        claims.forEach(link -> claimed.add(link.recordingId()));
        claims.forEach(link -> ofMetadata.remove(link.metadataId()));
        List<Open> open = new ArrayList<>();
        ofMetadata.forEach((id, all) -> {
            List<Link> candidates = all.stream()
                    .filter(link -> !claimed.contains(link.recordingId()))
                    .sorted(ORDER)
                    .limit(MOST_CANDIDATES)
                    .toList();
            if (!candidates.isEmpty()) {
                open.add(new Open(id, why(candidates, claimants), candidates));
            }
        });
        return new Choice(claims, open);
    }

    private static Map<String, List<Link>> group(List<Link> links) {
        return links.stream().collect(Collectors.groupingBy(Link::metadataId, LinkedHashMap::new, Collectors.toList()));
    }

    private static long count(List<Link> links) {
        return links.stream().filter(Link::sure).count();
    }

    private static String why(List<Link> candidates, Map<String, Long> claimants) {
        long sure = count(candidates);
        if (sure > 1) {
            return sure + " recordings surely belong to this metadata, as of a call recorded in parts;"
                    + " a call has one recording: decide which";
        }
        if (sure == 1) {
            long rivals = claimants.getOrDefault(candidates.get(0).recordingId(), 1L) - 1;
            return rivals + (rivals == 1 ? " other metadata file is" : " other metadata files are")
                    + " as sure of the same recording; decide which it belongs to";
        }
        return candidates.size() == 1
                ? "one recording could be meant, and it is not sure; decide whether it is"
                : candidates.size() + " recordings could be meant, and none is sure; decide which";
    }
}
