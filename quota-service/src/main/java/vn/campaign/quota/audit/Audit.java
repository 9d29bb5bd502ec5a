package vn.campaign.quota.audit;

import static java.util.stream.Collectors.toSet;

import com.mongodb.client.MongoClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.audit.Difference.OfDerived;
import vn.campaign.quota.audit.Difference.OfRegister;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.mongo.MongoProgressStore;
import vn.campaign.quota.progress.Node;
import vn.campaign.quota.progress.NodeDay;
import vn.campaign.quota.progress.ProgressStore;
import vn.campaign.quota.progress.ProgressUpdater;
import vn.campaign.quota.progress.VersionGenerator;
import vn.campaign.quota.topic.ProgressChangedPublisher;
import vn.campaign.quota.topic.TopicReader;

/**
 * Compares all figures with what the topic states, while reports are counted and the plan changes. What differs because
 * something is under way is looked at again when that has ended; only what then still differs counts.
 */
@Component
public class Audit {

    /** How often is looked at what changes all the time. */
    private static final int LOOKS = 10;

    /** More at once need a store that is counted from nothing. */
    private static final int MAX_DIFFERENCES = 100_000;

    private static final int LINES = 100;

    /** Of counting the topic once. */
    private static final Duration LIMIT = Duration.ofDays(1);

    private final MongoOperations live;
    private final MongoOperations counted;
    private final ProgressStore liveStore;
    private final ProgressStore countedStore;
    private final ProgressUpdater updater;
    private final ProgressUpdater recounting;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final WorkUnderWay work;
    private final ProgressChangedPublisher publisher;
    private final LastAudit last;

    Audit(
            MongoTemplate live,
            MongoClient client,
            Chunks chunks,
            ProgressStore liveStore,
            ProgressUpdater updater,
            VersionGenerator versions,
            ConsumerFactory<byte[], byte[]> consumers,
            WorkUnderWay work,
            ProgressChangedPublisher publisher,
            LastAudit last) {
        String name = live.getDb().getName() + "-audit";
        this.live = live;
        this.counted = new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, name), live.getConverter());
        this.liveStore = liveStore;
        this.countedStore = new MongoProgressStore(counted, chunks, new SimpleMeterRegistry());
        this.updater = updater;
        this.recounting = new ProgressUpdater(countedStore, versions);
        this.consumers = consumers;
        this.work = work;
        this.publisher = publisher;
        this.last = last;
    }

    /**
     * Audits once.
     *
     * @param repair whether to merge lacking registers and to derive anew what is wrong; nothing is deleted that a unit stated
     * @throws UndecidedException when counting is behind
     */
    public AuditResult run(boolean repair) {
        try (TopicReader topic = new TopicReader(consumers, "audit", LIMIT, Topics.ACTIVATIONS)) {
            Recount recount = new Recount(counted, recounting, topic);
            recount.clear();
            try {
                AuditResult result = new Run(topic, recount).result(repair);
                last.save(result);
                return result;
            } finally {
                recount.clear();
            }
        }
    }

    private final class Run {

        private final TopicReader topic;
        private final Recount recount;
        private final Comparison comparison = new Comparison(live, liveStore, counted, countedStore);
        private Map<TopicPartition, Long> position;

        Run(TopicReader topic, Recount recount) {
            this.topic = topic;
            this.recount = recount;
            this.position = topic.beginnings();
        }

        AuditResult result(boolean repair) {
            catchUp(Set.of());
            Map<Node, Set<LocalDate>> suspects = comparison.suspects();
            Confirmed found = confirmed(suspects);
            Confirmed left = found;
            if (repair && !found.differences().isEmpty()) {
                repair(found.differences());
                left = confirmed(suspects);
            }
            return new AuditResult(
                    recount.events(),
                    comparison.documents(),
                    found.differences().size(),
                    left.differences().size(),
                    found.differences().stream()
                            .limit(LINES)
                            .map(Difference::line)
                            .sorted()
                            .toList(),
                    left.undecided());
        }

        /** Counts up to the topic's present end, and waits until whatever is under way in the live store has ended. */
        private void catchUp(Set<String> campaigns) {
            Map<TopicPartition, Long> end = topic.ends();
            Set<String> notes = work.recomputations(campaigns);
            recount.count(position, end);
            position = end;
            work.await(end, notes);
        }

        private Confirmed confirmed(Map<Node, Set<LocalDate>> suspects) {
            Confirmed all = Confirmed.NONE;
            Map<Node, Set<LocalDate>> some = new HashMap<>();
            int sheets = 0;
            for (var suspect : suspects.entrySet()) {
                some.put(suspect.getKey(), suspect.getValue());
                sheets += suspect.getValue().size();
                if (sheets >= Chunks.MAX_IDS || some.size() >= Chunks.MAX_IDS) {
                    all = all.and(lookAgain(some, all));
                    some.clear();
                    sheets = 0;
                }
            }
            return all.and(lookAgain(some, all));
        }

        /** Looks at some nodes, whose sheets are all in memory at once, unless more differs already than is told. */
        private Confirmed lookAgain(Map<Node, Set<LocalDate>> suspects, Confirmed before) {
            return before.differences().size() < MAX_DIFFERENCES ? lookAgain(suspects) : Confirmed.NONE;
        }

        /**
         * A difference counts when it is seen before and after whatever was under way had ended: the same values, in the same
         * documents, under the same plan. Until then a leaf whose events are still arriving, or a node that is recomputed, is
         * looked at again.
         */
        private Confirmed lookAgain(Map<Node, Set<LocalDate>> suspects) {
            List<Difference> confirmed = new ArrayList<>();
            Map<Node, Set<LocalDate>> open = new HashMap<>(suspects);
            Set<Difference> before = comparison.of(open);
            for (int look = 1; look < LOOKS && !open.isEmpty(); look++) {
                catchUp(open.keySet().stream().map(Node::campaign).collect(toSet()));
                Set<Difference> now = comparison.of(open);
                Set<Difference> changed = new HashSet<>(now);
                changed.removeAll(before);
                open.keySet().retainAll(nodes(changed));
                now.stream()
                        .filter(each -> !open.containsKey(each.day().node()))
                        .forEach(confirmed::add);
                before = now;
            }
            return new Confirmed(confirmed, open.size());
        }

        private static Set<Node> nodes(Set<Difference> differences) {
            return differences.stream().map(each -> each.day().node()).collect(toSet());
        }
    }

    /** @param undecided nodes that differed in another way at each look */
    private record Confirmed(List<Difference> differences, int undecided) {

        private static final Confirmed NONE = new Confirmed(List.of(), 0);

        private Confirmed and(Confirmed more) {
            return new Confirmed(
                    Stream.concat(differences.stream(), more.differences().stream())
                            .toList(),
                    undecided + more.undecided());
        }
    }

    /** Merges the registers that the store lacks, and derives the days anew that are wrong. */
    private void repair(List<Difference> differences) {
        List<OfRegister> lacking = ofType(differences, OfRegister.class)
                .filter(each -> !each.surplus())
                .toList();
        Chunks.of(lacking, Chunks.MAX_IDS).forEach(this::merge);
        Set<NodeDay> days =
                ofType(differences, OfDerived.class).map(OfDerived::day).collect(toSet());
        Chunks.of(days, Chunks.MAX_IDS)
                .forEach(some -> publisher.publish(updater.repair(Map.of(), Map.of(), Set.copyOf(some))));
    }

    private static <T extends Difference> Stream<T> ofType(List<Difference> differences, Class<T> type) {
        return differences.stream().filter(type::isInstance).map(type::cast);
    }

    private void merge(List<OfRegister> lacking) {
        Map<NodeDay, Map<String, Register>> reports = new HashMap<>();
        Map<Node, Map<LocalDate, Register>> verifications = new HashMap<>();
        for (OfRegister each : lacking) {
            NodeDay day = each.day();
            String source = each.key().source();
            if (source == null) {
                verifications
                        .computeIfAbsent(day.node(), any -> new HashMap<>())
                        .put(day.date(), each.expected());
            } else {
                reports.computeIfAbsent(day, any -> new HashMap<>()).put(source, each.expected());
            }
        }
        publisher.publish(updater.repair(reports, verifications, Set.of()));
    }
}
