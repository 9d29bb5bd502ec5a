package vn.campaign.dashboard.live;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;
import org.springframework.scheduling.TaskScheduler;
import vn.campaign.contract.Topics;
import vn.campaign.kafka.TopicFollower;

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
}
