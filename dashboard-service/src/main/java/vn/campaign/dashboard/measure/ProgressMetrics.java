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
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.dashboard.DashboardProperties;
import vn.campaign.dashboard.mongo.CampaignPlans;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.query.ProgressQuery;
import vn.campaign.dashboard.view.IndicatorView.PaceView;

/**
 * Measures the progress of the two highest levels of the newest campaigns today, in the phase of the day. The nodes are
 * bounded, however large the plans are: each is a time series for every indicator with a target.
 */
@Component
class ProgressMetrics {

    private static final Logger log = LoggerFactory.getLogger(ProgressMetrics.class);

    private final CampaignPlans plans;
    private final ProgressQuery progress;
    private final int maxNodes;
    private final Clock clock;
    private final MultiGauge achieved;
    private final MultiGauge target;

    ProgressMetrics(
            CampaignPlans plans,
            ProgressQuery progress,
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
    private record TargetProgress(Tags tags, PaceView pace) {

        Row<Number> row(Function<PaceView, Long> figure) {
            return Row.of(tags, figure.apply(pace));
        }
    }

    @Scheduled(fixedDelayString = "PT10S")
    void read() {
        try {
            List<TargetProgress> targets = targets();
            achieved.register(
                    targets.stream()
                            .map(target -> target.row(PaceView::achieved))
                            .toList(),
                    true);
            target.register(
                    targets.stream().map(target -> target.row(PaceView::target)).toList(), true);
        } catch (DataAccessException unavailable) {
            log.debug("progress cannot be read", unavailable);
        }
    }

    private List<TargetProgress> targets() {
        Instant now = clock.instant();
        List<TargetProgress> targets = new ArrayList<>();
        int room = maxNodes;
        for (CampaignHeader header : plans.headers()) {
            // No plan is read, and then kept in memory, that is not shown.
            Plan plan = room == 0 ? null : plans.find(header.campaign()).orElse(null);
            if (plan != null) {
                List<PlanNode> nodes = highest(plan).limit(room).toList();
                room -= nodes.size();
                LocalDate today = plan.dateAt(now);
                addTargets(targets, new ViewContext(plan, plan.periodOn(today), today, now), nodes);
            }
        }
        return targets;
    }

    private static Stream<PlanNode> highest(Plan plan) {
        return Stream.concat(plan.roots().stream(), plan.roots().stream().flatMap(root -> root.children().stream()));
    }

    private void addTargets(List<TargetProgress> targets, ViewContext context, List<PlanNode> nodes) {
        String campaign = context.plan().campaign();
        progress.read(context, nodes, null).nodes().forEach(view -> view.indicators()
                .forEach((indicator, figures) -> {
                    if (figures.pace().target() != null) {
                        Tags tags = Tags.of("campaign", campaign, "unit", view.code(), "indicator", indicator);
                        targets.add(new TargetProgress(tags, figures.pace()));
                    }
                }));
    }
}
