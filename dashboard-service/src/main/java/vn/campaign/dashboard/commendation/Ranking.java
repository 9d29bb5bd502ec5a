package vn.campaign.dashboard.commendation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.pace.ExactMath;

/**
 * The order of candidates: the eligible by how far past their target they are, then the others with the reasons against them.
 *
 * @param places all candidates
 * @param eligible how many of them have a rank
 * @param review those whose responsibility is reviewed, in the plan's order
 */
public record Ranking(List<Place> places, int eligible, List<Candidate> review) {

    private static final Comparator<Candidate> FURTHEST_FIRST = Comparator.nullsLast((one, other) -> ExactMath.compare(
            other.basis().value(),
            other.target().value(),
            one.basis().value(),
            one.target().value()));

    private static final Comparator<Candidate> PUNCTUAL_FIRST = (one, other) -> ExactMath.compare(
            other.reports().onTime(), Math.max(1, other.reports().expected()),
            one.reports().onTime(), Math.max(1, one.reports().expected()));

    private static final Comparator<Candidate> EARLIEST_FIRST =
            Comparator.comparing(Candidate::reachedOn, Comparator.nullsLast(Comparator.naturalOrder()));

    private static final Comparator<Candidate> BEST_FIRST =
            FURTHEST_FIRST.thenComparing(PUNCTUAL_FIRST).thenComparing(EARLIEST_FIRST);

    /** What parts a unit from another one that is equally far past its target. */
    public enum Tie {
        ON_TIME_RATE,
        REACHED_ON,
        /** Nothing does: they share a rank, and the next one is skipped. */
        SHARED
    }

    /**
     * A place in the order.
     *
     * @param rank from 1, or null for a unit that is passed over
     * @param reasons why it is passed over; empty with a rank
     * @param tie the finest distinction that its rank needed from a unit with the same percentage, or null
     */
    public record Place(
            @Nullable Integer rank, Candidate candidate, List<Candidate.Reason> reasons, @Nullable Tie tie) {}

    /** The ranking of candidates that are given in the plan's order. */
    public static Ranking of(List<Candidate> candidates, Settings settings) {
        List<Candidate> eligible = new ArrayList<>();
        List<Place> others = new ArrayList<>();
        for (Candidate candidate : candidates) {
            List<Candidate.Reason> reasons = candidate.reasons(settings);
            if (reasons.isEmpty()) {
                eligible.add(candidate);
            } else {
                others.add(new Place(null, candidate, reasons, null));
            }
        }
        eligible.sort(BEST_FIRST);
        others.sort(Comparator.comparing(
                place -> place.candidate().target() == null ? null : place.candidate(), FURTHEST_FIRST));
        List<Place> places = new ArrayList<>(candidates.size());
        for (int i = 0; i < eligible.size(); i++) {
            boolean shared = i > 0 && BEST_FIRST.compare(eligible.get(i - 1), eligible.get(i)) == 0;
            Integer rank = shared ? places.get(i - 1).rank() : (Integer) (i + 1);
            places.add(new Place(rank, eligible.get(i), List.of(), tie(eligible, i)));
        }
        places.addAll(others);
        List<Candidate> review = candidates.stream()
                .filter(candidate -> !candidate.review().isEmpty())
                .toList();
        return new Ranking(places, eligible.size(), review);
    }

    private static @Nullable Tie tie(List<Candidate> eligible, int place) {
        return IntStream.of(place - 1, place + 1)
                .filter(other -> other >= 0 && other < eligible.size())
                .mapToObj(other -> between(eligible.get(place), eligible.get(other)))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Tie between(Candidate one, Candidate other) {
        if (FURTHEST_FIRST.compare(one, other) != 0) {
            return null;
        }
        if (PUNCTUAL_FIRST.compare(one, other) != 0) {
            return Tie.ON_TIME_RATE;
        }
        return EARLIEST_FIRST.compare(one, other) != 0 ? Tie.REACHED_ON : Tie.SHARED;
    }
}
