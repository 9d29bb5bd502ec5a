package vn.campaign.system;

import java.util.concurrent.atomic.AtomicInteger;
import vn.campaign.localstack.ServiceProcess;
import vn.campaign.testing.CampaignSystem;

/** Two instances of a service, of which a client asks one after the other: where one is gone it comes to the other. */
final class Instances implements AutoCloseable {

    private final String first;
    private final ServiceProcess second;
    private final AtomicInteger turn = new AtomicInteger();

    /** Launches the second. */
    Instances(CampaignSystem system, ServiceProcess first) {
        this.first = first.name();
        this.second = system.another(first.name() + "-2", first.name());
        second.launch();
    }

    void awaitReady() {
        second.awaitReady();
    }

    /** The name of the instance whose turn it is. */
    String next() {
        return turn.getAndIncrement() % 2 == 0 ? first : second.name();
    }

    /** The first belongs to the system. */
    @Override
    public void close() {
        second.close();
    }
}
