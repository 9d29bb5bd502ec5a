package vn.campaign.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A built checkout in which every service is a {@link StubService}. */
final class StubProject {

    static final String PLAN =
            """
            {"timeZone": "Asia/Ho_Chi_Minh", "phases": [{"code": "1", "from": "2023-06-20", "to": "2023-07-15"}],
             "units": [{"code": "thuan-an", "targets": [{"indicator": "ACTIVATED", "value": 509}]}]}""";

    private StubProject() {}

    static void create(Path root) throws IOException {
        for (String service : List.of("reporting-service", "quota-service", "dashboard-service")) {
            Path target = Files.createDirectories(root.resolve(service).resolve("target"));
            writeJar(target.resolve(service + "-1.0.0.jar"));
        }
        Path plans = Files.createDirectories(root.resolve("quota-service/src/main/plans"));
        Files.writeString(plans.resolve("thanh-an-2023.json"), PLAN);
    }

    private static void writeJar(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
        String entry = StubService.class.getName().replace('.', '/') + ".class";
        try (var output = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var classFile = StubProject.class.getClassLoader().getResourceAsStream(entry)) {
            output.putNextEntry(new JarEntry(entry));
            classFile.transferTo(output);
        }
    }
}
