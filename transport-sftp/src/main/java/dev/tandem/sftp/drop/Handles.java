package dev.tandem.sftp.drop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one SFTP channel has open. Used by the channel's thread alone. */
final class Handles {
    private final DropSession session;
    private final int most;
    private final Map<String, Upload> uploads = new HashMap<>();
    private final Map<String, VaultListing> listings = new HashMap<>();
    private long next;

    Handles(DropSession session, int most) {
        this.session = session;
        this.most = most;
    }

    /** Opens something; gives what it is called from now on. */
    interface Opening<T> {
        T open() throws IOException;
    }

    String upload(Opening<Upload> opening) throws IOException {
        session.claimHandle(most);
        boolean open = false;
        try {
            Upload upload = opening.open();
            open = true;
            session.beginUpload();
            String handle = name();
            uploads.put(handle, upload);
            return handle;
        } finally {
            if (!open) {
                session.releaseHandle();
            }
        }
    }

    String listing(Opening<VaultListing> opening) throws IOException {
        session.claimHandle(most);
        boolean claimed = false;
        boolean open = false;
        try {
            session.claimListing();
            claimed = true;
            VaultListing listing = opening.open();
            open = true;
            String handle = name();
            listings.put(handle, listing);
            return handle;
        } finally {
            if (!open) {
                session.releaseHandle();
            }
            if (claimed && !open) {
                session.releaseListing();
            }
        }
    }

    private String name() {
        return Long.toString(next++, Character.MAX_RADIX);
    }

    @Nullable
    Upload findUpload(String handle) {
        return uploads.get(handle);
    }

    Upload upload(String handle) throws Refusal {
        Upload upload = uploads.get(handle);
        if (upload == null) {
            throw unknown();
        }
        return upload;
    }

    VaultListing listing(String handle) throws Refusal {
        VaultListing listing = listings.get(handle);
        if (listing == null) {
            throw unknown();
        }
        return listing;
    }

    static Refusal unknown() {
        return Refusal.failed("this session has no such handle open; open the file first");
    }

    /** Takes an upload out, to be ended by the caller. */
    @Nullable
    Upload takeUpload(String handle) {
        Upload upload = uploads.remove(handle);
        if (upload != null) {
            session.releaseHandle();
        }
        return upload;
    }

    void closeListing(String handle) throws IOException {
        VaultListing listing = listings.remove(handle);
        if (listing == null) {
            throw unknown();
        }
        session.releaseHandle();
        session.releaseListing();
        listing.close();
    }

    List<String> openUploads() {
        return new ArrayList<>(uploads.keySet());
    }

    void closeListings() {
        for (String handle : new ArrayList<>(listings.keySet())) {
            try {
                closeListing(handle);
            } catch (IOException e) {
                // A folder that was only read; nothing is lost.
            }
        }
    }
}
