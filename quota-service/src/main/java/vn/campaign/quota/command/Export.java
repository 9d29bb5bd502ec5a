package vn.campaign.quota.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.mongo.FigureDigests;
import vn.campaign.quota.plan.store.CampaignHeaders;
import vn.campaign.quota.plan.store.CampaignUnits;
import vn.campaign.quota.plan.store.PlanHistory;
import vn.campaign.quota.topic.TopicReader;

/** Writes a campaign to a file: the plan in force, its history, and every event up to the topic's end when it begins. */
@Component
class Export {

    private static final Duration LIMIT = Duration.ofDays(1);

    private final CampaignHeaders headers;
    private final CampaignUnits units;
    private final PlanHistory history;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final FigureDigests digests;
    private final Clock clock;

    Export(
            CampaignHeaders headers,
            CampaignUnits units,
            PlanHistory history,
            ConsumerFactory<byte[], byte[]> consumers,
            FigureDigests digests,
            Clock clock) {
        this.headers = headers;
        this.units = units;
        this.history = history;
        this.consumers = consumers;
        this.digests = digests;
        this.clock = clock;
    }

    /** Returns what was written to a new file. */
    ExportFile.Manifest run(String campaign, Path path) throws IOException {
        if (Files.exists(path)) {
            throw new RefusedException(path + " exists already");
        }
        Instant now = clock.instant();
        // The end of the events first: what they were checked against is then in the plan.
        try (Events events = new Events(consumers, campaign)) {
            CampaignHeader header =
                    headers.find(campaign).orElseThrow(() -> new RefusedException("there is no campaign " + campaign));
            try (ExportFile.Writer file = new ExportFile.Writer(path)) {
                writePlan(header, file);
                if (!headers.find(campaign).equals(Optional.of(header))) {
                    throw new RefusedException("the plan was changed meanwhile; export it again");
                }
                file.write(ExportFile.EVENTS, events::read);
                var manifest = new ExportFile.Manifest(
                        ExportFile.FORMAT,
                        campaign,
                        header.version(),
                        now,
                        events.unreadable,
                        digests.take(campaign),
                        file.parts());
                file.finish(manifest);
                return manifest;
            }
        }
    }

    private void writePlan(CampaignHeader header, ExportFile.Writer file) throws IOException {
        String campaign = header.campaign();
        file.write(ExportFile.HEADER, lines -> lines.accept(header));
        try (Stream<UnitPlan> all = units.all(campaign)) {
            file.write(ExportFile.UNITS, all::forEach);
        }
        try (Stream<PlanChange> changes = history.all(campaign)) {
            file.write(ExportFile.HISTORY, changes::forEach);
        }
    }

    /** One campaign's events up to the end that the topic had when this was made. */
    static final class Events implements AutoCloseable {

        private final TopicReader reader;
        private final Map<TopicPartition, Long> ends;
        private final String campaign;
        /** Records of the campaign, by their keys, that are no events. */
        private long unreadable;

        Events(ConsumerFactory<byte[], byte[]> consumers, String campaign) {
            this.campaign = campaign;
            this.reader = new TopicReader(consumers, "export", LIMIT, Topics.ACTIVATIONS);
            this.ends = reader.ends();
        }

        /** Passes on each event, those of a partition in their order. */
        void read(Consumer<? super ExportedEvent> each) {
            reader.read(reader.beginnings(), ends, records -> records.forEach(record -> read(record, each)));
        }

        private void read(ConsumerRecord<byte[], byte[]> record, Consumer<? super ExportedEvent> each) {
            if (EventRecords.read(record) instanceof EventRecords.Readable readable) {
                if (readable.event().campaign().equals(campaign)) {
                    each.accept(ExportedEvent.of(record));
                }
            } else if (record.key() != null && new String(record.key(), UTF_8).startsWith(campaign + "/")) {
                unreadable++;
            }
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
