package vn.campaign.dashboard.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.progress.ProgressChanged;
import vn.campaign.kafka.TopicListener;

/** Tells the streams which nodes changed. A record that is missed costs a delay only: the streams refresh by themselves. */
@Component
class ProgressChangedListener implements TopicListener<String, byte[]> {

    private static final Logger log = LoggerFactory.getLogger(ProgressChangedListener.class);

    private final LiveStreams streams;

    ProgressChangedListener(LiveStreams streams) {
        this.streams = streams;
    }

    /** A node that changed several times within one poll is told once. */
    @Override
    public void onRecords(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, Set<String>> changed = new HashMap<>();
        for (ConsumerRecord<String, byte[]> changeRecord : records) {
            try {
                ProgressChanged change = ContractJson.mapper().readValue(changeRecord.value(), ProgressChanged.class);
                Set<String> nodes = changed.computeIfAbsent(change.campaign(), campaign -> new HashSet<>());
                change.nodes().forEach(node -> nodes.add(node.node()));
            } catch (JacksonException unreadable) {
                log.warn(
                        "{}-{} at offset {} cannot be read",
                        changeRecord.topic(),
                        changeRecord.partition(),
                        changeRecord.offset());
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
