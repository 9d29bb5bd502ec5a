package vn.campaign.quota.kafka;

import java.util.Collection;
import org.springframework.stereotype.Component;
import vn.campaign.contract.event.ActivationEvent;

@Component
class PlanGate {
    void await(Collection<ActivationEvent> events) {}
}
