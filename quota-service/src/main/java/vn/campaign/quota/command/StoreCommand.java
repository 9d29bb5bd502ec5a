package vn.campaign.quota.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import vn.campaign.quota.mongo.MongoConfiguration;

/**
 * {@code java -jar quota-service.jar backup DIRECTORY} and {@code restore DIRECTORY}: exit code 0 on success, 1 when it was
 * refused. It is an application of its own, since it needs the store alone and nothing else may write to a store that is being restored.
 */
@ImportAutoConfiguration({SslAutoConfiguration.class, MongoAutoConfiguration.class, DataMongoAutoConfiguration.class})
@Import(MongoConfiguration.class)
public class StoreCommand implements ApplicationRunner, ExitCodeGenerator {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCommand.class);

    private final MongoDatabaseFactory store;
    private boolean refused;

    StoreCommand(MongoDatabaseFactory store) {
        this.store = store;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        List<String> words = arguments.getNonOptionArgs();
        try {
            if (words.size() != 2) {
                throw new RefusedException("Name one directory: " + words.get(0) + " DIRECTORY");
            }
            run(words.get(0), Path.of(words.get(1)));
        } catch (RefusedException refusal) {
            refused = true;
            LOG.error(refusal.getMessage());
        }
    }

    private void run(String command, Path directory) throws IOException {
        boolean backup = command.equals("backup");
        Backup files = new Backup(store.getMongoDatabase());
        Backup.Manifest manifest = backup ? files.to(directory) : files.restore(directory);
        LOG.info(
                "{} documents of {} collections {} {}; what was counted since {} is counted again after a restore",
                manifest.documents(),
                manifest.parts().size(),
                backup ? "written to" : "restored from",
                directory,
                manifest.begun());
    }

    @Override
    public int getExitCode() {
        return refused ? 1 : 0;
    }
}
