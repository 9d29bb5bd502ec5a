package vn.campaign.quota.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;

/** Whatever happens to a list of events on its way, the figures are those of the plain list. */
class CountingConvergesTest {

    private static final List<String> NODES =
            List.of("hamlet-1", "hamlet-2", "town", "city", "commune", "province", "nation");

    @Property(tries = 150)
    void anyDeliveryGivesTheFiguresOfThePlainList(@ForAll long seed) {
        Random random = new Random(seed);
        List<ActivationEvent> events = Scenario.events(random, 60);
        InMemoryProgressStore store = Scenario.store();
        ProgressUpdater counting = counting(store, random);

        Scenario.batches(Scenario.shuffledWithDuplicates(events, random), random)
                .forEach(counting::apply);

        assertFiguresOf(events, store);
    }

    @Property(tries = 400)
    void twoConsumersAtOnceGiveTheFiguresOfThePlainList(@ForAll long seed) {
        Random random = new Random(seed);
        List<ActivationEvent> events = Scenario.events(random, 30);
        InMemoryProgressStore store = Scenario.store();
        ProgressUpdater one = counting(store, random);
        ProgressUpdater other = counting(store, random);
        List<ActivationEvent> mine = new ArrayList<>();
        List<ActivationEvent> theirs = new ArrayList<>();
        for (ActivationEvent event : events) {
            int share = random.nextInt(5);
            (share < 2 ? mine : theirs).add(event);
            if (share == 4) {
                mine.add(event);
            }
        }
        Iterator<List<ActivationEvent>> others =
                Scenario.batches(theirs, random).iterator();
        meanwhile(store, random, 12, () -> {
            if (others.hasNext()) {
                other.apply(others.next());
            }
        });

        Scenario.batches(mine, random).forEach(one::apply);
        store.meanwhile = () -> {};
        others.forEachRemaining(other::apply);

        assertFiguresOf(events, store);
    }

    @Property(tries = 150)
    void aCrashBetweenAnyTwoStepsHealsOnRedelivery(@ForAll long seed) {
        Random random = new Random(seed);
        List<ActivationEvent> events = Scenario.events(random, 40);
        InMemoryProgressStore store = Scenario.store();
        ProgressUpdater counting = counting(store, random);

        for (List<ActivationEvent> batch : Scenario.batches(events, random)) {
            int[] stepsLeft = {random.nextInt(30)};
            store.meanwhile = () -> {
                if (stepsLeft[0]-- == 0) {
                    throw new Crash();
                }
            };
            try {
                counting.apply(batch);
            } catch (Crash crash) {
                store.meanwhile = () -> {};
                counting.apply(batch);
            }
        }

        assertFiguresOf(events, store);
    }

    @Property(tries = 100)
    void aMoveWhileReportsFlowIsRightOnBothSides(@ForAll long seed) {
        Random random = new Random(seed);
        List<ActivationEvent> events = Scenario.events(random, 40);
        InMemoryProgressStore store = Scenario.store();
        store.units.put(Scenario.node("hamlet-1"), Scenario.unit("hamlet-1", "city-hall"));
        store.units.put(Scenario.node("city-hall"), Scenario.unit("city-hall", null));
        ProgressUpdater counting = counting(store, random);
        boolean[] moved = {false};
        meanwhile(store, random, 40, () -> {
            if (!moved[0]) {
                moved[0] = true;
                move(store, counting);
            }
        });

        Scenario.batches(events, random).forEach(counting::apply);
        store.meanwhile = () -> {};
        if (!moved[0]) {
            move(store, counting);
        }

        assertFiguresOf(events, store);
        assertThat(Figures.stored(store, "city-hall", Scenario.FIRST.plusDays(9)))
                .isEqualTo(new Figures(Map.of(), 0, 0, Map.of()));
    }

    private static void move(InMemoryProgressStore store, ProgressUpdater counting) {
        store.units.computeIfPresent(Scenario.node("hamlet-1"), (node, unit) -> Scenario.unit("hamlet-1", "commune")
                .movedFrom(unit));
        counting.recompute(Set.of(Scenario.node("hamlet-1")));
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

        assertFiguresOf(events, store);
    }

    @Property(tries = 100)
    void aChangeOfDeadlineOrOfActiveDaysWhileReportsFlowJudgesAllDaysAnew(@ForAll long seed) {
        Random random = new Random(seed);
        List<ActivationEvent> events = Scenario.events(random, 40);
        InMemoryProgressStore store = Scenario.store();
        Map<Node, UnitPlan> plan = new HashMap<>(store.units);
        store.headers.put(Scenario.CAMPAIGN, Scenario.header(LocalTime.of(8, 0)));
        Scenario.LEAVES.forEach(leaf -> store.units.compute(Scenario.node(leaf), (node, unit) -> unit.retired(null)));
        ProgressUpdater counting = counting(store, random);
        boolean[] changed = {false};
        Runnable change = () -> {
            if (!changed[0]) {
                changed[0] = true;
                store.headers.put(Scenario.CAMPAIGN, Scenario.HEADER);
                store.units.putAll(plan);
                counting.recompute(plan.keySet());
            }
        };
        meanwhile(store, random, 40, change);

        Scenario.batches(events, random).forEach(counting::apply);
        store.meanwhile = () -> {};
        change.run();

        assertFiguresOf(events, store);
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

    /** Now and then, but never within itself. */
    private static void meanwhile(InMemoryProgressStore store, Random random, int oneIn, Runnable action) {
        boolean[] running = {false};
        store.meanwhile = () -> {
            if (!running[0] && random.nextInt(oneIn) == 0) {
                running[0] = true;
                action.run();
                running[0] = false;
            }
        };
    }

    private static void assertFiguresOf(List<ActivationEvent> events, InMemoryProgressStore store) {
        List<LocalDate> dates = new ArrayList<>();
        for (int day = 0; day < 10; day++) {
            dates.add(Scenario.FIRST.plusDays(day));
        }
        for (String node : NODES) {
            for (LocalDate asOf : dates) {
                assertThat(Figures.stored(store, node, asOf))
                        .as("%s as of %s", node, asOf)
                        .isEqualTo(Figures.expected(events, node, asOf));
            }
        }
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
