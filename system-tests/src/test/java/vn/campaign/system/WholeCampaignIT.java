package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.campaign.system.books.Comparison;
import vn.campaign.testing.StoreCommands;

/** The whole campaign is played once; then every published figure is compared with the simulator's own books, rule by rule. */
class WholeCampaignIT {

    private static final System.Logger LOG = System.getLogger(WholeCampaignIT.class.getName());

    /** Another one with {@code -Dcampaign.seed}. */
    private static final long SEED = Long.getLong("campaign.seed", 90);

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static PlayedCampaign campaign;

    @BeforeAll
    static void play() {
        LOG.log(System.Logger.Level.INFO, "Seed {0,number,#}", SEED);
        campaign = new PlayedCampaign(SEED);

        campaign.playUntil("2023-06-28T18:30");
        awaitTodaysFigures();
        campaign.playUntil("2023-06-28T20:10");
        awaitTodaysFigures();

        campaign.playUntil("2023-07-22T10:00");
        campaign.changeThePlan();
        awaitTodaysFigures();
        campaign.reopenThePhaseForOneUnit();

        campaign.playUntil("2023-08-02T12:00");
        assertThat(campaign.refusal("xa-co", "2023-08-02")).isEqualTo("UNIT_RETIRED");
        campaign.playUntil("2023-09-24T12:00");
        awaitTodaysFigures();
    }

    /** When everything has been counted and shown, so that every query was sent. */
    @AfterAll
    static void stop() {
        if (campaign != null) {
            campaign.close();
            StoreCommands commands = campaign.storeCommands();
            LOG.log(System.Logger.Level.INFO, "Queries of the services:\n{0}", commands);
            assertThat(commands.notIndexed()).isEmpty();
            assertThat(commands.toString())
                    .contains("find units", "find progress", "update progress", "find planChanges");
        }
    }

    /** Once everything is counted, the live figures are those in the books. */
    private static void awaitTodaysFigures() {
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(
                        campaign.published().compareToday().comparison().differences())
                .isEmpty());
    }

    @Test
    void progressAsOfManyDays() {
        assertSame(PublishedFigures::compareProgressAsOfManyDays, 400_000);
    }

    @Test
    void completeness() {
        assertSame(PublishedFigures::compareCompleteness, 10_000);
    }

    @Test
    void rankings() {
        assertSame(PublishedFigures::compareRankings, 3_000);
    }

    @Test
    void summaries() {
        assertSame(PublishedFigures::compareSummaries, 20_000);
    }

    @Test
    void days() {
        assertSame(PublishedFigures::compareDays, 20_000);
    }

    /** @param atLeast so many values, lest nothing was compared */
    private static void assertSame(UnaryOperator<PublishedFigures> compare, int atLeast) {
        Comparison comparison = compare.apply(campaign.published()).comparison();
        LOG.log(System.Logger.Level.INFO, "{0} values compared", comparison.compared());
        assertThat(comparison.compared()).isGreaterThanOrEqualTo(atLeast);
        assertThat(comparison.differences()).isEmpty();
    }
}
