package vn.campaign.localstack.simulation;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A made-up plan of a province: 10 districts of 10 communes of 25 hamlets, and 5 organisations in each district, under
 * roots of their own. Every figure of an inner node is the sum of its children's, but for the targets that the province
 * sets itself and some communes' that do not add up.
 */
public final class ProvincePlan {

    /** The campaign's code. */
    public static final String CAMPAIGN = "demo-province-2023";

    private static final int DISTRICTS = 10;
    private static final int COMMUNES = 10;
    private static final int HAMLETS = 25;
    private static final int FAULTY = 12;
    private static final List<String> FIRST =
            List.of("An", "Bình", "Minh", "Tân", "Phú", "Long", "Thanh", "Đồng", "Lộc", "Hòa");
    private static final List<String> SECOND =
            List.of("Hiệp", "Khai", "Tiến", "Lợi", "Sơn", "Thịnh", "Quý", "Hưng", "Tâm", "Phước");
    private static final List<String> ORGANISATIONS =
            List.of("Đoàn Thanh niên", "Hội Nông dân", "Hội Phụ nữ", "Hội Cựu chiến binh", "Hội Chữ thập đỏ");

    private final ArrayNode units;
    private final Random random;

    private ProvincePlan(ArrayNode units, Random random) {
        this.units = units;
        this.random = random;
    }

    /** Returns the plan, the same for the same seed; the rest is taken from the commune's plan. */
    public static String of(String communePlan, long seed) {
        ObjectNode plan = (ObjectNode) new JsonMapper().readTree(communePlan);
        ((ObjectNode) plan.path("name"))
                .put("vi", "Chiến dịch 90 ngày đêm, toàn tỉnh")
                .put("en", "90 days and nights, the province");
        new ProvincePlan(plan.putArray("units"), new Random(seed)).write();
        return plan.toString();
    }

    private void write() {
        ObjectNode province = unit("tinh", "Tỉnh Bình Minh", "TERRITORY", null);
        target(province, "ACTIVATED", "2", 1_000_000);
        for (int district = 0; district < DISTRICTS; district++) {
            String code = "h" + district;
            unit(code, "Huyện " + name(district, 0), "TERRITORY", "tinh");
            for (int commune = 0; commune < COMMUNES; commune++) {
                commune(code, district, commune);
            }
        }
        unit("to-chuc", "Các tổ chức của tỉnh", "ORGANISATION", null);
        for (int district = 0; district < DISTRICTS; district++) {
            unit("tc-h" + district, "Các tổ chức huyện " + name(district, 0), "ORGANISATION", "to-chuc");
            for (int number = 0; number < ORGANISATIONS.size(); number++) {
                organisation("tc-h" + district, number, name(district, 0));
            }
        }
    }

    private void commune(String district, int number, int commune) {
        String code = district + "-x" + commune;
        ObjectNode unit = unit(code, "Xã " + name(commune, number + 1), "TERRITORY", district);
        if (random.nextInt(DISTRICTS * COMMUNES) < FAULTY) {
            target(unit, "ENROLLED_L2", "2", 1000 + random.nextInt(1000));
        }
        for (int hamlet = 0; hamlet < HAMLETS; hamlet++) {
            hamlet(code, hamlet, commune);
        }
    }

    private void hamlet(String commune, int number, int among) {
        ObjectNode unit = unit(commune + "-a" + number, "Ấp " + name(number, among), "TERRITORY", commune);
        long eligible = 300 + random.nextInt(1100);
        long baseline = eligible / 5;
        unit.put("teams", 1).put("eligible", eligible);
        unit.putObject("baselines").put("ACTIVATED", baseline);
        target(unit, "ACTIVATED", "1", baseline + eligible / 2).put("counting", "CUMULATIVE");
        target(unit, "ACTIVATED", "2", eligible / 3);
        target(unit, "ENROLLED_L2", "2", eligible / 12);
    }

    private void organisation(String district, int number, String name) {
        ObjectNode unit =
                unit(district + "-" + number, ORGANISATIONS.get(number) + " huyện " + name, "ORGANISATION", district);
        unit.put("members", 200 + random.nextInt(2000));
        target(unit, "ACTIVATED", null, 500 + random.nextInt(1500));
    }

    private static String name(int one, int other) {
        return FIRST.get(one % FIRST.size()) + " " + SECOND.get((one / FIRST.size() + other) % SECOND.size());
    }

    private ObjectNode unit(String code, String name, String kind, @Nullable String parent) {
        ObjectNode unit = units.addObject().put("code", code).put("kind", kind);
        unit.putObject("name").put("vi", name);
        if (parent != null) {
            unit.put("parent", parent);
        }
        return unit;
    }

    private static ObjectNode target(ObjectNode unit, String indicator, @Nullable String phase, long value) {
        ObjectNode target = unit.withArrayProperty("targets").addObject();
        target.put("indicator", indicator).put("value", value);
        return phase == null ? target : target.put("phase", phase);
    }
}
