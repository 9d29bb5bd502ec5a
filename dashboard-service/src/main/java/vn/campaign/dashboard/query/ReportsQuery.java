package vn.campaign.dashboard.query;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import vn.campaign.dashboard.view.NodeName;
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

    /** By reported indicator, the largest sum of the node's days up to the as-of date; an indicator without any is absent. */
    public Map<String, Long> largestDay(ViewContext context, PlanNode node) {
        Map<String, Long> largest = new TreeMap<>();
        progress.read(context.plan().campaign(), List.of(node))
                .get(node.code())
                .days()
                .headMap(context.asOf().plusDays(1))
                .values()
                .forEach(day -> day.counts().forEach((indicator, count) -> largest.merge(indicator, count, Math::max)));
        return largest;
    }

    /** The completeness of a node and of one page of its children. */
    public CompletenessView completeness(ViewContext context, PlanNode node, DayRange range, Page page) {
        Plan plan = context.plan();
        Freshness freshness = progress.freshness(context.plan(), context.now());
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
        Freshness freshness = progress.freshness(context.plan(), context.now());
        Search search = new Search(context, page);
        search.visit(nodes);
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
        private final Deque<Visit> ahead = new ArrayDeque<>();
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

        private record Visit(PlanNode node, NodeProgress progress, DayCompleteness day) {

            int open() {
                return day.missing() + day.due();
            }
        }

        void visit(List<PlanNode> roots) {
            lookAhead(roots);
            expected = ahead.stream().mapToInt(root -> root.day().expected()).sum();
            open = ahead.stream().mapToInt(Visit::open).sum();
            while (!ahead.isEmpty() && found.size() < page.size()) {
                Visit next = ahead.pop();
                if (toSkip >= next.open()) {
                    toSkip -= next.open();
                } else if (next.node().leaf()) {
                    found.add(view(next));
                } else {
                    lookAhead(next.node().children());
                }
            }
        }

        private void lookAhead(List<PlanNode> nodes) {
            Map<String, NodeProgress> read = progress.read(plan.campaign(), nodes);
            for (int last = nodes.size() - 1; last >= 0; last--) {
                PlanNode node = nodes.get(last);
                NodeProgress of = read.get(node.code());
                ahead.push(new Visit(node, of, DayCompleteness.of(context, node, of, context.asOf())));
            }
        }

        private MissingView.Unit view(Visit missing) {
            PlanNode unit = missing.node();
            Completeness completeness = Completeness.of(
                    context, unit, missing.progress(), plan.header().from(), context.asOf());
            return new MissingView.Unit(
                    NodeName.of(unit),
                    plan.above(unit).stream().map(NodeName::of).toList(),
                    missing.day().due() > 0 ? Timeliness.DUE : Timeliness.MISSING,
                    completeness.missingStreak(),
                    missing.progress().lastReceivedAt(context.asOf()));
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
