package dev.tandem.testkit.world;

/** A person's name as the dialer has it. */
record PersonName(String first, String last) {
    @Override
    public String toString() {
        return first + " " + last;
    }
}
