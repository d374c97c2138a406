package dev.tandem.testkit;

import dev.tandem.spi.Transport;
import java.time.Instant;

/** A store whose moves are copies: what is moved has another time and version afterwards. */
class ChangesMovedTest extends TransportContract {
    private final MemoryFolder folder = new MemoryFolder(new SettableClock(Instant.EPOCH));

    @Override
    protected Transport open() {
        folder.changesMoved(true);
        return folder.open();
    }

    @Override
    protected void put(String path, byte[] content) {
        folder.write(path, content);
    }

    @Override
    protected void link(String path, String target) {
        folder.link(path);
    }

    @Override
    protected boolean keepsVersions() {
        return false;
    }
}
