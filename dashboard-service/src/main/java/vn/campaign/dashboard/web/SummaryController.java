package vn.campaign.dashboard.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.SummaryQuery;
import vn.campaign.dashboard.view.SummaryView;
import vn.campaign.dashboard.view.ViewContext;
import vn.campaign.web.access.Caller;
import vn.campaign.web.page.LocaleFormat;

/** The summaries of phases and of the campaign, to read, to open in a spreadsheet and to process. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
class SummaryController {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Lookup lookup;
    private final SummaryQuery summaries;
    private final MessageSource messages;

    SummaryController(Lookup lookup, SummaryQuery summaries, MessageSource messages) {
        this.lookup = lookup;
        this.summaries = summaries;
        this.messages = messages;
    }

    /** By default of every root. */
    @GetMapping("/phases/{phase}/summary")
    SummaryView phase(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String phase,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String node) {
        return read(caller, lookup.plan(caller, campaign), List.of(phase), asOf, node);
    }

    /** For a spreadsheet, in the reader's language. */
    @GetMapping("/phases/{phase}/summary.{format:csv|xlsx}")
    ResponseEntity<byte[]> phaseFile(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String phase,
            @PathVariable String format,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String node,
            Locale locale) {
        Plan plan = lookup.plan(caller, campaign);
        return file(
                plan, read(caller, plan, List.of(phase), asOf, node), "phase-" + phase + "-summary", format, locale);
    }

    /** Split by phase, the whole campaign last. */
    @GetMapping("/final-summary")
    SummaryView all(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String node) {
        Plan plan = lookup.plan(caller, campaign);
        return read(caller, plan, SummaryQuery.everyPeriod(plan), asOf, node);
    }

    @GetMapping("/final-summary.{format:csv|xlsx}")
    ResponseEntity<byte[]> allFile(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String format,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String node,
            Locale locale) {
        Plan plan = lookup.plan(caller, campaign);
        return file(
                plan, read(caller, plan, SummaryQuery.everyPeriod(plan), asOf, node), "final-summary", format, locale);
    }

    private SummaryView read(Caller caller, Plan plan, List<String> periods, LocalDate asOf, String node) {
        List<ViewContext> contexts = lookup.contexts(plan, periods, asOf);
        return summaries.read(caller, plan, lookup.nodeOrRoots(caller, plan, node), contexts);
    }

    private ResponseEntity<byte[]> file(Plan plan, SummaryView summary, String what, String format, Locale locale) {
        LocaleFormat language = new LocaleFormat(locale, plan.header().timeZone());
        SummaryExport export = new SummaryExport(
                summary, plan.header().indicators(), key -> messages.getMessage(key, null, locale), language::name);
        String name = "%s-%s-%s.%s".formatted(summary.campaign(), what, summary.asOf(), format);
        boolean csv = format.equals("csv");
        return ResponseEntity.ok()
                .contentType(csv ? CSV : XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(csv ? export.csv() : export.xlsx());
    }
}
