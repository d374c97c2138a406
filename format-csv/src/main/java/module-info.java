/** Metadata written as CSV. */
module dev.tandem.format.csv {
    requires static org.jspecify;
    requires transitive dev.tandem.core;
    requires org.apache.commons.csv;

    exports dev.tandem.format.csv;

    provides dev.tandem.spi.MetadataFormat with
            dev.tandem.format.csv.CsvFormat;
}
