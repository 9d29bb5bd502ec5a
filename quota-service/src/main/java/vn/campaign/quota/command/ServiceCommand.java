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
import vn.campaign.quota.audit.Audit;
import vn.campaign.quota.audit.AuditResult;
import vn.campaign.quota.audit.UndecidedException;

/**
 * {@code java -jar quota-service.jar} with {@code audit [--repair]}, {@code export CAMPAIGN FILE} or {@code import FILE}: exit
 * code 0 on success, 1 when an audit leaves differences or an export or import was refused, 2 when an audit cannot decide or the
 * arguments are others.
 */
@Component
@Profile({"audit", "export", "import"})
class ServiceCommand implements ApplicationRunner, ExitCodeGenerator {

    private static final Logger log = LoggerFactory.getLogger(ServiceCommand.class);

    private final Audit audit;
    private final Export export;
    private final Import importing;
    private int exitCode;

    ServiceCommand(Audit audit, Export export, Import importing) {
        this.audit = audit;
        this.export = export;
        this.importing = importing;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        List<String> words = arguments.getNonOptionArgs();
        try {
            switch (words.get(0) + words.size()) {
                case "audit1" -> audit(arguments.containsOption("repair"));
                case "export3" -> logDone("exported", export.run(words.get(1), Path.of(words.get(2))));
                case "import2" -> logDone("imported", importing.run(Path.of(words.get(1))));
                default -> {
                    log.error("usage: audit [--repair] | export CAMPAIGN FILE | import FILE");
                    exitCode = 2;
                }
            }
        } catch (RefusedException refusal) {
            log.error("refused: {}", refusal.getMessage());
            exitCode = 1;
        } catch (UndecidedException undecided) {
            log.error("undecided: {}", undecided.getMessage());
            exitCode = 2;
        }
    }

    private void audit(boolean repair) {
        AuditResult result = audit.run(repair);
        result.lines().forEach(log::warn);
        if (result.lines().size() < result.differences()) {
            log.warn("and {} more", result.differences() - result.lines().size());
        }
        log.info(
                "{} events counted, {} documents compared, {} differences, {} of them left, {} nodes undecided",
                result.events(),
                result.documents(),
                result.differences(),
                result.left(),
                result.undecided());
        exitCode = result.left() > 0 ? 1 : result.undecided() > 0 ? 2 : 0;
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
