package dev.tandem.link;

/** Whether a left row may have many right rows, and a right row many left ones. */
record Partners(boolean leftMany, boolean rightMany) {
    static final Partners ONE_TO_ONE = new Partners(false, false);

    /** {@link Cardinality#AUTO} begins as one to one. */
    static Partners of(Cardinality cardinality) {
        return switch (cardinality) {
            case AUTO, ONE_TO_ONE -> ONE_TO_ONE;
            case ONE_TO_MANY -> new Partners(true, false);
            case MANY_TO_ONE -> new Partners(false, true);
            case MANY_TO_MANY -> new Partners(true, true);
        };
    }
}
