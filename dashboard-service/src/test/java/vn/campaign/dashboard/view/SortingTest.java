package vn.campaign.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.campaign.dashboard.ReportedProgress;
import vn.campaign.dashboard.ThanhAn;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.ViewContext;

class SortingTest {

    @Test
    void whatHasNoValueComesLastEitherWay() {
        // the Youth Union has no known members, so no target for them
        assertThat(sorted("target", "MEMBERS_L2"))
                .startsWith("cong-an-xa", "bchqs-xa")
                .endsWith("doan-thanh-nien");
        assertThat(sorted("-target", "MEMBERS_L2"))
                .startsWith("hoi-lhpn", "hoi-nong-dan")
                .endsWith("doan-thanh-nien");
    }

    @Test
    void namesAreSortedAsVietnameseSortsThem() {
        assertThat(sorted("name", "ACTIVATED"))
                .containsSequence("cuu-chien-binh", "doan-thanh-nien", "hoi-lhpn"); // by code points Đ would come last
    }

    @Test
    void anUnknownKeyIsNoOrder() {
        assertThat(Sorting.by("beauty", "ACTIVATED")).isEmpty();
        assertThat(Sorting.keys()).contains("percent", "missing", "status", "name");
    }

    private static List<String> sorted(String sort, String indicator) {
        Plan plan = ThanhAn.plan();
        ViewContext context =
                new ViewContext(plan, plan.period("1").orElseThrow(), LocalDate.parse("2023-06-21"), Instant.EPOCH);
        return plan.node(ThanhAn.ORGANISATIONS).orElseThrow().children().stream()
                .map(node -> NodeView.of(
                        context, null, node, ReportedProgress.nothing().of(node.code())))
                .sorted(Sorting.by(sort, indicator).orElseThrow())
                .map(NodeView::code)
                .toList();
    }
}
