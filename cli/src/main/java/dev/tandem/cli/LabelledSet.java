package dev.tandem.cli;

import dev.tandem.cli.score.Pair;
import dev.tandem.link.Table;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Two tables of which it is known which rows belong together.
 *
 * @param load reads or makes them; throws a {@link dev.tandem.spi.ConfigurationException} if they cannot be used
 */
record LabelledSet(String name, Supplier<Content> load) {
    record Content(Table left, Table right, Set<Pair> truth) {}
}
