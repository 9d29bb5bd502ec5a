package vn.campaign.contract.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sum that the plan itself states for a unit; it is checked against its parts and is not a target.
 *
 * @param name the plan's name of the column
 * @param phase the phase whose targets it adds, or null for the whole campaign
 * @param of the indicators whose targets it adds
 * @param value persons
 */
public record StatedSum(String name, @Nullable String phase, List<String> of, long value) {

    public StatedSum {
        requireNonNull(name, "statedSum.name");
        of = List.copyOf(of);
    }
}
