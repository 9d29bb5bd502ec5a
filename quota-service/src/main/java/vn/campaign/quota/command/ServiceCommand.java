package vn.campaign.quota.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * {@code java -jar quota-service.jar} with {@code replay [OFFSET]}, {@code export CAMPAIGN FILE} or {@code import FILE}: exit
 * code 0 on success, 1 when a replay changed a figure or an export or import was refused, 2 for other arguments.
 */
@Component
@Profile({"replay", "export", "import"})
class ServiceCommand implements ApplicationRunner, ExitCodeGenerator {

    private static final Logger log = LoggerFactory.getLogger(ServiceCommand.class);

    private final Replay replay;
    private final Export export;
    private final Import importing;
    private int exitCode;

    ServiceCommand(Replay replay, Export export, Import importing) {
        this.replay = replay;
        this.export = export;
        this.importing = importing;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        List<String> words = arguments.getNonOptionArgs();
        try {
            switch (words.get(0) + words.size()) {
                case "replay1" -> replay(0);
                case "replay2" -> replay(Long.parseLong(words.get(1)));
                case "export3" -> logDone("exported", export.run(words.get(1), Path.of(words.get(2))));
                case "import2" -> logDone("imported", importing.run(Path.of(words.get(1))));
                default -> {
                    log.error("usage: replay [OFFSET] | export CAMPAIGN FILE | import FILE");
                    exitCode = 2;
                }
            }
        } catch (RefusedException refusal) {
            log.error("refused: {}", refusal.getMessage());
            exitCode = 1;
        }
    }

    private void replay(long offset) {
        Replay.Result result = replay.from(offset);
        boolean changed = !result.changed().isEmpty();
        log.info(
                "{} events replayed from offset {}, {} nodes compared, {} changed{}",
                result.events(),
                offset,
                result.nodes(),
                result.changed().size(),
                changed ? ": " + result.changed() : "");
        exitCode = changed ? 1 : 0;
    }

    private static void logDone(String done, ExportFile.Manifest manifest) {
        log.info(
                "{} {} version {}: {} units, {} events; figures of {} nodes {}",
                manifest.campaign(),
                done,
                manifest.planVersion(),
                manifest.parts().get(ExportFile.UNITS).lines(),
                manifest.parts().get(ExportFile.EVENTS).lines(),
                manifest.figures().nodes(),
                manifest.figures().digest());
        if (manifest.unreadable() > 0) {
            log.warn("{} dead letters of the campaign are not in it", manifest.unreadable());
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
