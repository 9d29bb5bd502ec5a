package vn.campaign.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;
import vn.campaign.dashboard.pace.DaySeries;
import vn.campaign.dashboard.pace.Deadline.Timeliness;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;

/**
 * One day of a node.
 *
 * @param sums persons by indicator, sum indicators among them
 * @param reported leaves with a standing report
 * @param deadline until when a report is on time
 * @param timeliness of a unit's day; null at an inner node, and on days for which the unit owes no report
 * @param sources what each source reported; empty at an inner node
 */
public record DayView(
        LocalDate date,
        Map<String, Long> sums,
        int reported,
        Instant deadline,
        @Nullable Timeliness timeliness,
        List<SourceView> sources) {

    /**
     * What one source reported for a day; the fields of its standing value are written flat.
     *
     * @param firstReceivedAt when its first report of the day was received, whatever corrected it later; null when it only
     *     ever withdrew
     * @param timeliness by that first report; null while withdrawn
     * @param earlier former values, newest first
     */
    public record SourceView(
            String source,
            @JsonUnwrapped ValueView standing,
            @Nullable Instant firstReceivedAt,
            @Nullable Timeliness timeliness,
            List<ValueView> earlier) {}

    /**
     * One value that a source gave for a day.
     *
     * @param withdrawn whether it withdraws what was reported before
     * @param counts persons by reported indicator, in the order of the codes; empty for a withdrawal
     * @param by the account that reported it, or null where that is not known
     */
    public record ValueView(
            String eventId,
            Instant observedAt,
            Instant receivedAt,
            boolean withdrawn,
            Map<String, Long> counts,
            @Nullable String note,
            @Nullable String by) {

        private static final Duration SOON = Duration.ofMinutes(1);

        /** Whether it was made at least a minute before it was received, such as on a phone without a network. */
        public boolean waited() {
            return !observedAt.plus(SOON).isAfter(receivedAt);
        }

        static ValueView of(RegisterValue value) {
            return new ValueView(
                    value.eventId(),
                    value.observedAt(),
                    value.receivedAt(),
                    value.withdrawal(),
                    value.withdrawal() ? Map.of() : new TreeMap<>(value.counts()),
                    value.note(),
                    value.by());
        }
    }

    /** The day as its sheet holds it; {@code sheet} is null when nothing was reported. */
    public static DayView of(ViewContext context, PlanNode node, LocalDate date, @Nullable DaySheet sheet) {
        CampaignHeader header = context.plan().header();
        DaySheet read = sheet == null
                ? new DaySheet(header.campaign(), node.code(), date, null, null, null, null, null)
                : sheet;
        Map<String, Long> sums = new LinkedHashMap<>();
        for (Indicator indicator : header.indicators()) {
            sums.put(indicator.code(), DaySeries.sum(read.sum(), header.parts(indicator.code())));
        }
        List<SourceView> sources = read.sources().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(source -> source(context, date, source.getKey(), source.getValue()))
                .toList();
        Instant deadline = context.plan().deadline().on(date);
        return new DayView(date, sums, read.sum().reported(), deadline, timeliness(context, node, read), sources);
    }

    private static SourceView source(ViewContext context, LocalDate date, String source, Register register) {
        Instant first = register.firstReceivedAt();
        return new SourceView(
                source,
                ValueView.of(register.standing()),
                first,
                register.standing().withdrawal()
                        ? null
                        : context.plan().deadline().timeliness(date, first, context.now()),
                register.earlier().stream().map(ValueView::of).toList());
    }

    /** The first report of any standing source decides: a correction never makes a day late. */
    private static @Nullable Timeliness timeliness(ViewContext context, PlanNode node, DaySheet sheet) {
        if (!node.leaf()) {
            return null;
        }
        Instant first = sheet.sources().values().stream()
                .filter(register -> !register.standing().withdrawal())
                .map(Register::firstReceivedAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        return context.owing(node, sheet.date()) == 0
                ? null
                : context.plan().deadline().timeliness(sheet.date(), first, context.now());
    }
}
