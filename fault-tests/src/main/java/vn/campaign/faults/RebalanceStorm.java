package vn.campaign.faults;

import java.util.List;
import java.util.Random;
import vn.campaign.localstack.ServiceProcess;

/** Starts, stops and kills further instances of quota-service, so that partitions are reassigned constantly. */
final class RebalanceStorm {

    private static final int MAX_PAUSE_MILLIS = 4000;

    private final List<ServiceProcess> instances;
    private final Random random;
    private final int changes;

    private RebalanceStorm(Site site, Random random, int changes) {
        this.instances = List.of(
                site.system.another("quota-storm-1", "quota-service"),
                site.system.another("quota-storm-2", "quota-service"));
        this.random = random;
        this.changes = changes;
    }

    static Strike strike(Site site, Random random, int changes) {
        RebalanceStorm storm = new RebalanceStorm(site, random, changes);
        return new Strike("rebalance storm", "quota-service", storm::rage, storm::end);
    }

    private void rage() {
        for (int i = 0; i < changes; i++) {
            change(instances.get(random.nextInt(instances.size())));
            Run.pause(random.nextInt(MAX_PAUSE_MILLIS));
        }
    }

    private void change(ServiceProcess instance) {
        if (!instance.isAlive()) {
            instance.launch();
        } else if (random.nextBoolean()) {
            instance.kill();
        } else {
            instance.close();
        }
    }

    private void end() {
        instances.forEach(ServiceProcess::kill);
    }
}
