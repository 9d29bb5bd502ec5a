package vn.campaign.contract.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A count of persons that is reported, or the sum of others.
 *
 * @param sumOf codes of the indicators it is the sum of; null or empty when it is reported itself
 */
public record Indicator(String code, Name name, List<String> sumOf) {

    public Indicator {
        requireNonNull(code, "indicator.code");
        requireNonNull(name, "indicator.name");
        sumOf = sumOf == null ? List.of() : List.copyOf(sumOf);
    }
}
