package vn.campaign.contract.plan;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The number that a unit must reach for an indicator.
 *
 * @param phase the phase it belongs to, or null for the whole campaign
 * @param value persons; null when it is a share of members
 * @param shareOfMembers share of the unit's members, 1 for all of them; null when it is a count
 * @param counting what counts towards it; default within its period
 * @param level default a target
 * @param due the last day to reach it, or null for the end of its period
 */
public record Target(
        String indicator,
        @Nullable String phase,
        @Nullable Long value,
        @Nullable BigDecimal shareOfMembers,
        Counting counting,
        Level level,
        @Nullable LocalDate due) {

    /** What counts towards a target. */
    public enum Counting {
        /** The baseline and everything since the campaign's first day. */
        CUMULATIVE,
        /** Only what is reported within the target's period. */
        WITHIN_PERIOD
    }

    /** What missing the target means. */
    public enum Level {
        TARGET,
        /** The least that must be reached; it stands beside the target. */
        FLOOR
    }

    public Target {
        requireNonNull(indicator, "target.indicator");
        counting = counting == null ? Counting.WITHIN_PERIOD : counting;
        level = level == null ? Level.TARGET : level;
    }
}
