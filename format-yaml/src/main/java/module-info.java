/** Metadata written as YAML. */
module dev.tandem.format.yaml {
    requires static org.jspecify;
    requires transitive dev.tandem.core;
    requires org.snakeyaml.engine;

    exports dev.tandem.format.yaml;

    provides dev.tandem.spi.MetadataFormat with
            dev.tandem.format.yaml.YamlFormat;
}
