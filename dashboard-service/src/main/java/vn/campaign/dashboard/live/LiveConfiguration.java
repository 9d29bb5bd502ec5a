package vn.campaign.dashboard.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;
import org.springframework.scheduling.TaskScheduler;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.ProgressChanged;
import vn.campaign.kafka.TopicFollower;
import vn.campaign.kafka.TopicListener;

/** Reads the announcements of changed progress. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    /** Every instance reads every announcement, from the end of the topic. */
    @Bean
    TopicFollower<String, byte[]> progressChanges(
            ConsumerFactory<String, byte[]> consumers, TaskScheduler scheduler, LiveStreams streams) {
        return new TopicFollower<>(
                "progress-changes",
                List.of(Topics.PROGRESS),
                SeekPosition.END,
                consumers,
                scheduler,
                new ProgressChangedListener(streams));
    }

    /** Tells the streams which nodes changed. A record that is missed costs a delay only: the streams refresh by themselves. */
    record ProgressChangedListener(LiveStreams streams) implements TopicListener<String, byte[]> {

        private static final Logger log = LoggerFactory.getLogger(ProgressChangedListener.class);

        /** A node that changed several times within one poll is told once. */
        @Override
        public void onRecords(List<ConsumerRecord<String, byte[]>> records) {
            Map<String, Set<String>> changed = new HashMap<>();
            for (ConsumerRecord<String, byte[]> each : records) {
                try {
                    ProgressChanged change = ContractJson.mapper().readValue(each.value(), ProgressChanged.class);
                    Set<String> nodes = changed.computeIfAbsent(change.campaign(), campaign -> new HashSet<>());
                    change.nodes().forEach(node -> nodes.add(node.node()));
                } catch (RuntimeException unreadable) {
                    log.warn("{}-{} at offset {} cannot be read", each.topic(), each.partition(), each.offset());
                }
            }
            changed.forEach(streams::onChange);
        }

        /** From here on nothing is missed; what changed before the end of the topic was read may have been. */
        @Override
        public void onCaughtUp() {
            streams.refresh();
        }
    }
}
