package vn.campaign.localstack;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A service as its executable jar, unpacked as in its image: loading classes from nested jars takes twice as long. */
public final class ServiceProcess extends LocalProcess {

    /** The entries with their checksums: jars are the same from build to build, down to their times. */
    private static final String CONTENTS = "contents";

    private final Path jar;
    private final List<String> javaOptions;
    private final Map<String, String> environment;
    private final URI readiness;

    /**
     * Nothing is started yet.
     *
     * @param javaOptions heap and system properties
     * @param environment what is added to this process's environment
     * @param readiness answers 200 once the service is ready
     * @param log where its output is appended
     */
    public ServiceProcess(
            String name, Path jar, List<String> javaOptions, Map<String, String> environment, URI readiness, Path log) {
        super(name, log);
        this.jar = jar.toAbsolutePath();
        this.javaOptions = List.copyOf(javaOptions);
        this.environment = Map.copyOf(environment);
        this.readiness = readiness;
    }

    /** The jar that the last build of a service left in a checkout, whatever its version. */
    public static Path jar(Path checkout, String service) {
        Path target = checkout.resolve(service).resolve("target");
        try (Stream<Path> jars = Files.find(
                target, 1, (file, is) -> file.getFileName().toString().matches(service + "-\\d[^/]*\\.jar"))) {
            return jars.max(Comparator.comparing(jar -> jar.toFile().lastModified()))
                    .orElseThrow(() -> new NoSuchFileException(target.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("No jar of " + service + " in " + target, e);
        }
    }

    /** Starts it as {@code java -jar} does, but so that it exits with its parent. */
    @Override
    List<String> arguments() throws IOException {
        Path unpacked = unpack(jar);
        var arguments = new ArrayList<>(javaOptions);
        arguments.addAll(List.of(
                "-cp",
                unpacked + File.pathSeparator + Installation.ownLocation(),
                ChildProcess.class.getName(),
                mainClass(unpacked)));
        return arguments;
    }

    @Override
    Map<String, String> environment() {
        return environment;
    }

    @Override
    boolean isReady() {
        return answers(readiness);
    }

    /**
     * The jar to start, with its libraries around it; unpacked again when the given one holds anything else by now. One that
     * holds no libraries is started as it is. Several at once, of this process or of others, wait for the first.
     */
    public static synchronized Path unpack(Path jar) {
        Path directory = jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.getManifest().getMainAttributes().getValue("Spring-Boot-Lib") == null) {
                return jar;
            }
            Path lockFile = directory.resolveSibling(directory.getFileName() + ".lock");
            try (var channel = FileChannel.open(lockFile, CREATE, WRITE)) {
                // Released when the channel is closed.
                channel.lock();
                unpackWhatChanged(file, jar, directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + jar, e);
        }
        return directory.resolve(jar.getFileName());
    }

    private static void unpackWhatChanged(JarFile file, Path jar, Path directory) throws IOException {
        String contents = file.stream()
                .map(entry -> entry.getName() + " " + entry.getCrc())
                .collect(Collectors.joining("\n"));
        Path unpacked = directory.resolve(CONTENTS);
        if (!Files.exists(unpacked) || !Files.readString(unpacked).equals(contents)) {
            Files.deleteIfExists(unpacked);
            extract(jar, directory);
            // Last of all, so that what was interrupted is done again.
            Files.writeString(unpacked, contents);
        }
    }

    private static void extract(Path jar, Path directory) throws IOException {
        Process extraction = new ProcessBuilder(
                        Installation.java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(extraction.getInputStream().readAllBytes());
        if (extraction.onExit().join().exitValue() != 0) {
            throw new IOException(output);
        }
    }

    private static String mainClass(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        }
    }
}
