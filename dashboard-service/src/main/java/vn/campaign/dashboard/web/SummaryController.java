package vn.campaign.dashboard.web;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.dashboard.export.SummaryExport;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.RankingQuery;
import vn.campaign.dashboard.query.SummaryQuery;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.RankingView;
import vn.campaign.dashboard.view.SummaryView;
import vn.campaign.web.access.Caller;
import vn.campaign.web.page.LocaleFormat;

/** Who is to be commended and why; the summaries of phases and of the campaign, to read and for spreadsheets. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
class SummaryController {

    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Lookup lookup;
    private final RankingQuery rankings;
    private final SummaryQuery summaries;
    private final MessageSource messages;

    SummaryController(Lookup lookup, RankingQuery rankings, SummaryQuery summaries, MessageSource messages) {
        this.lookup = lookup;
        this.rankings = rankings;
        this.summaries = summaries;
        this.messages = messages;
    }

    /** By default the units of every root, each root for itself. */
    @GetMapping("/ranking")
    RankingView ranking(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(required = false) @Nullable String phase,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        Page asked = lookup.page(page, size);
        ViewContext context = lookup.context(caller, campaign, phase, asOf);
        return rankings.read(context, lookup.nodeOrRoots(caller, context.plan(), node), asked);
    }

    /** By default of every root. */
    @GetMapping("/phases/{phase}/summary")
    SummaryView phase(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String phase,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String node) {
        ViewContext context = lookup.context(caller, campaign, phase, asOf);
        return summaries.ofPeriod(caller, context, lookup.nodeOrRoots(caller, context.plan(), node));
    }

    /** For a spreadsheet, in the reader's language. */
    @GetMapping(
            path = "/phases/{phase}/summary.{format:csv|xlsx}",
            produces = {CSV, XLSX})
    ResponseEntity<byte[]> phaseFile(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String phase,
            @PathVariable String format,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String node,
            Locale locale) {
        SummaryView summary = phase(caller, campaign, phase, asOf, node);
        return file(lookup.plan(caller, campaign), summary, "phase-" + phase + "-summary", format, locale);
    }

    /** Split by phase, the whole campaign last. */
    @GetMapping("/final-summary")
    SummaryView all(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String node) {
        ViewContext context = lookup.context(caller, campaign, null, asOf);
        return summaries.ofAll(caller, context, lookup.nodeOrRoots(caller, context.plan(), node));
    }

    @GetMapping(
            path = "/final-summary.{format:csv|xlsx}",
            produces = {CSV, XLSX})
    ResponseEntity<byte[]> allFile(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String format,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String node,
            Locale locale) {
        SummaryView summary = all(caller, campaign, asOf, node);
        return file(lookup.plan(caller, campaign), summary, "final-summary", format, locale);
    }

    private ResponseEntity<byte[]> file(Plan plan, SummaryView summary, String what, String format, Locale locale) {
        LocaleFormat language = new LocaleFormat(locale, plan.header().timeZone());
        SummaryExport export = new SummaryExport(
                summary, plan.header().indicators(), key -> messages.getMessage(key, null, locale), language::name);
        String name = "%s-%s-%s.%s".formatted(summary.campaign(), what, summary.asOf(), format);
        boolean csv = format.equals("csv");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(csv ? CSV : XLSX))
                .headers(headers -> headers.setContentDisposition(
                        ContentDisposition.attachment().filename(name).build()))
                .body(csv ? export.csv() : export.xlsx());
    }
}
