package vn.campaign.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.live.Board.Reading;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.NodeView;

class BoardTest {

    private static final LocalDate TODAY = LocalDate.parse("2023-06-21");

    private final Board first = Board.NONE.with(all(view("a", 1), view("b", 1), view("c", 1)));

    @Test
    void whoHasSeenNothingGetsEverything() {
        assertThat(codes(first.since(0))).containsExactly("a", "b", "c");
    }

    @Test
    void whoHasSeenTheBoardBeforeGetsWhatChanged() {
        Board next = first.with(some(view("b", 2)));
        assertThat(codes(next.since(first.number()))).containsExactly("b");
    }

    @Test
    void whoMissedBoardsGetsTheNewestViewOfEachChangedNodeOnce() {
        Board last = first.with(some(view("b", 2))).with(some(view("c", 2))).with(some(view("b", 3)));
        assertThat(last.since(first.number()).nodes()).containsExactly(view("b", 3), view("c", 2));
    }

    @Test
    void aReadingThatChangesNothingIsNoNewBoard() {
        assertThat(first.with(all(view("a", 1), view("b", 1), view("c", 1)))).isSameAs(first);
        assertThat(first.with(some())).isSameAs(first);
    }

    @Test
    void aNodeThatLeftThePlanIsGone() {
        Board next = first.with(all(view("a", 1), view("c", 1)));
        assertThat(codes(next.since(0))).containsExactly("a", "c");
    }

    @Test
    void aNewDayShowsEverythingAnew() {
        Reading tomorrow = new Reading("1", TODAY.plusDays(1), freshness(), List.of(view("a", 1), view("b", 1)), true);
        assertThat(codes(first.with(tomorrow).since(first.number()))).containsExactly("a", "b");
    }

    private static List<String> codes(LiveUpdate update) {
        return update.nodes().stream().map(NodeView::code).toList();
    }

    private static Reading all(NodeView... views) {
        return new Reading("1", TODAY, freshness(), List.of(views), true);
    }

    private static Reading some(NodeView... views) {
        return new Reading("1", TODAY, freshness(), List.of(views), false);
    }

    private static Freshness freshness() {
        return new Freshness(null, Instant.EPOCH);
    }

    private static NodeView view(String code, long missingDays) {
        return new NodeView(
                code, new Name(code, null), Kind.TERRITORY, null, 0, 1, 0, false, null, null, missingDays, Map.of());
    }
}
