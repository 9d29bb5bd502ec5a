package vn.campaign.dashboard.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.ThanhAn;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanBuilder;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.Page;

class ReportsQueryTest {

    private static final LocalDate DAY = LocalDate.parse("2023-06-21");
    private static final Instant NOW = Instant.parse("2023-06-21T03:00:00Z");

    private final ReportsQuery reports = new ReportsQuery(new NothingReported());

    private static final class NothingReported extends ProgressReader {

        NothingReported() {
            super(null);
        }

        @Override
        public Freshness freshness(Plan plan, Instant now) {
            return new Freshness(null, now);
        }

        @Override
        public Map<String, NodeProgress> read(String campaign, List<PlanNode> nodes) {
            return nodes.stream()
                    .map(PlanNode::code)
                    .collect(Collectors.toMap(Function.identity(), code -> NodeProgress.none(campaign, code)));
        }
    }

    @Test
    void whoIsMissingIsListedInThePlansOrderPageByPage() {
        Plan plan = ThanhAn.plan();
        List<String> units = plan.roots().stream()
                .flatMap(PlanNode::units)
                .map(PlanNode::code)
                .toList();
        assertThat(missing(plan, new Page(0, 12))).isEqualTo(units.subList(0, 12));
        assertThat(missing(plan, new Page(1, 12))).isEqualTo(units.subList(12, units.size()));
    }

    @Test
    void aUnitThousandsOfLevelsBelowIsFound() {
        int levels = 20_000;
        PlanBuilder builder = new PlanBuilder(ThanhAn.header());
        IntStream.range(0, levels)
                .forEach(level -> builder.add(ThanhAn.unit("n" + level, level == 0 ? null : "n" + (level - 1))));
        assertThat(missing(builder.build(), new Page(0, 10))).containsExactly("n" + (levels - 1));
    }

    private List<String> missing(Plan plan, Page page) {
        ViewContext context = new ViewContext(plan, plan.periodOn(DAY), DAY, NOW);
        return reports.missing(context, plan.roots(), page).units().stream()
                .map(unit -> unit.node().code())
                .toList();
    }
}
