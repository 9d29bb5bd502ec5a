package vn.campaign.contract;

import java.time.LocalDate;

/** Keys of records and documents; codes contain no slash, so keys are unambiguous. */
public final class Keys {

    private Keys() {}

    /** Key of a unit or inner node: in {@link Topics#ACTIVATIONS}, {@link Topics#UNITS} and the store. */
    public static String node(String campaign, String node) {
        return campaign + '/' + node;
    }

    /** Key of a node's day sheet. */
    public static String sheet(String campaign, String node, LocalDate date) {
        return campaign + '/' + node + '/' + date;
    }

    /** Key of the {@code sequence}-th change that made {@code version} of a plan. */
    public static String change(String campaign, long version, int sequence) {
        return campaign + '/' + version + '/' + sequence;
    }

    /** Key of a topic's partition. */
    public static String partition(String topic, int partition) {
        return topic + '/' + partition;
    }

    /** Key of one record of a topic. */
    public static String record(String topic, int partition, long offset) {
        return topic + '/' + partition + '/' + offset;
    }
}
