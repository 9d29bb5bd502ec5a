package vn.campaign.faults;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.campaign.faults.Ledger.Acknowledged;
import vn.campaign.faults.Ledger.Register;
import vn.campaign.testing.CampaignSystem;

/**
 * Whether dashboard-service shows what was acknowledged, all of it once and nothing else: every register with what stands
 * and what that superseded, in the order of stamps, and for every node up to the roots, as the plan is now, the sums and who owed
 * a report and made one.
 */
final class Verdict {

    private static final List<String> INDICATORS = List.of("ACTIVATED_L1", "ACTIVATED_L2");

    /** A register shows the standing statement and the 20 newest below it. */
    private static final int SHOWN = 21;

    private final Target site;
    private final List<String> wrong = new ArrayList<>();
    private long counted;
    private int lost;
    private int doubled;
    private int invented;

    private Verdict(Target site) {
        this.site = site;
    }

    /** Compares everything once. */
    static Verdict of(Target site) {
        Verdict verdict = new Verdict(site);
        Map<String, Sums> sums = new HashMap<>();
        site.plan.units().forEach(unit -> sums.put(unit, verdict.unit(unit)));
        List<String> above = site.plan.areasAndRoots();
        above.forEach(node -> sums.put(node, Sums.of(site.plan.leaves(node).map(sums::get))));
        for (String node : above) {
            verdict.days(node, sums.get(node));
            verdict.progress(node, sums);
            verdict.completeness(node, sums);
        }
        return verdict;
    }

    boolean right() {
        return wrong.isEmpty();
    }

    /** Returns the differences, one per line. */
    List<String> wrong() {
        return wrong;
    }

    long counted() {
        return counted;
    }

    int lost() {
        return lost;
    }

    int doubled() {
        return doubled;
    }

    int invented() {
        return invented;
    }

    /** The sums of the standing statements, by date and indicator. */
    private static final class Sums extends HashMap<LocalDate, Map<String, Long>> {

        /** @param leaves null for an area that has no units just now */
        static Sums of(Stream<@Nullable Sums> leaves) {
            Sums sum = new Sums();
            leaves.filter(Objects::nonNull).forEach(leaf -> leaf.forEach(sum::add));
            return sum;
        }

        void add(LocalDate date, Map<String, Long> counts) {
            Map<String, Long> day = computeIfAbsent(date, any -> new HashMap<>());
            counts.forEach((indicator, count) -> day.merge(indicator, count, Long::sum));
        }

        long on(LocalDate date, String indicator) {
            return getOrDefault(date, Map.of()).getOrDefault(indicator, 0L);
        }

        long total(String indicator) {
            return keySet().stream().mapToLong(date -> on(date, indicator)).sum();
        }
    }

    /** Compares a unit's registers and sums; returns the expected sums. */
    private Sums unit(String unit) {
        Sums expected = new Sums();
        Set<Register> seen = new HashSet<>();
        for (JsonNode day : days(unit)) {
            LocalDate date = LocalDate.parse(day.get("date").asString());
            for (JsonNode source : day.get("sources")) {
                Register register =
                        new Register(unit, date, source.get("source").asString());
                seen.add(register);
                register(register, source);
            }
            for (String source : Load.SOURCES) {
                Register register = new Register(unit, date, source);
                List<Acknowledged> statements = site.ledger.newestFirst(register);
                if (!statements.isEmpty() && !seen.contains(register)) {
                    lost += statements.size();
                    wrong.add("nothing of " + register + " is shown");
                }
                if (!statements.isEmpty() && !statements.get(0).statement().withdrawal()) {
                    expected.add(date, statements.get(0).statement().counts());
                }
            }
            compare(unit, day, expected);
        }
        return expected;
    }

    private void register(Register register, JsonNode source) {
        List<String> shown = new ArrayList<>(List.of(source.get("eventId").asString()));
        source.path("earlier")
                .forEach(earlier -> shown.add(earlier.get("eventId").asString()));
        List<String> all = site.ledger.newestFirst(register).stream()
                .map(Acknowledged::eventId)
                .toList();
        List<String> expected = all.subList(0, Math.min(SHOWN, all.size()));
        if (!shown.equals(expected)) {
            wrong.add("%s shows %s instead of %s".formatted(register, shown, expected));
        }
        Set<String> distinct = new HashSet<>(shown);
        doubled += shown.size() - distinct.size();
        long missing = expected.stream().filter(id -> !distinct.contains(id)).count();
        lost += missing;
        counted += all.size() - missing;
        invented += distinct.stream().filter(id -> !all.contains(id)).count();
    }

    private JsonNode days(String node) {
        return site.read("%s/units/%s/days?from=%s&to=%s"
                        .formatted(CampaignSystem.CAMPAIGN, node, Load.FIRST, Load.FIRST.plusDays(Load.DAYS - 1)))
                .get("days");
    }

    private void days(String node, Sums expected) {
        days(node).forEach(day -> compare(node, day, expected));
    }

    private void compare(String node, JsonNode day, Sums expected) {
        LocalDate date = LocalDate.parse(day.get("date").asString());
        for (String indicator : INDICATORS) {
            figure(
                    node + " on " + date,
                    indicator,
                    day.get("sums").get(indicator).asLong(),
                    expected.on(date, indicator));
        }
    }

    /** Compares a node's totals and its children's, which are in another document than their days. */
    private void progress(String node, Map<String, Sums> sums) {
        JsonNode view = site.read(CampaignSystem.CAMPAIGN + "/progress?phase=all&node=" + node);
        totals(view.get("node"), sums.get(node));
        Set<String> shown = new HashSet<>();
        for (JsonNode child : view.get("children")) {
            String code = child.get("code").asString();
            shown.add(code);
            totals(child, sums.get(code));
        }
        if (!shown.equals(Set.copyOf(site.plan.children(node)))) {
            wrong.add("below %s are %s instead of %s".formatted(node, shown, site.plan.children(node)));
        }
    }

    /** Compares who owed a report, and who made one, on each day. All are late: the campaign is long over. */
    private void completeness(String node, Map<String, Sums> sums) {
        JsonNode view = site.read("%s/completeness?node=%s&from=%s&to=%s"
                .formatted(CampaignSystem.CAMPAIGN, node, Load.FIRST, Load.FIRST.plusDays(Load.DAYS - 1)));
        Stream.concat(Stream.of(view.get("node")), view.get("children").valueStream())
                .forEach(shown -> shown.get("days")
                        .forEach(day -> reports(shown.get("code").asString(), day, sums)));
    }

    private void reports(String node, JsonNode day, Map<String, Sums> sums) {
        LocalDate date = LocalDate.parse(day.get("date").asString());
        List<String> owing = site.plan
                .leaves(node)
                .filter(leaf -> site.plan.owesReport(leaf, date))
                .toList();
        long made =
                owing.stream().filter(leaf -> sums.get(leaf).containsKey(date)).count();
        String of = node + " on " + date;
        figure(of, "expected", day.get("expected").asLong(), owing.size());
        figure(of, "onTime", day.get("onTime").asLong(), 0);
        figure(of, "late", day.get("late").asLong(), made);
        figure(of, "missing", day.get("missing").asLong(), owing.size() - made);
    }

    private void totals(JsonNode view, Sums expected) {
        for (String indicator : INDICATORS) {
            figure(
                    view.get("code").asString(),
                    indicator,
                    view.get("indicators")
                            .get(indicator)
                            .get("reportedInPeriod")
                            .asLong(),
                    expected.total(indicator));
        }
    }

    private void figure(String of, String indicator, long shown, long expected) {
        if (shown != expected) {
            wrong.add("%s of %s is %d instead of %d".formatted(indicator, of, shown, expected));
        }
    }

    /** Whether everything that was acknowledged is counted, and what can never be counted refused. */
    static boolean settled(Target site) {
        return site.ledger.lastOfPartitions().stream()
                        .allMatch(follow -> state(site, follow).equals("COUNTED"))
                && site.ledger.poison().stream()
                        .allMatch(follow -> state(site, follow).equals("REFUSED"));
    }

    private static String state(Target site, String follow) {
        return site.read(path(follow)).get("state").asString();
    }

    /** Compares what a receipt says with how its statement must stand. */
    void receipt(Acknowledged acknowledged) {
        var statement = acknowledged.statement();
        Acknowledged standing = site.ledger
                .newestFirst(new Register(statement.unit(), statement.date(), statement.source()))
                .get(0);
        String expected = standing.eventId().equals(acknowledged.eventId())
                ? "STANDING"
                : standing.statement().withdrawal() ? "WITHDRAWN" : "SUPERSEDED";
        JsonNode receipt = site.read(path(acknowledged.follow()));
        if (!receipt.path("standing").asString("").equals(expected)) {
            wrong.add("the receipt of %s says %s instead of %s".formatted(acknowledged, receipt, expected));
        }
    }

    private static String path(String follow) {
        URI address = URI.create(follow);
        return address.getRawPath() + "?" + address.getRawQuery();
    }
}
