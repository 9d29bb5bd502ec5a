package vn.campaign.quota.audit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.progress.NodeDay;

/** A stored value that is not what it should be. */
sealed interface Difference {

    JsonMapper ORDERED = ContractJson.mapper()
            .rebuild()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    NodeDay day();

    /** Names the value within the node's day. */
    String what();

    /** Null where there is none. */
    @Nullable
    Object stored();

    /** Null where there should be none. */
    @Nullable
    Object expected();

    default String line() {
        return "%s %s %s: the %s is %s, should be %s"
                .formatted(
                        day().node().campaign(),
                        day().node().code(),
                        day().date(),
                        what(),
                        text(stored()),
                        text(expected()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "absent" : ORDERED.writeValueAsString(value);
    }

    /** A unit's own register differs from what the topic states. */
    record OfRegister(RegisterKey key, @Nullable Register stored, @Nullable Register expected) implements Difference {

        @Override
        public NodeDay day() {
            return key.day();
        }

        @Override
        public String what() {
            return key.source() == null ? "verification" : "report of source " + key.source();
        }

        /** Whether no event states it: then it is left as it is. */
        boolean surplus() {
            return expected == null;
        }
    }

    /**
     * A derived value contradicts what it is derived from.
     *
     * @param versions of the documents and of the plan in which it was seen
     */
    record OfDerived(NodeDay day, String what, @Nullable DaySum stored, @Nullable DaySum expected, String versions)
            implements Difference {

        OfDerived under(String plan) {
            return new OfDerived(day, what, stored, expected, versions + plan);
        }
    }
}
