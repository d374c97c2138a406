package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code tandem}, with a Java and a Maven that only tell how they were called. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class ScriptTest {
    private static final String JAVA = """
            #!/bin/sh
            case "$*" in
                *-XshowSettings*) echo "    java.specification.version = VERSION" >&2 ;;
                *) printf '<%s>' "$@"; pwd ;;
            esac
            """;
    private static final String MAVEN = """
            #!/bin/sh
            mkdir -p cli/target/tandem/lib
            echo build >> builds.txt
            """;

    @TempDir
    Path folder;

    private Path project;
    private Path elsewhere;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(folder.resolve("my project"));
        elsewhere = Files.createDirectories(folder.resolve("else where"));
        Files.copy(Program.HOME.resolve("tandem"), project.resolve("tandem"));
        Files.createDirectories(project.resolve("core/src/main/java"));
        Files.writeString(project.resolve("core/src/main/java/A.java"), "class A {}");
        writeProgram("bin/mvn", MAVEN);
        writeJava("17");
    }

    private void writeJava(String version) throws IOException {
        writeProgram("java home/bin/java", JAVA.replace("VERSION", version));
    }

    private void writeProgram(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Run(int code, String out, String err) {}

    private Run run(Path script, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(args));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", folder.resolve("java home").toString());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private long builds() throws IOException {
        return Files.readString(project.resolve("builds.txt")).lines().count();
    }

    @Test
    void itRunsFromAnotherFolderAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("t"), Path.of("../my project/tandem"));
        Run run = run(link, "check", "a b", "");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("<-Dtandem.home=" + project.toRealPath() + ">", "<dev.tandem.cli.Main><check><a b><>")
                .endsWith(elsewhere.toRealPath() + "\n");
    }

    @Test
    void itBuildsWhatIsMissingOrOlderThanItsSourcesAndNothingElse() throws Exception {
        Path script = project.resolve("tandem");
        assertThat(run(script).err()).startsWith("building Tandem, once");
        assertThat(run(script).err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
        Files.setLastModifiedTime(
                project.resolve("core/src/main/java/A.java"),
                FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(run(script).err()).startsWith("building Tandem, once");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aBuildThatFailsIsDoneAgainTheNextTime() throws Exception {
        writeProgram("bin/mvn", "#!/bin/sh\necho build >> builds.txt\nexit 1\n");
        Path script = project.resolve("tandem");
        assertThat(run(script).code()).isNotZero();
        assertThat(run(script).err()).contains("the build failed");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void anOldJavaIsRefusedWithASentence() throws Exception {
        for (String version : List.of("1.8", "11")) {
            writeJava(version);
            Run run = run(project.resolve("tandem"));
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("is Java " + version + "; expected 17 or later");
        }
    }

    @Test
    void nativeAccessIsGrantedWhereJavaKnowsTheOption() throws Exception {
        assertThat(run(project.resolve("tandem")).out()).doesNotContain("--enable-native-access");
        writeJava("25");
        assertThat(run(project.resolve("tandem")).out()).contains("<--enable-native-access=ALL-UNNAMED>");
    }
}
