/** Metadata written as XML. */
module dev.tandem.format.xml {
    requires static org.jspecify;
    requires transitive dev.tandem.core;
    requires java.xml;
    requires com.ctc.wstx;
    requires org.codehaus.stax2;

    exports dev.tandem.format.xml;

    provides dev.tandem.spi.MetadataFormat with
            dev.tandem.format.xml.XmlFormat;
}
