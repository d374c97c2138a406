package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import dev.tandem.testkit.Faults.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTransportTest extends TransportContract {
    private final MemoryFolder folder = new MemoryFolder(new SettableClock(Instant.EPOCH));

    @Override
    protected Transport open() {
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

    @Test
    void aFaultFailsTheOperationAndNothingIsDone() {
        folder.write("a", new byte[1]);
        folder.faults(Faults.on(Operation.MOVE, Fault.fails(Reason.NO_SPACE)));
        assertThat(reasonOf(transport -> transport.move("a", "b"))).isEqualTo(Reason.NO_SPACE);
        assertThat(folder.files()).containsOnlyKeys("a");
    }

    @Test
    void anAmbiguousFaultFailsAndAllIsDone() {
        folder.write("a", new byte[1]);
        folder.faults(Faults.on(Operation.MOVE, Fault.doneButFails(Reason.TIMED_OUT)));
        assertThat(reasonOf(transport -> transport.move("a", "b"))).isEqualTo(Reason.TIMED_OUT);
        assertThat(folder.files()).containsOnlyKeys("b");
    }

    @Test
    void aListingBreaksOffAfterSoManyEntries() {
        folder.write("a", new byte[1]);
        folder.write("b", new byte[1]);
        folder.write("c", new byte[1]);
        folder.faults(Faults.on(Operation.LIST, Fault.breaksOff(2)));
        List<RemoteFile> seen = new ArrayList<>();
        assertThat(reasonOf(transport -> transport.list("", seen::add))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(seen).hasSize(2);
    }

    @Test
    void bytesBreakOffAfterSoMany() throws IOException, TransportException {
        folder.write("a", new byte[10]);
        folder.faults(Faults.on(Operation.READ, Fault.breaksOff(4)));
        try (Transport transport = folder.open();
                InputStream in = transport.read("a")) {
            assertThat(in.readNBytes(4)).hasSize(4);
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
        assertThat(folder.handles()).isEqualTo(1);
    }

    @Test
    void aFileCanChangeWhileItIsRead() throws IOException, TransportException {
        folder.write("a", new byte[] {1, 1, 1});
        folder.faults(Faults.on(Operation.READ, Fault.meanwhile(() -> folder.write("a", new byte[] {2, 2}))));
        try (Transport transport = folder.open();
                InputStream in = transport.read("a")) {
            assertThat(in.readAllBytes()).containsExactly(1, 2);
        }
    }

    @Test
    void aCrashIsNoFailure() {
        folder.write("a", new byte[1]);
        folder.faults(Faults.nth(2, Faults.on(Operation.DELETE, Fault.crashesAfter())));
        try (Transport transport = folder.open()) {
            assertThatThrownBy(() -> transport.delete("b")).isInstanceOf(TransportException.class);
            assertThatThrownBy(() -> transport.delete("a")).isInstanceOf(SimulatedCrash.class);
        }
        assertThat(folder.files()).isEmpty();
    }

    private interface Use {
        void of(Transport transport) throws TransportException;
    }

    private Reason reasonOf(Use use) {
        try (Transport transport = folder.open()) {
            return catchThrowableOfType(TransportException.class, () -> use.of(transport))
                    .reason();
        }
    }
}
