package vn.campaign.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

    /** nation, district, commune, hamlet, from the root down; another commune beside the first. */
    private static final Map<String, String> PARENTS =
            Map.of("district", "nation", "commune", "district", "hamlet", "commune", "other-commune", "district");

    @ParameterizedTest
    @CsvSource({
        "reporter:c/hamlet, c, hamlet, true",
        "reporter:c/commune, c, hamlet, true",
        "reporter:c, c, hamlet, true",
        "reporter:*, c, hamlet, true",
        "reporter:c/hamlet, c, commune, false",
        "reporter:c/other-commune, c, hamlet, false",
        "reporter:other, c, hamlet, false",
        "reporter:c/hamlet, other, hamlet, false",
        "viewer:*, c, hamlet, false",
        "planner:c, c, hamlet, false",
        "operator:*, c, hamlet, false"
    })
    void aRoleHoldsForItsNodeAndAllBelow(String grant, String campaign, String node, boolean may) {
        assertThat(caller(grant).may(Role.REPORTER, campaign, node, PARENTS::get))
                .isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        "reporter:c/hamlet, true, true, false",
        "verifier:c/hamlet, true, true, false",
        "reporter:c, true, true, true",
        "planner:c/hamlet, true, false, true",
        "viewer:c/commune, true, false, false",
        "viewer:*, true, false, true",
        "operator:*, false, false, false"
    })
    void thePartsOfTheSiteFollowFromTheGrants(String grant, boolean watches, boolean reports, boolean plans) {
        Caller caller = caller(grant);
        assertThat(caller.watches()).isEqualTo(watches);
        assertThat(caller.reports()).isEqualTo(reports);
        assertThat(caller.plans()).isEqualTo(plans);
    }

    @ParameterizedTest
    @CsvSource({
        "reporter:c/commune, true",
        "verifier:c, true",
        "planner:c, true",
        "viewer:c/district, true",
        "viewer:c/other-commune, false",
        "operator:*, false"
    })
    void everyoneButOperatorsSeesWhatTheyAreGivenFor(String grant, boolean sees) {
        assertThat(caller(grant).sees("c", "hamlet", PARENTS::get)).isEqualTo(sees);
    }

    @Test
    void whatIsPlannedAsAWholeNeedsTheWholeCampaign() {
        assertThat(caller("planner:c").may(Role.PLANNER, "c")).isTrue();
        assertThat(caller("planner:c/commune").may(Role.PLANNER, "c")).isFalse();
        assertThat(caller("viewer:c/commune").seesAll("c")).isFalse();
        assertThat(caller("viewer:c/commune", "reporter:c/hamlet").nodes("c")).containsExactly("commune", "hamlet");
    }

    @Test
    void whatIsOfNoCampaignNeedsEveryCampaign() {
        assertThat(caller("operator:c", "operator:*").mayEverywhere(Role.OPERATOR))
                .isTrue();
        assertThat(caller("operator:c", "planner:*").mayEverywhere(Role.OPERATOR))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "reporter",
                "reporter:",
                "admin:*",
                "REPORTER:*",
                "reporter:c/",
                "reporter:/x",
                "reporter:c/x/y",
                " viewer:*",
                "viewer:**",
                "viewer:*/x"
            })
    void whatIsNoGrantGrantsNothing(String text) {
        assertThat(Grant.parse(text)).isEmpty();
    }

    private static Caller caller(String... grants) {
        return new Caller(
                "id-of-someone",
                "someone",
                Stream.of(grants).map(text -> Grant.parse(text).orElseThrow()).toList(),
                Instant.MAX);
    }
}
