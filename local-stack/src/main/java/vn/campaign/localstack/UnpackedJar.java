package vn.campaign.localstack;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** A service's jar, unpacked beside itself as in its image: loading classes from nested jars takes twice as long. */
public final class UnpackedJar {

    /** Its entries with their checksums: jars are the same from build to build, down to their times. */
    private static final String CONTENTS = "contents";

    private UnpackedJar() {}

    /**
     * The jar to start, with its libraries around it; unpacked again when the given one holds anything else by now. One that
     * holds no libraries is started as it is. Several at once, of this process or of others, wait for the first.
     */
    public static synchronized Path of(Path jar) {
        Path directory = jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.getManifest().getMainAttributes().getValue("Spring-Boot-Lib") == null) {
                return jar;
            }
            Path lockFile = directory.resolveSibling(directory.getFileName() + ".lock");
            try (var channel = FileChannel.open(lockFile, CREATE, WRITE)) {
                // Released when the channel is closed.
                channel.lock();
                unpackWhatChanged(jar, directory, contents(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + jar, e);
        }
        return directory.resolve(jar.getFileName());
    }

    private static void unpackWhatChanged(Path jar, Path directory, String contents) throws IOException {
        Path unpacked = directory.resolve(CONTENTS);
        if (!Files.exists(unpacked) || !Files.readString(unpacked).equals(contents)) {
            Files.deleteIfExists(unpacked);
            unpack(jar, directory);
            // Last of all, so that what was interrupted is done again.
            Files.writeString(unpacked, contents);
        }
    }

    private static String contents(JarFile jar) {
        return jar.stream().map(entry -> entry.getName() + " " + entry.getCrc()).collect(Collectors.joining("\n"));
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
