package dev.tandem.sftp.drop;

import java.io.IOException;
import java.nio.file.Path;

/** A drop server in a process of its own, to be killed. Prints its port and then says nothing. */
public final class DropProcess {
    private DropProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        DropServer server = DropServer.builder(Path.of(arguments[0]))
                .listen("127.0.0.1", 0)
                .limits(DropLimits.builder().freeBytes(0).build())
                .start();
        System.out.println("port " + server.port());
        Thread.sleep(Long.MAX_VALUE);
    }
}
