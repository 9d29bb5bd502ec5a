package vn.campaign.quota.deadletter;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.quota.deadletter.DeadLetterPage.Cursor;
import vn.campaign.quota.mongo.DeadLetterStore;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;
import vn.campaign.web.problem.ApiException;

/** Dead letters over HTTP. Their campaign cannot be told for sure, so they are for operators of every campaign. */
@RestController
@RequestMapping(path = "/api/v1/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Dead letters", description = "Records of campaign.activations that could not be read; for operators")
class DeadLetterController {

    private static final int MAX_LETTERS = 200;

    private final DeadLetterTopic topic;
    private final DeadLetterStore deadLetters;

    DeadLetterController(DeadLetterTopic topic, DeadLetterStore deadLetters) {
        this.topic = topic;
        this.deadLetters = deadLetters;
    }

    /** A dead letter with its content. */
    record Detail(
            DeadLetterSummary letter,
            List<HeaderContent> headers,
            @Nullable RecordContent key,
            @Nullable RecordContent value) {}

    /** A header as it was received. */
    record HeaderContent(String name, @Nullable RecordContent value) {}

    /** The dead letters to put back. */
    record RedriveRequest(@Nullable List<@Nullable String> ids) {}

    /** What was put back, and what there is not. */
    record RedriveResult(List<DeadLetterTopic.Redelivery> redriven, List<String> unknown) {}

    @GetMapping
    @Operation(
            summary = "Dead letters, newest first",
            description = "before= takes the next of the previous page. At most 200.")
    DeadLetterPage list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "50") int limit) {
        requireOperator(caller);
        if (limit < 1 || limit > MAX_LETTERS) {
            throw ApiException.malformed("limit", "is between 1 and " + MAX_LETTERS);
        }
        Cursor cursor = before == null
                ? null
                : Cursor.parse(before)
                        .orElseThrow(() -> ApiException.malformed("before", "is not the next of an earlier page"));
        DeadLetterPage page = topic.newest(cursor, limit);
        return new DeadLetterPage(withNotes(page.letters()), page.next());
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "One dead letter with its content",
            description = "UTF-8 as text, anything else as Base64; the first 64 kB of each part.")
    Detail show(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        requireOperator(caller);
        ConsumerRecord<byte[], byte[]> record = DeadLetterId.parse(id)
                .flatMap(topic::find)
                .orElseThrow(() -> ApiException.notFound("DEAD_LETTER_UNKNOWN", "id", "there is no such dead letter"));
        return new Detail(
                withNotes(List.of(DeadLetterSummary.of(record))).get(0),
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
    RedriveResult redrive(@AuthenticationPrincipal Caller caller, @RequestBody Mono<RedriveRequest> request) {
        requireOperator(caller);
        List<String> ids = request.block().ids();
        if (ids == null || ids.size() > MAX_LETTERS || ids.contains(null)) {
            throw ApiException.malformed("ids", "is a list of at most " + MAX_LETTERS + " ids");
        }
        List<DeadLetterTopic.Redelivery> redriven = topic.redrive(
                ids.stream()
                        .flatMap(id -> DeadLetterId.parse(id).stream())
                        .distinct()
                        .toList(),
                caller.name());
        Set<String> found =
                redriven.stream().map(letter -> letter.id().toString()).collect(Collectors.toSet());
        return new RedriveResult(
                redriven, ids.stream().filter(id -> !found.contains(id)).toList());
    }

    private List<DeadLetterSummary> withNotes(List<DeadLetterSummary> letters) {
        Map<String, DeadLetter> notes = deadLetters.find(
                letters.stream().map(DeadLetterSummary::noted).distinct().toList());
        return letters.stream()
                .map(letter -> notes.containsKey(letter.noted())
                        ? letter.with(notes.get(letter.noted()).redriven())
                        : letter)
                .toList();
    }

    private static void requireOperator(Caller caller) {
        if (!caller.mayEverywhere(Role.OPERATOR)) {
            throw ApiException.forbidden("the account may not do this here");
        }
    }
}
