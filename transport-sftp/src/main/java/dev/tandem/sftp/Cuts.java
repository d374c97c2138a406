package dev.tandem.sftp;

/** How often something is gone on with after its connection was lost. */
final class Cuts {
    private static final int FRUITLESS = 3;
    private static final int MOST = 20;

    private long progress;
    private int fruitless;
    private int all;

    /**
     * Notes a cut.
     *
     * @param progressNow a number that grows with what was done
     */
    boolean mayGoOn(long progressNow) {
        fruitless = progressNow > progress ? 0 : fruitless + 1;
        progress = progressNow;
        return ++all <= MOST && fruitless < FRUITLESS;
    }
}
