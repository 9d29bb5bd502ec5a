package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import vn.campaign.testing.CampaignSystem;

/** Goes through the whole site by its links alone, from the first page on, with a phone; one unit and one phase stand for all. */
final class SiteWalk {

    /** What an account comes to. */
    record Expected(String account, List<String> grants, List<String> parts, Set<String> pages) {

        @Override
        public String toString() {
            return account;
        }
    }

    private static final String CAMPAIGN = "/campaigns/*";
    private static final List<String> FIGURES = Stream.of(
                    "/completeness", "/ranking", "/phases/*/summary", "/final-summary", "/units/*")
            .map(CAMPAIGN::concat)
            .toList();
    private static final List<String> PLANS = List.of("/plan", "/plan" + CAMPAIGN, "/plan" + CAMPAIGN + "/history");
    private static final List<String> FORMS = List.of("/report", "/report/bulk");

    private static final String LINKS =
            """
            return [...document.querySelectorAll("a[href]")]
                .filter(link => link.origin === location.origin && !link.hasAttribute("download") && link.checkVisibility())
                .map(link => link.pathname + link.search)""";

    private final Browser phone;
    private final CampaignSystem system;
    private final URI first;

    SiteWalk(Browser phone, CampaignSystem system) {
        this.phone = phone;
        this.system = system;
        this.first = system.page("dashboard-service", "/");
    }

    static List<Expected> everyKindOfAccount() {
        String commune = "viewer:" + CampaignSystem.CODE + "/thanh-an";
        String hamlet = "reporter:" + CampaignSystem.CODE + "/thuan-an";
        return List.of(
                new Expected(
                        "walking-planner",
                        List.of("planner:" + CampaignSystem.CODE),
                        List.of("Theo dõi", "Kế hoạch"),
                        pages(List.of("/", CAMPAIGN), FIGURES, PLANS)),
                new Expected(
                        "walking-chair", List.of(commune), List.of("Theo dõi"), pages(List.of("/", CAMPAIGN), FIGURES)),
                // Who sees one unit is led from the campaign to that unit.
                new Expected(
                        "walking-hamlet",
                        List.of(hamlet),
                        List.of("Theo dõi", "Báo cáo"),
                        pages(List.of("/"), FIGURES, FORMS)),
                new Expected("walking-operator", List.of("operator:*"), List.of(), Set.of("/")));
    }

    @SafeVarargs
    private static Set<String> pages(List<String>... parts) {
        return new TreeSet<>(Stream.of(parts).flatMap(List::stream).toList());
    }

    /** Logs in, sees all there is to see, and logs out. */
    void walk(Expected expected) {
        system.accounts.require(Map.of(expected.account(), expected.grants()));
        phone.logIn(system, expected.account());
        Set<String> opened = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        Deque<String> ahead = new ArrayDeque<>(List.of("/"));
        while (!ahead.isEmpty()) {
            String address = ahead.remove();
            if (opened.add(kind(address))) {
                phone.open(first.resolve(address));
                look(expected, address);
                seen.add(kind(URI.create(phone.driver.getCurrentUrl()).getPath()));
                ((List<?>) phone.run(LINKS)).forEach(link -> ahead.add((String) link));
            }
        }
        assertThat(seen).as("what %s comes to", expected).isEqualTo(expected.pages());
        phone.click(".menu summary");
        phone.click(".menu button");
        phone.see("form.login");
    }

    private void look(Expected expected, String address) {
        phone.see("h1");
        assertThat(phone.run("return performance.getEntriesByType('navigation')[0].responseStatus"))
                .as(address)
                .isEqualTo(200L);
        assertThat((List<?>)
                        phone.run("return [...document.querySelectorAll('.parts a')].map(part => part.textContent)"))
                .as(address)
                .isEqualTo(expected.parts());
        assertThat((Long) phone.run("return document.querySelector('.site .top').offsetHeight"))
                .as("the header of %s", address)
                .isLessThanOrEqualTo(56);
        assertThat(
                        (Boolean)
                                phone.run(
                                        "const parts = document.querySelector('.parts'); return parts.scrollWidth <= parts.clientWidth"))
                .as("the whole navigation of %s is in sight", address)
                .isTrue();
        phone.assertFits();
    }

    /** A page's address without what tells it from others of its kind. */
    private static String kind(String address) {
        return address.replaceFirst("[?#].*", "").replaceAll("/(campaigns|units|phases)/[^/]+", "/$1/*");
    }
}
