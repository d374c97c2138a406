package dev.tandem.link;

/** Sparse vectors, one for each document, their terms in ascending order. */
final class Vectors {
    final int[] start;
    final int[] term;
    final float[] weight;

    Vectors(int[] start, int[] term, float[] weight) {
        this.start = start;
        this.term = term;
        this.weight = weight;
    }

    int size() {
        return start.length - 1;
    }

    boolean isEmpty(int doc) {
        return start[doc] == start[doc + 1];
    }

    /** The scalar product of a vector here and one there. */
    double dot(int doc, Vectors other, int there) {
        int i = start[doc];
        int j = other.start[there];
        int iEnd = start[doc + 1];
        int jEnd = other.start[there + 1];
        double sum = 0;
        while (i < iEnd && j < jEnd) {
            int difference = term[i] - other.term[j];
            if (difference == 0) {
                sum += weight[i++] * other.weight[j++];
            } else if (difference < 0) {
                i++;
            } else {
                j++;
            }
        }
        return sum;
    }

    /** The sum of a vector's weights. */
    double sum(int doc) {
        double sum = 0;
        for (int i = start[doc]; i < start[doc + 1]; i++) {
            sum += weight[i];
        }
        return sum;
    }

    /** The weights here of the terms that a vector there has too, but for what stands for others. */
    double common(int doc, Vectors other, int there) {
        int i = start[doc];
        int j = other.start[there];
        double sum = 0;
        while (i < start[doc + 1] && j < other.start[there + 1]) {
            int difference = Integer.compare(term[i], other.term[j]);
            if (difference == 0) {
                sum += term[i] == TermSpace.OTHERS ? 0 : weight[i];
            }
            i += difference <= 0 ? 1 : 0;
            j += difference >= 0 ? 1 : 0;
        }
        return sum;
    }
}
