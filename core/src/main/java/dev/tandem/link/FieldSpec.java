package dev.tandem.link;

/**
 * Two columns and how they are compared.
 *
 * @param years whether dates are compared by their years alone
 * @param words whether the words of texts are compared, as well as their spelling
 * @param characters whether runs of characters are compared as well as words
 * @param left how the values of the left column were read
 * @param right the same of the right column
 */
record FieldSpec(
        FieldPair pair,
        FieldKind kind,
        boolean years,
        boolean words,
        boolean characters,
        ColumnFormat left,
        ColumnFormat right) {}
