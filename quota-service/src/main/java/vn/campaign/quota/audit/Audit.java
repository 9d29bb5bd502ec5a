package vn.campaign.quota.audit;

import com.mongodb.client.MongoClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.springframework.data.mongodb.MongoDatabaseFactory;
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
import vn.campaign.quota.mongo.PositionStore;
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

    private static final int LINES = 100;

    private final MongoOperations live;
    private final MongoOperations recounted;
    private final ProgressStore store;
    private final ProgressUpdater updater;
    private final ProgressUpdater recounting;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final WorkUnderWay work;
    private final ProgressChangedPublisher publisher;
    private final LastAudit last;

    Audit(
            MongoTemplate live,
            MongoClient client,
            MongoDatabaseFactory database,
            Chunks chunks,
            ProgressStore store,
            ProgressUpdater updater,
            VersionGenerator versions,
            ConsumerFactory<byte[], byte[]> consumers,
            PositionStore positions,
            ProgressChangedPublisher publisher,
            LastAudit last) {
        String name = database.getMongoDatabase().getName() + "-audit";
        this.live = live;
        this.recounted = new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, name), live.getConverter());
        this.store = store;
        this.updater = updater;
        this.recounting =
                new ProgressUpdater(new MongoProgressStore(recounted, chunks, new SimpleMeterRegistry()), versions);
        this.consumers = consumers;
        this.work = new WorkUnderWay(live, positions);
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
        try (TopicReader topic = new TopicReader(consumers, "audit", Topics.ACTIVATIONS)) {
            Recount recount = new Recount(recounted, recounting, topic);
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
        private final RegisterComparison registers = new RegisterComparison(live, recounted);
        private final DerivedComparison derived = new DerivedComparison(live, store);
        private final List<OfRegister> wrongRegisters = new ArrayList<>();
        private final List<OfDerived> wrongDerived = new ArrayList<>();
        private long undecided;

        Run(TopicReader topic, Recount recount) {
            this.topic = topic;
            this.recount = recount;
        }

        AuditResult result(boolean repair) {
            compareRegisters();
            compareDerived();
            long repaired = repair ? repair() : 0;
            return new AuditResult(
                    recount.events(),
                    registers.documents() + derived.documents(),
                    wrongRegisters.size() + wrongDerived.size(),
                    repaired,
                    Stream.concat(wrongRegisters.stream(), wrongDerived.stream())
                            .limit(LINES)
                            .map(Difference::line)
                            .sorted()
                            .toList(),
                    undecided);
        }

        /** A register that differs counts when no event of its unit came until after it was read. */
        private void compareRegisters() {
            Map<TopicPartition, Long> counted = topic.ends();
            recount.count(topic.beginnings(), counted);
            work.await(counted, Set.of());
            List<OfRegister> different = registers.all();
            for (int look = 1; look < LOOKS && !different.isEmpty(); look++) {
                Map<TopicPartition, Long> ends = topic.ends();
                Set<Node> busy = recount.count(counted, ends);
                Map<Boolean, List<OfRegister>> byBusy = different.stream()
                        .collect(Collectors.partitioningBy(
                                each -> busy.contains(each.day().node())));
                wrongRegisters.addAll(byBusy.get(false));
                work.await(ends, Set.of());
                counted = ends;
                different = registers.of(
                        byBusy.get(true).stream().map(OfRegister::key).collect(Collectors.toSet()));
            }
            undecided += nodes(different).size();
        }

        private void compareDerived() {
            for (var some : Chunks.of(derived.all().entrySet(), Chunks.MAX_IDS)) {
                Map<Node, Set<LocalDate>> suspects = new HashMap<>();
                some.forEach(suspect -> suspects.put(suspect.getKey(), suspect.getValue()));
                compareDerived(suspects);
            }
        }

        /**
         * A derived value that differs counts when the same documents and the same plan were seen before and after whatever was
         * under way had ended.
         */
        private void compareDerived(Map<Node, Set<LocalDate>> suspects) {
            Set<String> campaigns =
                    suspects.keySet().stream().map(Node::campaign).collect(Collectors.toSet());
            Set<OfDerived> before = derived.of(suspects);
            for (int look = 1; look < LOOKS && !suspects.isEmpty(); look++) {
                work.await(topic.ends(), work.recomputations(campaigns));
                Set<OfDerived> now = derived.of(suspects);
                Set<OfDerived> changed = new HashSet<>(now);
                changed.removeAll(before);
                suspects.keySet().retainAll(nodes(changed));
                now.stream()
                        .filter(each -> !suspects.containsKey(each.day().node()))
                        .forEach(wrongDerived::add);
                before = now;
            }
            undecided += suspects.size();
        }

        private long repair() {
            List<RegisterKey> lacking = wrongRegisters.stream()
                    .filter(each -> !each.surplus())
                    .map(OfRegister::key)
                    .toList();
            Chunks.of(lacking, Chunks.MAX_IDS).forEach(some -> repair(registers.recounted(some)));
            Set<NodeDay> days = wrongDerived.stream().map(OfDerived::day).collect(Collectors.toSet());
            Chunks.of(days, Chunks.MAX_IDS)
                    .forEach(some -> publisher.publish(updater.repair(Map.of(), Map.of(), Set.copyOf(some))));
            // A register that was damaged to say more than the topic is left as well.
            int left = registers.of(Set.copyOf(lacking)).size();
            return lacking.size() - left + wrongDerived.size();
        }

        private void repair(Map<RegisterKey, Register> lacking) {
            Map<NodeDay, Map<String, Register>> reports = new HashMap<>();
            Map<Node, Map<LocalDate, Register>> verifications = new HashMap<>();
            lacking.forEach((key, register) -> {
                if (key.source() == null) {
                    verifications
                            .computeIfAbsent(key.day().node(), any -> new HashMap<>())
                            .put(key.day().date(), register);
                } else {
                    reports.computeIfAbsent(key.day(), any -> new HashMap<>()).put(key.source(), register);
                }
            });
            publisher.publish(updater.repair(reports, verifications, Set.of()));
        }
    }

    private static Set<Node> nodes(Collection<? extends Difference> differences) {
        return differences.stream().map(each -> each.day().node()).collect(Collectors.toSet());
    }
}
