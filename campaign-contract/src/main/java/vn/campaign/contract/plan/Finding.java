package vn.campaign.contract.plan;

import org.jspecify.annotations.Nullable;

/**
 * A contradiction within a plan; it is shown, never corrected, and no reason to reject the plan.
 *
 * @param unit the node it is found at
 * @param figure the plan's name of the figure, such as {@code eligible} or {@code target ENROLLED_L2}
 * @param phase code, or null where the figure belongs to none
 * @param stated what the plan states, persons or teams; null when unknown
 * @param computed what its parts add up to; null when unknown
 */
public record Finding(
        Code code,
        String unit,
        String figure,
        @Nullable String phase,
        @Nullable Long stated,
        @Nullable Long computed,
        String detail) {

    /** The kinds of findings. */
    public enum Code {
        /** A node's figure is not the sum of its children's. */
        CHILDREN_DIFFER,
        /** A sum that the plan states is not the sum of its parts. */
        SUM_DIFFERS,
        /** A target is a share of members, and their number is unknown. */
        MEMBERS_UNKNOWN,
        /** A node with children has reports or verifications from before it had them; they stay in its sums. */
        OWN_REPORTS_AT_INNER_NODE
    }
}
