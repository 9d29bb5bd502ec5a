package vn.campaign.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import org.springframework.boot.SpringBootVersion;

/** The machine and the versions that the figures were measured with. */
final class Machine {

    private static final Path STORE = Path.of("../local-stack/target/lib");
    private static final Pattern STORE_JAR = Pattern.compile("mongo-java-server-(\\d.*)\\.jar");

    private Machine() {}

    static void describe(Output output, String... arguments) throws IOException, InterruptedException {
        Table table = new Table(output, "Run of " + Instant.now().truncatedTo(ChronoUnit.SECONDS), "what", "which");
        table.row(
                "cores | %d, %s",
                Runtime.getRuntime().availableProcessors(), line("/proc/cpuinfo", "model name\\s*: "));
        table.row("memory | %s", line("/proc/meminfo", "MemTotal:\\s*"));
        table.row("system | %s, Linux %s", line("/etc/os-release", "PRETTY_NAME="), System.getProperty("os.version"));
        table.row(
                "Java of the services | %s, %s",
                System.getProperty("java.runtime.version"), System.getProperty("java.vm.name"));
        table.row("Spring Boot | %s", SpringBootVersion.getVersion());
        table.row("Kafka | %s, one broker", AppInfoParser.getVersion());
        table.row("store | mongo-java-server %s, as ./start runs it", storeVersion());
        table.row("commit | %s", commit());
        table.row("options | %s", arguments.length == 0 ? "none" : String.join(" ", arguments));
    }

    /** What follows a beginning in one of the system's files. */
    private static String line(String file, String beginning) throws IOException {
        Matcher line = Pattern.compile("(?m)^" + beginning + "\"?([^\"\n]*)").matcher(Files.readString(Path.of(file)));
        return line.find() ? line.group(1) : "unknown";
    }

    private static String storeVersion() throws IOException {
        try (Stream<Path> jars = Files.list(STORE)) {
            return jars.map(jar -> STORE_JAR.matcher(jar.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(jar -> jar.group(1))
                    .findFirst()
                    .orElse("of unknown version");
        }
    }

    private static String commit() throws InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? printed : "not in a checkout";
        } catch (IOException noGit) {
            return "unknown without git";
        }
    }
}
