package vn.campaign.quota.transfer;

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
 * {@code java -jar quota-service.jar export CAMPAIGN FILE} and {@code import FILE}: exit code 0 when it was done, 1 when it
 * was refused and nothing was, 2 when it was not said what to do.
 */
@Component
@Profile({TransferCommand.EXPORT, TransferCommand.IMPORT})
class TransferCommand implements ApplicationRunner, ExitCodeGenerator {

    static final String EXPORT = "export";
    static final String IMPORT = "import";

    private static final Logger LOG = LoggerFactory.getLogger(TransferCommand.class);

    private final Export export;
    private final Import importing;
    private int exitCode;

    TransferCommand(Export export, Import importing) {
        this.export = export;
        this.importing = importing;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        List<String> words = arguments.getNonOptionArgs();
        if (words.get(0).equals(EXPORT) && words.size() == 3) {
            tell("exported", export.run(words.get(1), Path.of(words.get(2))));
        } else if (words.get(0).equals(IMPORT) && words.size() == 2) {
            tell("imported", importing.run(Path.of(words.get(1))));
        } else {
            LOG.error("usage: export CAMPAIGN FILE | import FILE");
            exitCode = 2;
        }
    }

    private void tell(String done, Transfer outcome) {
        if (outcome instanceof Transfer.Done transfer) {
            ExportManifest manifest = transfer.manifest();
            LOG.info(
                    "{} {} version {}: {} units, {} events; figures of {} nodes {}",
                    manifest.campaign(),
                    done,
                    manifest.planVersion(),
                    manifest.parts().get(ExportManifest.UNITS).lines(),
                    manifest.parts().get(ExportManifest.EVENTS).lines(),
                    manifest.figures().nodes(),
                    manifest.figures().digest());
            if (manifest.unreadable() > 0) {
                LOG.warn("{} dead letters of the campaign are not in it", manifest.unreadable());
            }
        } else {
            LOG.error("refused: {}", ((Transfer.Refused) outcome).reason());
            exitCode = 1;
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
