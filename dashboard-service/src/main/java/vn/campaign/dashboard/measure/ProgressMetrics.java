package vn.campaign.dashboard.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.DashboardProperties;
import vn.campaign.dashboard.mongo.CampaignPlans;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.IndicatorView.PaceView;
import vn.campaign.dashboard.view.ViewAssembler;
import vn.campaign.dashboard.view.ViewContext;

/**
 * Measures the progress of the two highest levels of the newest campaigns today, in the phase of the day. The nodes are
 * bounded, however large the plans are: each is a time series for every indicator with a target.
 */
@Component
class ProgressMetrics {

    private static final Logger log = LoggerFactory.getLogger(ProgressMetrics.class);

    private final CampaignPlans plans;
    private final ProgressReader progress;
    private final int maxNodes;
    private final Clock clock;
    private final MultiGauge achieved;
    private final MultiGauge target;

    ProgressMetrics(
            CampaignPlans plans,
            ProgressReader progress,
            DashboardProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.plans = plans;
        this.progress = progress;
        this.maxNodes = properties.measuredNodes();
        this.clock = clock;
        this.achieved = MultiGauge.builder("campaign.progress.achieved")
                .description("Persons that count towards the target of a unit and indicator")
                .register(meters);
        this.target = MultiGauge.builder("campaign.progress.target")
                .description("Persons that a unit is to reach of an indicator")
                .register(meters);
    }

    /** Where a target stands now. */
    private record TargetProgress(Tags tags, PaceView pace) {}

    @Scheduled(fixedDelayString = "PT10S")
    void read() {
        try {
            List<TargetProgress> standings = standings();
            achieved.register(rows(standings, PaceView::achieved), true);
            target.register(rows(standings, PaceView::target), true);
        } catch (DataAccessException unavailable) {
            log.debug("progress cannot be read", unavailable);
        }
    }

    private static List<Row<Number>> rows(List<TargetProgress> standings, Function<PaceView, Long> figure) {
        return standings.stream()
                .map(standing -> Row.of(standing.tags(), figure.apply(standing.pace())))
                .toList();
    }

    private List<TargetProgress> standings() {
        Instant now = clock.instant();
        List<TargetProgress> standings = new ArrayList<>();
        int room = maxNodes;
        for (CampaignHeader header : plans.headers()) {
            // No plan is read, and then kept in memory, that is not shown.
            Plan plan = room == 0 ? null : plans.find(header.campaign()).orElse(null);
            if (plan != null) {
                List<PlanNode> nodes = highest(plan).limit(room).toList();
                room -= nodes.size();
                standings.addAll(standings(plan, nodes, now));
            }
        }
        return standings;
    }

    private static Stream<PlanNode> highest(Plan plan) {
        return Stream.concat(plan.roots().stream(), plan.roots().stream().flatMap(root -> root.children().stream()));
    }

    private List<TargetProgress> standings(Plan plan, List<PlanNode> nodes, Instant now) {
        LocalDate today = plan.dateAt(now);
        ViewAssembler assembler = new ViewAssembler(plan, new ViewContext(plan.periodOn(today), today, now));
        Map<String, NodeProgress> read = progress.read(plan.campaign(), nodes);
        List<TargetProgress> standings = new ArrayList<>();
        for (PlanNode node : nodes) {
            assembler.view(node, read.get(node.code())).indicators().forEach((indicator, view) -> {
                if (view.pace().target() != null) {
                    Tags tags = Tags.of("campaign", plan.campaign(), "unit", node.code(), "indicator", indicator);
                    standings.add(new TargetProgress(tags, view.pace()));
                }
            });
        }
        return standings;
    }
}
