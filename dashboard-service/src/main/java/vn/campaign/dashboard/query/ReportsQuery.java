package vn.campaign.dashboard.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.completeness.Completeness;
import vn.campaign.dashboard.completeness.DayCompleteness;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.pace.Deadline;
import vn.campaign.dashboard.pace.Deadline.Timeliness;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.CompletenessView;
import vn.campaign.dashboard.view.DayView;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.MissingView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ViewContext;

/** Reads who reported what and when, and who has not. */
@Component
public class ReportsQuery {

    private final ProgressReader progress;

    ReportsQuery(ProgressReader progress) {
        this.progress = progress;
    }

    /** Every day of the range, those without a report among them. */
    public List<DayView> days(ViewContext context, PlanNode node, DayRange range) {
        Plan plan = context.plan();
        Map<LocalDate, DaySheet> read =
                progress.days(plan.campaign(), node.code(), range.days().toList());
        return range.days()
                .map(date -> DayView.of(plan, node, date, read.get(date), context.now()))
                .toList();
    }

    /** The completeness of a node and of one page of its children. */
    public CompletenessView completeness(ViewContext context, PlanNode node, DayRange range, Page page) {
        Plan plan = context.plan();
        Freshness freshness = progress.freshness(context.now());
        List<PlanNode> nodes = ProgressQuery.withChildren(node, page);
        Map<String, NodeProgress> read = progress.read(plan.campaign(), nodes);
        List<CompletenessView.Node> views = nodes.stream()
                .map(each -> CompletenessView.Node.of(
                        each,
                        Completeness.of(
                                each, read.get(each.code()), range.from(), range.to(), plan.deadline(), context.now())))
                .toList();
        return new CompletenessView(
                plan.campaign(),
                range.from(),
                range.to(),
                context.asOf(),
                freshness,
                views.get(0),
                views.subList(1, views.size()),
                page.number(),
                page.size(),
                node.children().size());
    }

    /** One page of the units under the nodes that owe a report for the day and have not made it, in the plan's order. */
    public MissingView missing(Plan plan, List<PlanNode> nodes, LocalDate day, Instant now, Page page) {
        Freshness freshness = progress.freshness(now);
        Search search = new Search(plan, day, now, page);
        if (!day.isBefore(plan.header().from()) && !day.isAfter(plan.header().to())) {
            search.visit(nodes);
        }
        Deadline deadline = plan.deadline();
        return new MissingView(
                plan.campaign(),
                day,
                deadline.on(day),
                deadline.passed(day, now),
                freshness,
                search.expected,
                search.expected - search.open,
                search.found,
                page.number(),
                page.size(),
                search.open);
    }

    /** A single traversal of the tree, which descends only where a node says that a report is missing. */
    private final class Search {

        private final Plan plan;
        private final LocalDate day;
        private final Instant now;
        private final Page page;
        private final List<MissingView.Unit> found = new ArrayList<>();
        /** Units still to be skipped before the page begins. */
        private long toSkip;

        private int expected;
        private int open;

        Search(Plan plan, LocalDate day, Instant now, Page page) {
            this.plan = plan;
            this.day = day;
            this.now = now;
            this.page = page;
            this.toSkip = (long) page.number() * page.size();
        }

        void visit(List<PlanNode> roots) {
            Map<String, NodeProgress> read = progress.read(plan.campaign(), roots);
            for (PlanNode root : roots) {
                DayCompleteness state = state(root, read);
                expected += state.expected();
                open += state.missing() + state.due();
                descend(root, read);
            }
        }

        private void descend(PlanNode node, Map<String, NodeProgress> read) {
            DayCompleteness state = state(node, read);
            int missing = state.missing() + state.due();
            if (found.size() == page.size() || missing == 0) {
                return;
            }
            if (toSkip >= missing) {
                toSkip -= missing;
            } else if (node.leaf()) {
                found.add(view(node, state, read.get(node.code())));
            } else {
                Map<String, NodeProgress> children = progress.read(plan.campaign(), node.children());
                node.children().forEach(child -> descend(child, children));
            }
        }

        private DayCompleteness state(PlanNode node, Map<String, NodeProgress> read) {
            return DayCompleteness.of(node, read.get(node.code()), day, plan.deadline(), now);
        }

        private MissingView.Unit view(PlanNode unit, DayCompleteness state, NodeProgress progress) {
            Completeness completeness =
                    Completeness.of(unit, progress, plan.header().from(), day, plan.deadline(), now);
            return new MissingView.Unit(
                    unit.code(),
                    unit.name(),
                    unit.kind(),
                    unit.parent(),
                    plan.above(unit).stream()
                            .map(node -> new MissingView.Above(node.code(), node.name()))
                            .toList(),
                    state.due() > 0 ? Timeliness.DUE : Timeliness.MISSING,
                    completeness.missingStreak(),
                    progress.lastReceivedAt());
        }
    }
}
