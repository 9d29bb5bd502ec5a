package vn.campaign.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a jar that does what Spring Boot's does when it is told to unpack itself: it says so in the directory. */
class ServiceProcessTest {

    @TempDir
    private Path directory;

    @Test
    void aJarThatHoldsSomethingElseIsUnpackedAgainThoughItIsAsOldAsBefore() throws IOException {
        Path jar = directory.resolve("service.jar");
        write(jar, "one");
        assertThat(ServiceProcess.unpack(jar)).isEqualTo(directory.resolve("service/service.jar"));
        Path mark = directory.resolve("service/unpacked");
        assertThat(mark).exists();

        Files.delete(mark);
        ServiceProcess.unpack(jar);
        assertThat(mark).as("the same is not unpacked again").doesNotExist();

        write(jar, "two");
        ServiceProcess.unpack(jar);
        assertThat(mark).exists();
    }

    private static void write(Path jar, String text) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Unpacking.class.getName());
        manifest.getMainAttributes().putValue("Spring-Boot-Lib", "lib/");
        String own = Unpacking.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = Unpacking.class.getResourceAsStream("/" + own)) {
            out.putNextEntry(new JarEntry(own));
            in.transferTo(out);
            out.putNextEntry(new JarEntry("text"));
            out.write(text.getBytes());
        }
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
    }

    /** Called as the jar's tools are: {@code extract --force --destination DIRECTORY}. */
    public static final class Unpacking {

        private Unpacking() {}

        public static void main(String[] arguments) throws IOException {
            Files.createDirectories(Path.of(arguments[3]));
            Files.writeString(Path.of(arguments[3], "unpacked"), "");
        }
    }
}
