package vn.campaign.dashboard.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.Register;
import vn.campaign.dashboard.pace.DaySeries;
import vn.campaign.dashboard.pace.Deadline;
import vn.campaign.dashboard.pace.Timeliness;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;

/** Shows the days of one node as its day sheets hold them. */
public final class DayViewer {

    private final List<Indicator> indicators;
    private final Plan plan;
    private final PlanNode node;
    private final Deadline deadline;
    private final Instant now;

    public DayViewer(Plan plan, PlanNode node, Instant now) {
        this.indicators = plan.header().indicators();
        this.plan = plan;
        this.node = node;
        this.deadline = plan.deadline();
        this.now = now;
    }

    /** What is shown of a day; {@code sheet} is null when nothing was said of it. */
    public DayView view(LocalDate date, DaySheet sheet) {
        DaySheet read =
                sheet == null ? new DaySheet(plan.campaign(), node.code(), date, null, null, null, null) : sheet;
        Map<String, Long> sums = new LinkedHashMap<>();
        for (Indicator indicator : indicators) {
            sums.put(indicator.code(), DaySeries.sum(read.sum(), plan.header().parts(indicator.code())));
        }
        List<SourceView> sources = read.sources().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(source -> source(date, source.getKey(), source.getValue()))
                .toList();
        return new DayView(date, sums, read.sum().reported(), deadline.on(date), timeliness(date, read), sources);
    }

    private SourceView source(LocalDate date, String source, Register register) {
        return new SourceView(
                source,
                StatementView.of(register.standing()),
                register.firstReceivedAt(),
                register.standing().withdrawal() ? null : deadline.timeliness(date, register.firstReceivedAt(), now),
                register.earlier().stream().map(StatementView::of).toList());
    }

    /** The first report counts, of any source that stands: a correction never makes a day late. */
    private Timeliness timeliness(LocalDate date, DaySheet sheet) {
        if (!node.leaf()) {
            return null;
        }
        Instant first = sheet.sources().values().stream()
                .filter(register -> !register.standing().withdrawal())
                .map(Register::firstReceivedAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        return first == null && node.activeLeaves(date) == 0 ? null : deadline.timeliness(date, first, now);
    }
}
