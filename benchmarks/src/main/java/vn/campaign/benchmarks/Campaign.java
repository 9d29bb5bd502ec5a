package vn.campaign.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.plan.Subtrees;
import vn.campaign.testing.CampaignSystem;

/**
 * A made-up campaign of the real one's phases and indicators: a tree in which each inner node of a level has the same number
 * of children.
 *
 * @param code the root's code too
 * @param fanOut the children of the root, of each of those, and so on
 * @param days activity dates that have begun, today's the last
 */
record Campaign(String code, List<Integer> fanOut, int days) {

    private static final int DAYS = 20;

    private static final long SEED = 90;
    private static final Pattern DATE = Pattern.compile("(?<=\")\\d{4}-\\d\\d-\\d\\d(?=\")");
    private static final LocalDate FIRST_OF_REAL = LocalDate.parse("2023-06-20");
    private static final int UNITS_IN_A_PLAN = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    static Campaign of(String code, Integer... fanOut) {
        return new Campaign(code, List.of(fanOut));
    }

    Campaign(String code, List<Integer> fanOut) {
        this(code, fanOut, DAYS);
    }

    /** The same campaign, begun at another time. */
    Campaign onDay(int day) {
        return new Campaign(code, fanOut, day);
    }

    /** The same tree with another code. */
    Campaign named(String other) {
        return new Campaign(other, fanOut, days);
    }

    static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    }

    LocalDate first() {
        return today().minusDays(days - 1L);
    }

    String path() {
        return "/api/v1/campaigns/" + code;
    }

    /** All nodes, parents before children. */
    int units() {
        int level = 1;
        int all = 1;
        for (int children : fanOut) {
            level *= children;
            all += level;
        }
        return all;
    }

    /** The codes of the units that report. */
    List<String> leaves() {
        List<String> level = List.of(code);
        for (int children : fanOut) {
            level = below(level, children);
        }
        return level;
    }

    /** The first node whose children report. */
    String parentOfLeaves() {
        return code + "-0".repeat(fanOut.size() - 1);
    }

    /** How many children that node has. */
    int children() {
        return fanOut.get(fanOut.size() - 1);
    }

    /** The same number of events, but at most one for each day to report, so that each creates a day sheet. */
    int firstStatements(int events) {
        return Math.min(events, leaves().size() * days);
    }

    /** The codes of all nodes above the units that report. */
    List<String> innerNodes() {
        List<String> inner = new ArrayList<>();
        List<String> level = List.of(code);
        for (int children : fanOut) {
            inner.addAll(level);
            level = below(level, children);
        }
        return inner;
    }

    /** How its events are spread over partitions. */
    Subtrees subtrees() {
        Map<String, @Nullable String> parents = new HashMap<>();
        List<String> level = List.of(code);
        parents.put(code, null);
        for (int children : fanOut) {
            level = below(level, children);
            level.forEach(unit -> parents.put(unit, parent(unit)));
        }
        return Subtrees.of(parents);
    }

    private static String parent(String unit) {
        return unit.substring(0, unit.lastIndexOf('-'));
    }

    private static List<String> below(List<String> level, int children) {
        List<String> codes = new ArrayList<>(level.size() * children);
        level.forEach(parent -> {
            for (int i = 0; i < children; i++) {
                codes.add(parent + "-" + i);
            }
        });
        return codes;
    }

    /** Uploads the plan and waits until reporting-service accepts reports of the last unit. */
    void load(CampaignSystem system) {
        ArrayNode units = new JsonMapper().createArrayNode();
        Random random = new Random(SEED);
        add(units, code, null, random);
        List<String> level = List.of(code);
        for (int children : fanOut) {
            List<String> next = below(level, children);
            next.forEach(unit -> add(units, unit, parent(unit), random));
            level = next;
        }
        ObjectNode plan = plan();
        ArrayNode inPlan = plan.putArray("units");
        units.forEach(unit -> {
            if (inPlan.size() < UNITS_IN_A_PLAN) {
                inPlan.add(unit);
            }
        });
        assertThat(system.client.put("quota-service", path(), plan.toString()).statusCode())
                .isEqualTo(201);
        if (units.size() > UNITS_IN_A_PLAN) {
            importUnits(system, units);
        }
        String last = level.get(level.size() - 1);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> system.client
                                .get("reporting-service", path() + "/units/" + last)
                                .statusCode()
                        == 200);
    }

    private void importUnits(CampaignSystem system, ArrayNode units) {
        try {
            Path file = Files.createTempFile("units", ".ndjson");
            try (var writer = Files.newBufferedWriter(file)) {
                for (int i = UNITS_IN_A_PLAN; i < units.size(); i++) {
                    writer.write(units.get(i) + "\n");
                }
            }
            assertThat(Exchange.send(
                            system, "planner", "PUT", "quota-service", path() + "/units", file, "application/x-ndjson"))
                    .contains("\"accepted\":" + (units.size() - UNITS_IN_A_PLAN));
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode plan() {
        try {
            String real = Files.readString(CampaignSystem.plan());
            long shift = first().toEpochDay() - FIRST_OF_REAL.toEpochDay();
            return (ObjectNode)
                    new JsonMapper().readTree(DATE.matcher(real).replaceAll(date -> LocalDate.parse(date.group())
                            .plusDays(shift)
                            .toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ArrayNode units, String unit, @Nullable String parent, Random random) {
        ObjectNode node =
                units.addObject().put("code", unit).put("kind", "TERRITORY").put("teams", 1);
        node.putObject("name").put("vi", "Đơn vị " + unit);
        if (parent != null) {
            node.put("parent", parent);
        }
        ArrayNode targets = node.putArray("targets");
        for (String phase : List.of("1", "2")) {
            targets.addObject()
                    .put("indicator", "ACTIVATED")
                    .put("phase", phase)
                    .put("value", 200 + random.nextInt(400));
        }
    }
}
