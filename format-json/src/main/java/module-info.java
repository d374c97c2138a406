/** Metadata written as JSON. */
module dev.tandem.format.json {
    requires static org.jspecify;
    requires transitive dev.tandem.core;
    requires tools.jackson.core;

    exports dev.tandem.format.json;

    provides dev.tandem.spi.MetadataFormat with
            dev.tandem.format.json.JsonFormat;
}
