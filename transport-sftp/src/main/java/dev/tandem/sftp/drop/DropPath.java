package dev.tandem.sftp.drop;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A path that a customer's program sent, as what it means here. There is one folder: the root, which {@code /upload} is
 * another word for. Everything else is a file in it, or nothing; {@code ..} above the root is the root.
 *
 * @param absolute the path with neither {@code .} nor {@code ..}, from {@code /}
 * @param name the file's name; empty for the folder
 */
record DropPath(String absolute, String name) {
    static final String UPLOAD = "upload";

    private static final int LONGEST = 4096;

    static DropPath of(String sent) throws Refusal {
        if (sent.length() > LONGEST) {
            throw Refusal.denied(
                    "the path has more than " + LONGEST + " characters; upload files into /upload directly");
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : sent.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        String absolute = "/" + String.join("/", segments);
        if (UPLOAD.equals(segments.peekFirst())) {
            segments.removeFirst();
        }
        return new DropPath(absolute, String.join("/", segments));
    }

    boolean isFolder() {
        return name.isEmpty();
    }

    /** The name of a file that may be there; everything that cannot be is not there. */
    String file() throws Refusal {
        if (isFolder()) {
            throw Refusal.denied("this is the upload folder, not a file");
        }
        if (DropName.wrong(name) != null) {
            throw Refusal.notFound();
        }
        return name;
    }

    /** The name of a file that shall be there. */
    String target() throws Refusal {
        if (isFolder()) {
            throw Refusal.denied("this is the upload folder, not a file");
        }
        if (name.indexOf('/') >= 0) {
            throw Refusal.denied("there are no folders here; upload files into /upload directly");
        }
        DropName.check(name);
        return name;
    }
}
