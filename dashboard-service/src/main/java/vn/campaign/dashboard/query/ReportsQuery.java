package vn.campaign.dashboard.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.completeness.Completeness;
import vn.campaign.dashboard.completeness.Completeness.DayCompleteness;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.pace.Deadline;
import vn.campaign.dashboard.pace.Deadline.Timeliness;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.view.CompletenessView;
import vn.campaign.dashboard.view.DayView;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.MissingView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.web.problem.ApiException;

/** Reads who reported what and when, and who has not. */
@Component
public class ReportsQuery {

    private final ProgressReader progress;

    ReportsQuery(ProgressReader progress) {
        this.progress = progress;
    }

    /** Every day of the range, those without a report among them. */
    public List<DayView> days(ViewContext context, PlanNode node, DayRange range) {
        Map<LocalDate, DaySheet> read = progress.days(
                context.plan().campaign(), node.code(), range.days().toList());
        return range.days()
                .map(date -> DayView.of(context, node, date, read.get(date)))
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
                        each, Completeness.of(context, each, read.get(each.code()), range.from(), range.to())))
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

    /** One page of the units under the nodes that owe a report for the as-of date and have not made it, in plan order. */
    public MissingView missing(ViewContext context, List<PlanNode> nodes, Page page) {
        LocalDate day = context.asOf();
        CampaignHeader header = context.plan().header();
        Freshness freshness = progress.freshness(context.now());
        Search search = new Search(context, page);
        if (!day.isBefore(header.from()) && !day.isAfter(header.to())) {
            search.visit(nodes);
        }
        Deadline deadline = context.plan().deadline();
        return new MissingView(
                header.campaign(),
                day,
                deadline.on(day),
                deadline.passed(day, context.now()),
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

        private final ViewContext context;
        private final Plan plan;
        private final Page page;
        private final List<MissingView.Unit> found = new ArrayList<>();
        /** Units still to be skipped before the page begins. */
        private long toSkip;

        private int expected;
        private int open;

        Search(ViewContext context, Page page) {
            this.context = context;
            this.plan = context.plan();
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
            return DayCompleteness.of(context, node, read.get(node.code()), context.asOf());
        }

        private MissingView.Unit view(PlanNode unit, DayCompleteness state, NodeProgress progress) {
            Completeness completeness =
                    Completeness.of(context, unit, progress, plan.header().from(), context.asOf());
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

    /** Days of a campaign that a request asks for, both ends included; none when {@code to} is before {@code from}. */
    public record DayRange(LocalDate from, LocalDate to) {

        /**
         * By default all days up to the as-of date. Days outside the campaign, or after that date, are cut off.
         *
         * @param from null for the campaign's first day
         * @param to null for the as-of date
         */
        public static DayRange of(ViewContext context, @Nullable LocalDate from, @Nullable LocalDate to) {
            if (from != null && to != null && to.isBefore(from)) {
                throw ApiException.malformed("to", "must not be before from");
            }
            CampaignHeader header = context.plan().header();
            LocalDate first = header.from();
            LocalDate last = Collections.min(List.of(header.to(), context.asOf(), to == null ? header.to() : to));
            return new DayRange(from == null || from.isBefore(first) ? first : from, last);
        }

        public boolean isEmpty() {
            return to.isBefore(from);
        }

        Stream<LocalDate> days() {
            return isEmpty() ? Stream.of() : from.datesUntil(to.plusDays(1));
        }
    }
}
