package dev.tandem.link;

/**
 * One number, from 0 to 1, of how two rows compare.
 *
 * @param field the place of the field it belongs to, -1 for the whole record
 * @param name what it measures
 */
record Feature(int field, String name, Shape shape) {
    /** How a feature may weigh. */
    enum Shape {
        /** Present or not, of either sign. */
        FREE,
        /** Its weight never falls as it grows: one slope between each two knots. */
        CURVE
    }
}
