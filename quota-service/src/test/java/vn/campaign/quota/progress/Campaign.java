package vn.campaign.quota.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.testing.UnitPlanBuilder;

/**
 * A campaign in which everything happens at once: consumers of overlapping batches, a planner, the sweep of what a planner left
 * behind, an operator who puts an older copy of the store back, and an audit that repairs a store which loses documents. Its plan
 * is published, so it survives that; its positions are stored with the figures.
 */
final class Campaign {

    /** The store's documents, as far as they are not read and written by counting itself. */
    interface Documents {

        ProgressStore progress();

        UnitPlan unit(String code);

        CampaignHeader header();

        void put(UnitPlan unit);

        void put(CampaignHeader header);

        /** Copies the whole store; the result puts the copy back. */
        Runnable copy();

        /** Deletes a sheet, if there is one. */
        void lose(NodeDay sheet);

        /** Deletes a node's progress, if there is one. */
        void lose(Node progress);
    }

    /**
     * A unit to recompute once a version of the plan is stored.
     *
     * @param mark another for every note
     */
    private record Note(Node unit, long version, long mark) {}

    private final Documents documents;
    private final Random random;
    private final Schedule schedule;
    private final VersionGenerator versions;
    private final List<List<List<ActivationEvent>>> partitions = new ArrayList<>();
    private final Map<String, UnitPlan> publishedUnits = new HashMap<>(Scenario.units());
    private CampaignHeader publishedHeader = Scenario.HEADER;
    private long planVersion = 1;

    private List<Integer> positions = new ArrayList<>();
    private Set<Note> notes = new HashSet<>();
    private long marks;
    private boolean lost;

    Campaign(Documents documents, Random random, int crashes) {
        this.documents = documents;
        this.random = random;
        this.schedule = new Schedule(random, crashes);
        this.versions = new VersionGenerator(random::nextLong);
    }

    private ProgressUpdater updater() {
        return new ProgressUpdater(new SteppedProgressStore(documents.progress(), schedule::step), versions);
    }

    /** A consumer of one partition. */
    void consume(List<List<ActivationEvent>> batches) {
        int partition = partitions.size();
        partitions.add(batches);
        positions.add(0);
        schedule.add(() -> consume(partition));
    }

    private void consume(int partition) {
        ProgressUpdater updater = updater();
        List<List<ActivationEvent>> batches = partitions.get(partition);
        for (int next = position(partition); next < batches.size(); next = position(partition)) {
            updater.apply(batches.get(next));
            schedule.step();
            if (positions.get(partition) == next) {
                positions.set(partition, next + 1);
            }
        }
    }

    private int position(int partition) {
        schedule.step();
        return positions.get(partition);
    }

    /** A planner who changes the plan some times. */
    void plan(int changes) {
        int[] left = {changes};
        schedule.add(() -> {
            ProgressUpdater updater = updater();
            recompute(updater);
            while (left[0] > 0) {
                left[0]--;
                change();
                recompute(updater);
            }
        });
    }

    private void change() {
        switch (random.nextInt(6)) {
            case 0 -> {
                LocalTime deadline = LocalTime.of(random.nextBoolean() ? 8 : 20, 0);
                change(Scenario.header(deadline).at(++planVersion, Scenario.HEADER.changedAt()));
            }
            case 1 -> {
                UnitPlan unit = any();
                boolean retires = unit.retiredFrom() == null;
                change(unit.retired(retires ? Scenario.FIRST.plusDays(random.nextInt(6)) : null));
            }
            default -> {
                UnitPlan unit = any();
                String parent = any().code();
                if (!isUnder(parent, unit.code()) && unit.parent() != null) {
                    change(under(unit, parent));
                }
            }
        }
    }

    private UnitPlan any() {
        return publishedUnits.get(Scenario.NODES.get(random.nextInt(Scenario.NODES.size())));
    }

    private boolean isUnder(@Nullable String code, String node) {
        return code != null
                && (code.equals(node) || isUnder(publishedUnits.get(code).parent(), node));
    }

    private static UnitPlan under(UnitPlan unit, String parent) {
        return new UnitPlanBuilder(unit).parent(parent).build().movedFrom(unit);
    }

    private void change(UnitPlan unit) {
        UnitPlan changed = unit.at(++planVersion, unit.position());
        note(unit.code(), changed.version());
        schedule.step();
        documents.put(changed.movedFrom(documents.unit(unit.code())));
        publishedUnits.put(unit.code(), changed);
    }

    private void change(CampaignHeader header) {
        Scenario.NODES.forEach(code -> note(code, header.version()));
        schedule.step();
        documents.put(header);
        publishedHeader = header;
    }

    private void note(String code, long version) {
        schedule.step();
        notes.add(new Note(Scenario.node(code), version, ++marks));
    }

    /** Recomputes what is noted for a plan that is stored; what is noted again meanwhile stays noted. */
    private void recompute(ProgressUpdater updater) {
        schedule.step();
        Set<Note> noted = new HashSet<>(notes);
        noted.removeIf(note -> note.version()
                > Math.max(
                        documents.unit(note.unit().code()).version(),
                        documents.header().version()));
        updater.recompute(noted.stream().map(Note::unit).collect(Collectors.toSet()));
        schedule.step();
        notes.removeAll(noted);
    }

    /** An operator who copies the store, and later ends the service, puts the copy back and starts it again. */
    void restore() {
        Runnable[] copy = {null};
        boolean[] done = {false};
        schedule.add(() -> {
            if (copy[0] == null) {
                schedule.step();
                copy[0] = copy();
            }
            for (int i = 0; i < 20; i++) {
                schedule.step();
            }
            if (!done[0]) {
                copy[0].run();
                done[0] = true;
                schedule.crashOthers();
            }
            reconcile();
            recompute(updater());
        });
    }

    private Runnable copy() {
        Runnable store = documents.copy();
        List<Integer> positionsThen = List.copyOf(positions);
        Set<Note> notesThen = Set.copyOf(notes);
        return () -> {
            store.run();
            positions = new ArrayList<>(positionsThen);
            notes = new HashSet<>(notesThen);
        };
    }

    /** The store gets back from the topics what it lacks of the plan. */
    private void reconcile() {
        for (String code : Scenario.NODES) {
            UnitPlan published = publishedUnits.get(code);
            note(code, Math.max(published.version(), publishedHeader.version()));
            schedule.step();
            UnitPlan stored = documents.unit(code);
            if (stored.version() < published.version()) {
                documents.put(published.movedFrom(stored));
            }
        }
        schedule.step();
        documents.put(publishedHeader);
    }

    /**
     * {@code audit --repair}, some times. What it repairs is whatever differs at that moment, and some days more: the audit itself
     * looks twice before it touches anything.
     *
     * @param loses whether the store loses a document before each
     */
    void repair(int times, boolean loses) {
        lost = loses;
        int[] left = {times};
        schedule.add(() -> {
            while (left[0] > 0) {
                left[0]--;
                schedule.step();
                if (loses) {
                    lose();
                }
                Repair.of(
                        new SteppedProgressStore(documents.progress(), schedule::step), events(), versions, anyDays());
            }
        });
    }

    private void lose() {
        Node node = Scenario.node(Scenario.NODES.get(random.nextInt(Scenario.NODES.size())));
        if (random.nextBoolean()) {
            documents.lose(node);
        } else {
            documents.lose(new NodeDay(node, Scenario.FIRST.plusDays(random.nextInt(Scenario.DAYS))));
        }
    }

    private Set<NodeDay> anyDays() {
        return allDays().filter(day -> random.nextInt(8) == 0).collect(Collectors.toSet());
    }

    private static Stream<NodeDay> allDays() {
        return Scenario.NODES.stream().flatMap(node -> Scenario.FIRST
                .datesUntil(Scenario.FIRST.plusDays(Scenario.DAYS))
                .map(date -> new NodeDay(Scenario.node(node), date)));
    }

    private List<ActivationEvent> events() {
        return partitions.stream().flatMap(List::stream).flatMap(List::stream).toList();
    }

    /** Runs everything to its end: consumers go on from the stored positions, and the sweep finds what was left behind. */
    void run() {
        schedule.run();
        for (int partition = 0; partition < partitions.size(); partition++) {
            consume(partition);
        }
        recompute(updater());
        if (lost) {
            Repair.of(documents.progress(), events(), versions, allDays().collect(Collectors.toSet()));
        }
    }

    void assertFigures(String description) {
        assertFigures(description, documents.progress(), events(), publishedUnits, publishedHeader);
        documents.progress().sheets(allDays().collect(Collectors.toSet())).forEach((day, sheet) -> sheet.children()
                .keySet()
                .forEach(child -> assertThat(publishedUnits.get(child).parent())
                        .as("%s: the node above %s, which %s counts", description, child, day)
                        .isEqualTo(day.node().code())));
    }

    static void assertFigures(
            String description,
            ProgressStore store,
            List<ActivationEvent> events,
            Map<String, UnitPlan> plan,
            CampaignHeader header) {
        for (String node : Scenario.NODES) {
            for (int day = 0; day < 7; day++) {
                LocalDate asOf = Scenario.FIRST.plusDays(day);
                assertThat(Figures.stored(store, node, asOf))
                        .as("%s: %s as of %s", description, node, asOf)
                        .isEqualTo(Figures.expected(events, plan, header, node, asOf));
            }
        }
    }
}
