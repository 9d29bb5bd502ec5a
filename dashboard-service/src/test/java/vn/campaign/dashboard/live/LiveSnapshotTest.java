package vn.campaign.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.live.LiveSnapshotStream.LiveSnapshot;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.NodeView;
import vn.campaign.dashboard.view.ProgressView.NodeViews;

class LiveSnapshotTest {

    private static final LocalDate TODAY = LocalDate.parse("2023-06-21");

    private final LiveSnapshot first = LiveSnapshot.NONE.with(update(view("a", 1), view("b", 1), view("c", 1)), true);

    @Test
    void aClientThatHasSeenNothingGetsEverything() {
        assertThat(codes(first.since(0))).containsExactly("a", "b", "c");
    }

    @Test
    void aClientThatHasSeenTheSnapshotBeforeGetsWhatChanged() {
        LiveSnapshot next = first.with(update(view("b", 2)), false);
        assertThat(codes(next.since(first.number()))).containsExactly("b");
    }

    @Test
    void aClientThatMissedSnapshotsGetsTheNewestViewOfEachChangedNodeOnce() {
        LiveSnapshot last = first.with(update(view("b", 2)), false)
                .with(update(view("c", 2)), false)
                .with(update(view("b", 3)), false);
        assertThat(last.since(first.number()).nodes()).containsExactly(view("b", 3), view("c", 2));
    }

    @Test
    void aReadingThatChangesNothingIsNoNewSnapshot() {
        assertThat(first.with(update(view("a", 1), view("b", 1), view("c", 1)), true))
                .isSameAs(first);
        assertThat(first.with(update(), false)).isSameAs(first);
    }

    @Test
    void aNodeThatLeftThePlanIsGone() {
        LiveSnapshot next = first.with(update(view("a", 1), view("c", 1)), true);
        assertThat(codes(next.since(0))).containsExactly("a", "c");
    }

    @Test
    void aNewDayShowsEverythingAnew() {
        NodeViews tomorrow = new NodeViews("1", TODAY.plusDays(1), freshness(), List.of(view("a", 1), view("b", 1)));
        assertThat(codes(first.with(tomorrow, true).since(first.number()))).containsExactly("a", "b");
    }

    private static List<String> codes(NodeViews update) {
        return update.nodes().stream().map(NodeView::code).toList();
    }

    private static NodeViews update(NodeView... views) {
        return new NodeViews("1", TODAY, freshness(), List.of(views));
    }

    private static Freshness freshness() {
        return new Freshness(null, Instant.EPOCH);
    }

    private static NodeView view(String code, long missingDays) {
        return new NodeView(
                code, new Name(code, null), Kind.TERRITORY, null, 0, 1, 0, false, null, null, missingDays, Map.of());
    }
}
