package vn.campaign.quota.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;

/** Whatever happens between any two documents that counting reads or writes, the figures are those of the plain list. */
class InterleavingsTest {

    @Property
    void twoConsumersOfOverlappingBatches(@ForAll long seed) {
        run(new InMemoryDocuments(), seed, 2, 0, false, 0);
    }

    @Property
    void aPlannerWhoMovesAndRetiresWhileOneCounts(@ForAll long seed) {
        run(new InMemoryDocuments(), seed, 1, 4, false, 0);
    }

    @Property
    void twoConsumersAPlannerAndAnOlderCopyOfTheStore(@ForAll long seed) {
        run(new InMemoryDocuments(), seed, 2, 3, true, 0);
    }

    @Property
    void twoConsumersAPlannerAndAnAuditThatRepairs(@ForAll long seed) {
        run(new InMemoryDocuments(), seed, 2, 2, false, 1);
    }

    static void run(
            Campaign.Documents documents, long seed, int consumers, int planChanges, boolean restore, int repairs) {
        Random random = new Random(seed);
        Campaign campaign = new Campaign(documents, random, random.nextInt(4));
        List<ActivationEvent> events = Scenario.events(random, 16);
        for (int consumer = 0; consumer < consumers; consumer++) {
            List<ActivationEvent> share = new ArrayList<>(events);
            share.removeIf(event -> consumers > 1 && random.nextInt(3) == 0);
            campaign.consume(Scenario.batches(share, random));
        }
        if (planChanges > 0) {
            campaign.plan(planChanges);
        }
        if (restore) {
            campaign.restore();
        }
        if (repairs > 0) {
            campaign.repair(repairs, random.nextBoolean());
        }
        campaign.run();
        campaign.assertFigures("seed " + seed);
    }

    private static final class InMemoryDocuments implements Campaign.Documents {

        private final InMemoryProgressStore store = Scenario.store();

        @Override
        public ProgressStore progress() {
            return store;
        }

        @Override
        public UnitPlan unit(String code) {
            return store.units.get(Scenario.node(code));
        }

        @Override
        public CampaignHeader header() {
            return store.headers.get(Scenario.CAMPAIGN);
        }

        @Override
        public void put(UnitPlan unit) {
            store.units.put(Scenario.node(unit.code()), unit);
        }

        @Override
        public void put(CampaignHeader header) {
            store.headers.put(Scenario.CAMPAIGN, header);
        }

        @Override
        public Runnable copy() {
            return store.copy();
        }

        @Override
        public void lose(NodeDay sheet) {
            store.sheets.remove(sheet);
        }

        @Override
        public void lose(Node progress) {
            store.progress.remove(progress);
        }
    }
}
