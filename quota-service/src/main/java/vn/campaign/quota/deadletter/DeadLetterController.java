package vn.campaign.quota.deadletter;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.quota.mongo.DeadLetterStore;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;
import vn.campaign.web.problem.ApiException;

/** Dead letters over HTTP. Their campaign cannot be told for sure, so they are for operators of every campaign. */
@RestController
@RequestMapping("/api/v1/dead-letters")
@Tag(name = "Dead letters", description = "Records of campaign.activations that could not be read; for operators")
class DeadLetterController {

    private static final int MAX_LETTERS = 200;

    private final DeadLetterTopic topic;
    private final DeadLetterStore deadLetters;
    private final Redrive redrive;

    DeadLetterController(DeadLetterTopic topic, DeadLetterStore deadLetters, Redrive redrive) {
        this.topic = topic;
        this.deadLetters = deadLetters;
        this.redrive = redrive;
    }

    /**
     * A page of letters.
     *
     * @param next what {@code before} is for the next page; absent on the last
     */
    record Listed(List<DeadLetterSummary> letters, String next) {}

    /** A letter with what it holds. */
    record Shown(DeadLetterSummary letter, List<HeaderContent> headers, RecordContent key, RecordContent value) {}

    /** A header as it was received. */
    record HeaderContent(String name, RecordContent value) {}

    /** Which letters to put back. */
    record Chosen(List<String> ids) {}

    /** Where a letter is now. */
    record Back(String id, int partition, long offset) {}

    /** What became of those that were to be put back. */
    record Outcome(List<Back> redriven, List<String> unknown) {}

    @GetMapping
    @Operation(
            summary = "Dead letters, newest first",
            description = "before= takes the next of the previous page. At most 200.")
    Listed list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) String before,
            @RequestParam(defaultValue = "50") int limit) {
        requireOperator(caller);
        if (limit < 1 || limit > MAX_LETTERS) {
            throw ApiException.malformed("limit", "is between 1 and " + MAX_LETTERS);
        }
        PageCursor cursor = before == null
                ? null
                : PageCursor.parse(before)
                        .orElseThrow(() -> ApiException.malformed("before", "is not what a page before said is next"));
        DeadLetterTopic.Page page = topic.newest(cursor, limit);
        Map<String, DeadLetter> noted = deadLetters.find(
                page.letters().stream().map(DeadLetterSummary::noted).distinct().toList());
        List<DeadLetterSummary> letters =
                page.letters().stream().map(letter -> marked(letter, noted)).toList();
        return new Listed(letters, page.next() == null ? null : page.next().toString());
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "One dead letter with its content",
            description = "UTF-8 as text, anything else as Base64; the first 64 kB of each part.")
    Shown show(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        requireOperator(caller);
        ConsumerRecord<byte[], byte[]> record = DeadLetterId.parse(id)
                .flatMap(topic::find)
                .orElseThrow(() -> ApiException.notFound("DEAD_LETTER_UNKNOWN", "id", "there is no such dead letter"));
        DeadLetterSummary letter = DeadLetterSummary.of(record);
        return new Shown(
                marked(letter, deadLetters.find(List.of(letter.noted()))),
                DeadLetterSummary.received(record)
                        .map(header -> new HeaderContent(header.key(), RecordContent.of(header.value())))
                        .toList(),
                RecordContent.of(record.key()),
                RecordContent.of(record.value()));
    }

    @PostMapping(path = "/redrive", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Redrive dead letters",
            description =
                    "Publishes each unchanged and answers when Kafka has them. At most 200. Repeating it changes no figure.")
    Outcome redrive(@AuthenticationPrincipal Caller caller, @RequestBody Chosen chosen) {
        requireOperator(caller);
        if (chosen.ids() == null
                || chosen.ids().size() > MAX_LETTERS
                || chosen.ids().contains(null)) {
            throw ApiException.malformed("ids", "is a list of at most " + MAX_LETTERS + " ids");
        }
        List<DeadLetterId> ids = chosen.ids().stream()
                .flatMap(id -> DeadLetterId.parse(id).stream())
                .distinct()
                .toList();
        List<Back> back = redrive.redrive(ids, caller.name()).entrySet().stream()
                .map(each -> new Back(
                        each.getKey().toString(),
                        each.getValue().partition(),
                        each.getValue().offset()))
                .toList();
        Set<String> found = back.stream().map(Back::id).collect(Collectors.toSet());
        return new Outcome(
                back, chosen.ids().stream().filter(id -> !found.contains(id)).toList());
    }

    private static DeadLetterSummary marked(DeadLetterSummary letter, Map<String, DeadLetter> noted) {
        DeadLetter note = noted.get(letter.noted());
        return note == null ? letter : letter.with(note.redriven());
    }

    private static void requireOperator(Caller caller) {
        if (!caller.mayEverywhere(Role.OPERATOR)) {
            throw ApiException.forbidden("the account may not do this here");
        }
    }
}
