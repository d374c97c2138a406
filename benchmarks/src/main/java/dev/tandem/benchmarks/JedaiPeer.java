package dev.tandem.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scify.jedai.blockbuilding.StandardBlocking;
import org.scify.jedai.blockprocessing.blockcleaning.BlockFiltering;
import org.scify.jedai.blockprocessing.comparisoncleaning.CardinalityNodePruning;
import org.scify.jedai.datamodel.AbstractBlock;
import org.scify.jedai.datamodel.EntityProfile;
import org.scify.jedai.datamodel.EquivalenceCluster;
import org.scify.jedai.datamodel.SimilarityPairs;
import org.scify.jedai.entityclustering.UniqueMappingClustering;
import org.scify.jedai.entitymatching.ProfileMatcher;
import org.scify.jedai.utilities.enumerations.RepresentationModel;
import org.scify.jedai.utilities.enumerations.SimilarityMetric;
import org.scify.jedai.utilities.enumerations.WeightingScheme;

/**
 * JedAI without regard to columns, as it is meant to be used: blocks of rows that share a word, the most promising pairs of
 * each row by meta-blocking, cosines of weighed words, and one partner a row.
 */
final class JedaiPeer implements Peer {
    /** Of the blocks of a row, the smallest. */
    private static final float KEPT_BLOCKS = 0.8f;

    private static final float LEAST_SIMILARITY = 0.3f;

    @Override
    public String name() {
        return "jedai";
    }

    @Override
    public boolean large() {
        return false;
    }

    @Override
    public long link(Path folder, Path links) throws IOException {
        List<EntityProfile> lefts = profiles(folder.resolve("left.csv"));
        List<EntityProfile> rights = profiles(folder.resolve("right.csv"));
        List<AbstractBlock> blocks = new StandardBlocking().getBlocks(lefts, rights);
        blocks = new BlockFiltering(KEPT_BLOCKS).refineBlocks(blocks);
        blocks = new CardinalityNodePruning(WeightingScheme.JS).refineBlocks(blocks);
        SimilarityPairs pairs = new ProfileMatcher(
                        lefts, rights, RepresentationModel.TOKEN_UNIGRAMS_TF_IDF, SimilarityMetric.COSINE_SIMILARITY)
                .executeComparisons(blocks);
        StringBuilder found = new StringBuilder("left_id,right_id\n");
        for (EquivalenceCluster cluster : new UniqueMappingClustering(LEAST_SIMILARITY).getDuplicates(pairs)) {
            for (int left : cluster.getEntityIdsD1().toArray()) {
                for (int right : cluster.getEntityIdsD2().toArray()) {
                    found.append(lefts.get(left).getEntityUrl())
                            .append(',')
                            .append(rights.get(right).getEntityUrl())
                            .append('\n');
                }
            }
        }
        Files.writeString(links, found);
        return pairs.getNoOfComparisons();
    }

    private static List<EntityProfile> profiles(Path file) throws IOException {
        List<EntityProfile> profiles = new ArrayList<>();
        for (PeopleRow row : PeopleRow.read(file)) {
            EntityProfile profile = new EntityProfile(row.id());
            row.values(profile::addAttribute);
            profiles.add(profile);
        }
        return profiles;
    }
}
