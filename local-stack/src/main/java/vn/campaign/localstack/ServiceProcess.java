package vn.campaign.localstack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A service as its executable jar, unpacked. */
public final class ServiceProcess extends LocalProcess {

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
    List<String> arguments() {
        Path unpacked = UnpackedJar.of(jar);
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

    private static String mainClass(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + jar, e);
        }
    }
}
