package vn.campaign.quota.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.campaign.quota.plan.Recomputing;
import vn.campaign.quota.progress.Counting;
import vn.campaign.quota.progress.Node;

/** Brings figures under a changed plan and tells readers. */
@Component
class AnnouncedRecomputation implements Recomputing {

    private final Counting counting;
    private final Announcements announcements;

    AnnouncedRecomputation(Counting counting, Announcements announcements) {
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
