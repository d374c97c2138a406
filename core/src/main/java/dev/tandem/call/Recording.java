package dev.tandem.call;

/**
 * The media file of one call.
 *
 * @param name the file name that the customer gave it; never a local path
 * @param size in bytes
 * @param sha256 of its content: 64 lower-case hexadecimal digits
 */
public record Recording(String name, MediaType type, long size, String sha256) {
    /** Leaves the name out: it often holds a phone number or an address. */
    @Override
    public String toString() {
        return "Recording[" + type.extension() + ", " + size + " bytes]";
    }
}
