package vn.campaign.quota.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;

/** However events are delivered, the figures are those of the plain list. What happens meanwhile: {@link InterleavingsTest}. */
class CountingConvergesTest {

    @Property(tries = 300)
    void anyDeliveryGivesTheFiguresOfThePlainList(@ForAll long seed) {
        Random random = new Random(seed);
        List<ActivationEvent> events = Scenario.events(random, 60);
        InMemoryProgressStore store = Scenario.store();
        ProgressUpdater counting = counting(store, random);

        Scenario.batches(Scenario.shuffledWithDuplicates(events, random), random)
                .forEach(counting::apply);

        Campaign.assertFigures("seed " + seed, store, events, Scenario.units(), Scenario.HEADER);
    }

    @Property(tries = 50)
    void aUnitThatThePlanLearnsOfLaterBringsItsHistory(@ForAll long seed) {
        Random random = new Random(seed);
        List<ActivationEvent> events = Scenario.events(random, 40);
        InMemoryProgressStore store = Scenario.store();
        Map<Node, UnitPlan> plan = new HashMap<>(store.units);
        CampaignHeader header = store.headers.remove(Scenario.CAMPAIGN);
        store.units.clear();
        ProgressUpdater counting = counting(store, random);
        Scenario.batches(events, random).forEach(counting::apply);

        store.headers.put(Scenario.CAMPAIGN, header);
        store.units.putAll(plan);
        counting.recompute(plan.keySet());

        Campaign.assertFigures("seed " + seed, store, events, Scenario.units(), Scenario.HEADER);
    }

    @Property(tries = 50)
    void countingAgainChangesNoFigureButAnnouncesEveryNode(@ForAll long seed) {
        Random random = new Random(seed);
        List<ActivationEvent> events = Scenario.events(random, 30);
        InMemoryProgressStore store = Scenario.store();
        ProgressUpdater counting = counting(store, random);
        Set<Node> first = counting.apply(events).nodes();
        var days = new HashMap<Node, Object>();
        store.progress.forEach((node, progress) -> days.put(node, progress.days()));

        BatchOutcome again = counting.apply(events);

        assertThat(again.nodes()).isEqualTo(first);
        assertThat(again.unchanged()).isEqualTo(events.size());
        store.progress.forEach((node, progress) -> assertThat(progress.days()).isEqualTo(days.get(node)));
    }

    private static ProgressUpdater counting(InMemoryProgressStore store, Random random) {
        return new ProgressUpdater(store, new VersionGenerator(random::nextLong));
    }
}
