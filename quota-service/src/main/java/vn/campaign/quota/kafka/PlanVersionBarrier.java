package vn.campaign.quota.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.quota.plan.store.PlanReconciler;

/** Holds events back until the store has the plan that they were checked against. */
@Component
class PlanVersionBarrier {

    private static final Logger log = LoggerFactory.getLogger(PlanVersionBarrier.class);

    private final PlanReconciler plans;
    private final Counter unknown;

    PlanVersionBarrier(PlanReconciler plans, MeterRegistry meters) {
        this.plans = plans;
        this.unknown = Counter.builder("campaign.events.plan.unknown")
                .description("batches checked against a plan that neither the store nor the plan topics have")
                .register(meters);
    }

    /**
     * Returns when the store knows each campaign's version, or when it is sure that the version does not exist: a plan is
     * published before anything is checked against it, so the topics' end is later than the events.
     */
    void await(Collection<ActivationEvent> events) {
        Map<String, Long> versions = new HashMap<>();
        events.forEach(event -> versions.merge(event.campaign(), event.planVersion(), Math::max));
        versions.forEach((campaign, version) -> {
            if (!plans.knows(campaign, version)) {
                unknown.increment();
                log.warn(
                        "events of {} name version {} of its plan, which does not exist; they are counted",
                        campaign,
                        version);
            }
        });
    }
}
