package vn.campaign.quota.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.campaign.quota.plan.ProgressRecomputer;
import vn.campaign.quota.progress.Node;
import vn.campaign.quota.progress.ProgressUpdater;

/** Brings figures under a changed plan and tells readers. */
@Component
class PublishingRecomputer implements ProgressRecomputer {

    private final ProgressUpdater counting;
    private final ProgressChangedPublisher announcements;

    PublishingRecomputer(ProgressUpdater counting, ProgressChangedPublisher announcements) {
        this.counting = counting;
        this.announcements = announcements;
    }

    @Override
    public void recompute(String campaign, Map<String, Set<String>> formerParents) {
        Map<Node, Set<Node>> nodes = new HashMap<>();
        formerParents.forEach((unit, parents) -> nodes.put(
                new Node(campaign, unit),
                parents.stream().map(parent -> new Node(campaign, parent)).collect(Collectors.toSet())));
        announcements.publish(counting.recompute(nodes));
    }
}
