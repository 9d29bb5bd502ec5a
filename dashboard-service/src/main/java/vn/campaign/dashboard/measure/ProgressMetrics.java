package vn.campaign.dashboard.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
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
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.ProgressQuery;
import vn.campaign.dashboard.view.IndicatorView.PaceView;
import vn.campaign.dashboard.view.NodeView;

/**
 * Measures the progress of the two highest levels of the newest campaigns today, in the phase of the day. The nodes are
 * bounded, however large the plans are: each is a time series for every indicator with a target.
 */
@Component
class ProgressMetrics {

    private static final Logger log = LoggerFactory.getLogger(ProgressMetrics.class);

    private final CampaignPlans plans;
    private final Lookup lookup;
    private final ProgressQuery progress;
    private final int maxNodes;
    private final MultiGauge achieved;
    private final MultiGauge target;

    ProgressMetrics(
            CampaignPlans plans,
            Lookup lookup,
            ProgressQuery progress,
            DashboardProperties properties,
            MeterRegistry meters) {
        this.plans = plans;
        this.lookup = lookup;
        this.progress = progress;
        this.maxNodes = properties.measuredNodes();
        this.achieved = MultiGauge.builder("campaign.progress.achieved")
                .description("Persons that count towards the target of a unit and indicator")
                .register(meters);
        this.target = MultiGauge.builder("campaign.progress.target")
                .description("Persons that a unit is to reach of an indicator")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT10S")
    void read() {
        List<Row<?>> achievedRows = new ArrayList<>();
        List<Row<?>> targetRows = new ArrayList<>();
        try {
            forEachTarget((tags, pace) -> {
                achievedRows.add(Row.of(tags, pace.achieved()));
                targetRows.add(Row.of(tags, pace.target()));
            });
        } catch (DataAccessException unavailable) {
            log.debug("progress cannot be read", unavailable);
            return;
        }
        achieved.register(achievedRows, true);
        target.register(targetRows, true);
    }

    private void forEachTarget(BiConsumer<Tags, PaceView> action) {
        int room = maxNodes;
        for (CampaignHeader header : plans.headers()) {
            // No plan is read, and then kept in memory, that is not shown.
            Plan plan = room == 0 ? null : plans.find(header.campaign()).orElse(null);
            if (plan != null) {
                List<PlanNode> nodes = highest(plan).limit(room).toList();
                room -= nodes.size();
                progress.read(lookup.context(plan, null, null), nodes, null)
                        .nodes()
                        .forEach(view -> forEachTarget(plan, view, action));
            }
        }
    }

    private static Stream<PlanNode> highest(Plan plan) {
        return Stream.concat(plan.roots().stream(), plan.roots().stream().flatMap(root -> root.children().stream()));
    }

    private static void forEachTarget(Plan plan, NodeView view, BiConsumer<Tags, PaceView> action) {
        view.indicators().forEach((indicator, figures) -> {
            if (figures.pace().target() != null) {
                Tags tags = Tags.of("campaign", plan.campaign(), "unit", view.code(), "indicator", indicator);
                action.accept(tags, figures.pace());
            }
        });
    }
}
