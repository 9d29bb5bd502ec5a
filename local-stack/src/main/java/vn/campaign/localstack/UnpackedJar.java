package vn.campaign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** A service's jar unpacked beside itself, as its image holds it: from jars within a jar, classes take twice as long to load. */
public final class UnpackedJar {

    private UnpackedJar() {}

    /**
     * The jar to start, with its libraries around it; unpacked again when the given one is not the same any more. One that
     * holds no libraries is started as it is.
     */
    public static Path of(Path jar) {
        Path directory = jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
        try {
            if (!holdsLibraries(jar)) {
                return jar;
            }
            if (!Files.exists(directory)
                    || !Files.getLastModifiedTime(directory).equals(Files.getLastModifiedTime(jar))) {
                unpack(jar, directory);
                // Last of all, so that what was interrupted is done again.
                Files.setLastModifiedTime(directory, Files.getLastModifiedTime(jar));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + jar, e);
        }
        return directory.resolve(jar.getFileName());
    }

    private static boolean holdsLibraries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Spring-Boot-Lib") != null;
        }
    }

    private static void unpack(Path jar, Path directory) throws IOException {
        Process unpacking = new ProcessBuilder(
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
        String output = new String(unpacking.getInputStream().readAllBytes());
        if (unpacking.onExit().join().exitValue() != 0) {
            throw new IOException(output);
        }
    }
}
