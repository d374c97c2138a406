/** Contract tests for plugin authors, an in-memory transport with faults, a settable clock and call worlds. */
module dev.tandem.testkit {
    requires static org.jspecify;
    requires jdk.management;
    requires transitive dev.tandem.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires transitive org.assertj.core;

    exports dev.tandem.testkit;
    exports dev.tandem.testkit.world;
}
