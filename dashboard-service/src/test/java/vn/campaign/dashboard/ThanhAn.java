package vn.campaign.dashboard;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.plan.UnitPlan.Target;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanBuilder;
import vn.campaign.testing.UnitPlanBuilder;

/** The real plan of Thanh An: its appendices' figures as a campaign of two phases, eleven hamlets, nine organisations. */
public final class ThanhAn {

    public static final String CAMPAIGN = "thanh-an-2023";
    public static final String COMMUNE = "thanh-an";
    public static final String ORGANISATIONS = "thanh-an-to-chuc";
    public static final String HAMLET = "thuan-an";

    /** code, name, eligible, target, enrolled before, activated before, enrol, register; phase 2: eligible, target, enrol, guide; teams. */
    private static final String TERRITORIES =
            """
            thanh-an;Thanh An;9738;6337;3437;1814;2187;1461;3895;3116;623;2493;11
            thuan-an;Thuận An;750;509;276;148;176;117;313;250;50;200;1
            tra-thanh-lo-o;Trà Thanh – Lò Ô;662;459;248;109;158;105;282;226;45;180;1
            dia-hat-soc-dam;Địa Hạt – Sóc Đàm;1334;919;498;266;317;212;565;452;90;361;1
            an-quy;An Quý;600;353;192;103;122;82;217;174;35;139;1
            an-son;An Sơn;925;616;333;178;212;142;379;303;61;242;1
            phum-lu-tu-ly;Phùm Lu – Tư Ly;720;433;235;126;150;100;266;213;43;170;1
            thanh-son;Thanh Sơn;1061;698;378;202;240;160;429;343;69;274;1
            an-hoa;An Hòa;817;549;298;159;190;127;337;270;54;216;1
            bu-dinh;Bù Dinh;1098;718;390;209;248;166;441;353;71;282;1
            trung-son;Trung Sơn;1298;793;431;230;274;183;487;390;78;312;1
            xa-co;Xa Cô;483;290;158;84;100;67;178;142;28;114;1
            """;

    /** code, name, English name, members, target, guided. */
    private static final String ORGANISED =
            """
            thanh-an-to-chuc;Thanh An (các tổ chức);Thanh An (all organisations);3791;5406;8804
            can-bo-ccvc;Cán bộ CCVC;Commune officials and public employees;30;450;600
            bchqs-xa;BCHQS xã;Commune military command;12;300;240
            cong-an-xa;Công an xã;Commune police;7;140;140
            cuu-chien-binh;Cựu Chiến binh;Veterans' Association;247;247;494
            hoi-nong-dan;Hội Nông dân;Farmers' Union;700;350;1400
            chu-thap-do;Chữ Thập đỏ;Red Cross;297;297;594
            hoi-lhpn;Hội LHPN;Women's Union;2467;2467;2467
            can-bo-chuyen-trach-cac-ap;Cán bộ chuyên trách các ấp;Hamlet officers;31;155;620
            doan-thanh-nien;Đoàn Thanh niên;Youth Union;;1000;2249
            """;

    private ThanhAn() {}

    public static CampaignHeader header() {
        return header(1);
    }

    public static CampaignHeader header(long version) {
        return new CampaignHeader(
                CAMPAIGN,
                version,
                new Name("90 ngày đêm kích hoạt định danh điện tử", "90 days and nights of electronic identity"),
                ZoneId.of("Asia/Ho_Chi_Minh"),
                List.of(
                        phase("1", "Giai đoạn 1", "Phase 1", "2023-06-20", "2023-07-15", 25),
                        phase("2", "Giai đoạn 2", "Phase 2", "2023-07-16", "2023-09-20", 65)),
                List.of(
                        indicator("ACTIVATED", "Kích hoạt", "Activated", "ACTIVATED_L1", "ACTIVATED_L2"),
                        indicator("ACTIVATED_L1", "Kích hoạt mức 1", "Activated, level 1"),
                        indicator("ACTIVATED_L2", "Kích hoạt mức 2", "Activated, level 2"),
                        indicator("ENROLLED_L2", "Thu nhận hồ sơ mức 2", "Enrolled, level 2"),
                        indicator("REGISTERED_L1", "Đăng ký mức 1", "Registered, level 1"),
                        indicator("MEMBERS_L2", "Thành viên mức 2", "Members at level 2"),
                        indicator("GUIDED", "Hướng dẫn", "Guided")),
                null,
                Instant.parse("2023-06-19T00:00:00Z"),
                null);
    }

    /** All units, in the plan's order. */
    public static List<UnitPlan> units() {
        List<UnitPlan> units = new ArrayList<>();
        TERRITORIES.lines().map(line -> line.split(";")).forEach(row -> units.add(territory(row, units.size())));
        ORGANISED.lines().map(line -> line.split(";")).forEach(row -> units.add(organisation(row, units.size())));
        return units;
    }

    public static Plan plan() {
        PlanBuilder builder = new PlanBuilder(header());
        units().forEach(builder::add);
        return builder.build();
    }

    /** The same units in a campaign whose first phase ends on 10 July, five days before the second begins. */
    public static Plan planWithAPause() {
        CampaignHeader header = header();
        PlanBuilder builder = new PlanBuilder(new CampaignHeader(
                header.campaign(),
                header.version(),
                header.name(),
                header.timeZone(),
                List.of(
                        phase("1", "Giai đoạn 1", "Phase 1", "2023-06-20", "2023-07-10", 20),
                        header.phases().get(1)),
                header.indicators(),
                header.settings(),
                header.changedAt(),
                null));
        units().forEach(builder::add);
        return builder.build();
    }

    /** A territory beside the real ones, of which the plan says nothing but its place. */
    public static UnitPlan unit(String code, String parent) {
        return new UnitPlanBuilder(CAMPAIGN, code).parent(parent).build();
    }

    private static UnitPlan territory(String[] row, int position) {
        List<Target> targets = new ArrayList<>(List.of(
                cumulative("ACTIVATED", "1", number(row[3])),
                within("ENROLLED_L2", "1", number(row[6])),
                within("REGISTERED_L1", "1", number(row[7])),
                within("ACTIVATED", "2", number(row[9])),
                within("ENROLLED_L2", "2", number(row[10])),
                within("GUIDED", "2", number(row[11]))));
        if (row[0].equals(COMMUNE)) {
            targets.add(new Target("ACTIVATED", "1", 2500L, null, null, Target.Level.FLOOR, null));
        }
        return new UnitPlanBuilder(CAMPAIGN, row[0])
                .position(position)
                .name(row[1], null)
                .parent(row[0].equals(COMMUNE) ? null : COMMUNE)
                .teams(Integer.parseInt(row[12]))
                .eligible(number(row[2]))
                .eligibleByPhase(Map.of("2", number(row[8])))
                .baselines(Map.of("ACTIVATED", number(row[5])))
                .referenceBaselines(Map.of("ENROLLED_L2", number(row[4])))
                .targets(targets)
                .build();
    }

    private static UnitPlan organisation(String[] row, int position) {
        List<Target> targets = List.of(
                within("ACTIVATED", null, number(row[4])),
                within("GUIDED", null, number(row[5])),
                new Target("MEMBERS_L2", null, null, BigDecimal.ONE, null, null, LocalDate.parse("2023-06-30")));
        return new UnitPlanBuilder(CAMPAIGN, row[0])
                .position(position)
                .name(row[1], row[2])
                .kind(Kind.ORGANISATION)
                .parent(row[0].equals(ORGANISATIONS) ? null : ORGANISATIONS)
                .members(number(row[3]))
                .targets(targets)
                .build();
    }

    private static Phase phase(String code, String vi, String en, String from, String to, int planned) {
        return new Phase(code, new Name(vi, en), LocalDate.parse(from), LocalDate.parse(to), planned, null, null);
    }

    private static Indicator indicator(String code, String vi, String en, String... sumOf) {
        return new Indicator(code, new Name(vi, en), List.of(sumOf));
    }

    private static Target cumulative(String indicator, String phase, Long value) {
        return new Target(indicator, phase, value, null, Target.Counting.CUMULATIVE, null, null);
    }

    private static Target within(String indicator, String phase, Long value) {
        return new Target(indicator, phase, value, null, null, null, null);
    }

    private static Long number(String text) {
        return text.isEmpty() ? null : Long.valueOf(text);
    }
}
