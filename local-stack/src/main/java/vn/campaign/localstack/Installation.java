package vn.campaign.localstack;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where this module's build puts what the processes need. */
final class Installation {

    private Installation() {}

    /** The module's {@code target}: the system property {@code local-stack.directory}, else this class's origin. */
    static Path directory() {
        String given = System.getProperty("local-stack.directory");
        return given != null ? Path.of(given) : ownLocation().getParent();
    }

    /** The project's top directory, when it runs in a checkout. */
    static Path root() {
        return directory().toAbsolutePath().getParent().getParent();
    }

    /** Class path of the broker, the store and {@code ./start}. */
    static String classPath() {
        return ownLocation() + File.pathSeparator + directory().resolve("lib") + File.separator + "*";
    }

    /** The jar or the directory of this module's classes. */
    static Path ownLocation() {
        try {
            return Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The Java launcher that runs this process. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
