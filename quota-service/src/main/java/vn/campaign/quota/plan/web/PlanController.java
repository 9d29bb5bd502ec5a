package vn.campaign.quota.plan.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.Changes;
import vn.campaign.quota.plan.Changes.Difference;
import vn.campaign.quota.plan.Plan;
import vn.campaign.quota.plan.PlanCheck;
import vn.campaign.quota.plan.store.CampaignHeaders;
import vn.campaign.quota.plan.store.CampaignUnits;
import vn.campaign.quota.plan.store.Outcome;
import vn.campaign.quota.plan.store.PlanHistory;
import vn.campaign.quota.plan.store.PlanWriter;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;
import vn.campaign.web.problem.ApiException;

/** Plans over HTTP. A body is read only once the account is known to have the right. */
@RestController
@RequestMapping(path = "/api/v1/campaigns", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Plans", description = "The planner's API: phases, indicators, units and their targets")
class PlanController {

    private static final Logger audit = LoggerFactory.getLogger("audit");
    private static final int MAX_HISTORY = 1000;
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})(?:-(\\d{1,9}))?");

    private final PlanAccess access;
    private final CampaignHeaders headers;
    private final CampaignUnits units;
    private final PlanHistory history;
    private final PlanWriter writer;
    private final Downloads downloads;

    PlanController(
            PlanAccess access,
            CampaignHeaders headers,
            CampaignUnits units,
            PlanHistory history,
            PlanWriter writer,
            Downloads downloads) {
        this.access = access;
        this.headers = headers;
        this.units = units;
        this.history = history;
        this.writer = writer;
        this.downloads = downloads;
    }

    /** A campaign in a list. */
    record Listed(String campaign, Name name, long version, @Nullable Instant archivedAt) {}

    /** What became of a plan. */
    record Receipt(String campaign, long version, List<Finding> findings) {}

    /**
     * An entry of the history.
     *
     * @param names what the units in it are called now, by their codes
     */
    record HistoryEntry(@JsonUnwrapped PlanChange change, Map<String, Name> names) {}

    @GetMapping
    @Operation(summary = "All campaigns")
    List<Listed> campaigns(@AuthenticationPrincipal Caller caller) {
        return headers.all().stream()
                .filter(header -> caller.sees(header.campaign()))
                .map(header -> new Listed(header.campaign(), header.name(), header.version(), header.archivedAt()))
                .toList();
    }

    @PutMapping(path = "/{campaign}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Put a plan in force",
            description =
                    "At most 16 MB; import larger plans' units separately. Without units, those in force stay as they are;"
                            + " with units, those that are not named are retired. Findings are shown and never reject the plan."
                            + " If-Match with the version guards against another planner. With dryRun, nothing is written and"
                            + " the response is the difference.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(oneOf = {Receipt.class, Difference.class})))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Receipt.class)))
    ResponseEntity<?> put(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Mono<PlanBody> body) {
        PlanAccess.require(caller.may(Role.PLANNER, campaign));
        Plan plan = body.block().toPlan(campaign);
        PlanJson.requireValid(PlanCheck.of(plan, units.byCode(campaign)));
        if (dryRun) {
            return ResponseEntity.ok(writer.preview(plan));
        }
        Outcome.InForce outcome = PlanVersion.inForce(writer.put(plan, PlanVersion.expected(ifMatch), caller.name()));
        long version = outcome.header().version();
        audit.info("PLANNED {} version {} by {}", campaign, version, caller.name());
        return (outcome.created()
                        ? ResponseEntity.created(URI.create("/api/v1/campaigns/" + campaign))
                        : ResponseEntity.ok())
                .eTag(String.valueOf(version))
                .body(new Receipt(campaign, version, units.findings(campaign)));
    }

    @GetMapping("/{campaign}")
    @Operation(summary = "A plan with its findings, in the format of PUT")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanBody.class)))
    ResponseEntity<Flux<DataBuffer>> get(@AuthenticationPrincipal Caller caller, @PathVariable String campaign) {
        CampaignHeader header = access.readable(caller, campaign);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .eTag(String.valueOf(header.version()))
                .body(downloads.stream(out -> {
                    try (Stream<UnitPlan> all = units.all(campaign)) {
                        PlanJson.write(header, all, units.findings(campaign), out);
                    }
                }));
    }

    @GetMapping("/{campaign}/history")
    @Operation(
            summary = "Who changed what, newest first",
            description = "To go on behind the last entry of a page, before= is VERSION-SEQUENCE of that entry;"
                    + " before=VERSION goes on below a version.")
    List<HistoryEntry> history(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "100") int limit) {
        access.readable(caller, campaign);
        if (limit < 1 || limit > MAX_HISTORY) {
            throw ApiException.malformed("limit", "is between 1 and " + MAX_HISTORY);
        }
        List<PlanChange> changes =
                before == null ? history.newest(campaign, limit) : changesBefore(campaign, before, limit);
        Map<String, UnitPlan> known =
                units.byCode(campaign, changes.stream().flatMap(Changes::units).collect(Collectors.toSet()));
        return changes.stream()
                .map(change -> new HistoryEntry(change, Changes.namesOf(List.of(change), known)))
                .toList();
    }

    private List<PlanChange> changesBefore(String campaign, String before, int limit) {
        Matcher cursor = CURSOR.matcher(before);
        if (!cursor.matches()) {
            throw ApiException.malformed("before", "is a version, or a version and a sequence as in 7-49");
        }
        return history.after(
                campaign,
                Long.parseLong(cursor.group(1)),
                cursor.group(2) == null ? Integer.MAX_VALUE : Integer.parseInt(cursor.group(2)),
                limit);
    }

    @PutMapping("/{campaign}/archived")
    @Operation(
            summary = "Archive a finished campaign",
            description = "Rejects reports and plan changes from then on; the figures stay available. For operators.")
    ResponseEntity<PlanVersion> archive(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        CampaignHeader header = access.of(Role.OPERATOR, caller, campaign);
        return changed("ARCHIVED", writer.archive(header, PlanVersion.expected(ifMatch), caller.name()), caller);
    }

    @DeleteMapping("/{campaign}/archived")
    @Operation(summary = "Reopen an archived campaign", description = "Idempotent. For operators.")
    ResponseEntity<PlanVersion> unarchive(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        CampaignHeader header = access.of(Role.OPERATOR, caller, campaign);
        return changed("UNARCHIVED", writer.unarchive(header, PlanVersion.expected(ifMatch), caller.name()), caller);
    }

    private static ResponseEntity<PlanVersion> changed(String what, Outcome outcome, Caller caller) {
        CampaignHeader header = PlanVersion.inForce(outcome).header();
        audit.info("{} {} version {} by {}", what, header.campaign(), header.version(), caller.name());
        return PlanVersion.response(header);
    }
}
