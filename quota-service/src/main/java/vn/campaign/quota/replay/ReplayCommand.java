package vn.campaign.quota.replay;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** {@code java -jar quota-service.jar replay [OFFSET]}: exit code 0 when no figure changed, 1 otherwise. */
@Component
@Profile(ReplayCommand.NAME)
class ReplayCommand implements ApplicationRunner, ExitCodeGenerator {

    static final String NAME = "replay";

    private static final Logger log = LoggerFactory.getLogger(ReplayCommand.class);

    private final Replay replay;
    private boolean changed;

    ReplayCommand(Replay replay) {
        this.replay = replay;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        List<String> words = arguments.getNonOptionArgs();
        long offset = words.size() > 1 ? Long.parseLong(words.get(1)) : 0;
        Replay.Result outcome = replay.from(offset);
        changed = !outcome.changed().isEmpty();
        log.info(
                "{} events replayed from offset {}, {} nodes compared, {} changed{}",
                outcome.events(),
                offset,
                outcome.nodes(),
                outcome.changed().size(),
                changed ? ": " + outcome.changed() : "");
    }

    @Override
    public int getExitCode() {
        return changed ? 1 : 0;
    }
}
