/** Tandem's core: values, plugin points, the ingest engine, local folders and the in-memory ledger. */
module dev.tandem.core {
    requires static org.jspecify;
    requires org.slf4j;

    exports dev.tandem;
    exports dev.tandem.call;
    exports dev.tandem.feed;
    exports dev.tandem.ledger;
    exports dev.tandem.link;
    exports dev.tandem.report;
    exports dev.tandem.spi;
    exports dev.tandem.text;

    uses dev.tandem.spi.CallSinkProvider;
    uses dev.tandem.spi.DialerFormat;
    uses dev.tandem.spi.LedgerProvider;
    uses dev.tandem.spi.Matcher;
    uses dev.tandem.spi.MetadataFormat;
    uses dev.tandem.spi.TransportProvider;

    provides dev.tandem.spi.CallSinkProvider with
            dev.tandem.folder.DirectorySinkProvider;
    provides dev.tandem.spi.DialerFormat with
            dev.tandem.dialer.Five9Names,
            dev.tandem.dialer.RingCentralNames,
            dev.tandem.dialer.StandardNames;
    provides dev.tandem.spi.LedgerProvider with
            dev.tandem.memory.MemoryLedgerProvider;
    provides dev.tandem.spi.Matcher with
            dev.tandem.link.CommonFieldsMatcher;
    provides dev.tandem.spi.TransportProvider with
            dev.tandem.folder.LocalTransportProvider;
}
