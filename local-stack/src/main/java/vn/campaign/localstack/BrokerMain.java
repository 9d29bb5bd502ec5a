package vn.campaign.localstack;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** A Kafka broker that formats its storage first if that is empty. */
final class BrokerMain {

    /** What the broker logs once it is ready. */
    static final String READY = "Kafka Server started";

    /** Any id, as long as it stays the same. */
    private static final String CLUSTER_ID = "campaign-local-stack-A";

    private BrokerMain() {}

    /** Argument: the broker's properties file. */
    public static void main(String[] args) {
        String[] format = {"format", "--ignore-formatted", "--cluster-id", CLUSTER_ID, "--config", args[0]};
        int failed = StorageTool.execute(format, System.out);
        if (failed != 0) {
            System.exit(failed);
        }
        Kafka.main(args);
    }
}
