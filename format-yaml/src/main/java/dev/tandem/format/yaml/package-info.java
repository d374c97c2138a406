/** Metadata written as YAML. Read {@link dev.tandem.format.yaml.YamlFormat} for what is read and what is refused. */
@NullMarked
package dev.tandem.format.yaml;

import org.jspecify.annotations.NullMarked;
