package dev.tandem.testkit;

/** The process ends here. An Error, so that nothing that survives failures survives this one. */
public final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    public SimulatedCrash() {
        super("a crash, as the test asked", null, false, false);
    }
}
