package vn.campaign.dashboard.view;

import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import vn.campaign.dashboard.view.IndicatorView.PaceView;

/** The orders that children can be shown in beside the plan's own; what has no value comes last either way. */
public final class Sorting {

    private static final Map<String, By> BY = Map.ofEntries(
            Map.entry("code", node(NodeView::code)),
            Map.entry("name", vietnamese()),
            Map.entry("missingDays", node(NodeView::missingDays)),
            Map.entry("lastReportedAt", node(NodeView::lastReportedAt)),
            Map.entry("reportedToday", node(NodeView::reportedToday)),
            Map.entry("reportedInPeriod", indicator(IndicatorView::reportedInPeriod)),
            Map.entry("cumulative", indicator(IndicatorView::cumulative)),
            Map.entry("target", pace(PaceView::target)),
            Map.entry("achieved", pace(PaceView::achieved)),
            Map.entry("percent", pace(PaceView::percent)),
            Map.entry("percentOfEligible", pace(PaceView::percentOfEligible)),
            Map.entry("missing", pace(PaceView::missing)),
            Map.entry("requiredPerDay", pace(PaceView::requiredPerDay)),
            Map.entry("requiredToday", pace(PaceView::requiredToday)),
            Map.entry("projected", pace(PaceView::projected)),
            Map.entry("status", pace(PaceView::status)),
            Map.entry("verified", indicator(view -> view.verification().verified())),
            Map.entry("gap", indicator(view -> view.verification().gap())));

    private Sorting() {}

    /** What can be sorted by, each also with a leading minus for the opposite direction. */
    public static Set<String> keys() {
        return new TreeSet<>(BY.keySet());
    }

    /**
     * The order of a key such as {@code percent} or {@code -missing}; empty when there is none.
     *
     * @param indicator the indicator whose figures are compared
     */
    public static Optional<Comparator<NodeView>> by(String sort, String indicator) {
        boolean descending = sort.startsWith("-");
        return Optional.ofNullable(BY.get(descending ? sort.substring(1) : sort))
                .map(by -> by.order(indicator, descending));
    }

    private interface By {
        Comparator<NodeView> order(String indicator, boolean descending);
    }

    private static <C extends Comparable<C>> By node(Function<NodeView, C> figure) {
        return (indicator, descending) -> Comparator.comparing(figure, nullsLast(descending));
    }

    private static <C extends Comparable<C>> By indicator(Function<IndicatorView, C> figure) {
        return (indicator, descending) ->
                Comparator.comparing(view -> figure.apply(view.indicators().get(indicator)), nullsLast(descending));
    }

    private static <C extends Comparable<C>> By pace(Function<PaceView, C> figure) {
        return indicator(view -> figure.apply(view.pace()));
    }

    private static By vietnamese() {
        return (indicator, descending) -> {
            Comparator<Object> collator = Collator.getInstance(Locale.forLanguageTag("vi"));
            return Comparator.comparing(
                    (NodeView view) -> view.name().vi(), descending ? collator.reversed() : collator);
        };
    }

    private static <C extends Comparable<C>> Comparator<C> nullsLast(boolean descending) {
        return Comparator.nullsLast(descending ? Comparator.<C>reverseOrder() : Comparator.<C>naturalOrder());
    }
}
