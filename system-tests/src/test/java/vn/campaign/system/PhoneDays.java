package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.localstack.ServiceProcess;
import vn.campaign.localstack.simulation.SimulatedClock;
import vn.campaign.testing.CampaignSystem;

/**
 * Fourteen days of a phone that two accounts share: online for a minute twice a day, its clock wrong by minutes and once by a day,
 * an update of the service, storage that is full once. At the end the figures hold every report that the form promised exactly once,
 * and every one that it did not promise said so: {@code system-tests/run PhoneDays}; {@code SEED} repeats a run.
 */
class PhoneDays {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final LocalDate FIRST = LocalDate.parse("2023-06-21");
    private static final List<String> UNITS = List.of("an-hoa", "xa-co");
    private static final int DAYS = 14;
    private static final int ANOTHER_ACCOUNT_EVERY = 4;
    private static final int CLOCK_OFF_BY_A_DAY = 5;
    private static final int UPDATE = 7;
    private static final int FULL = 10;

    /** What the form promised: by unit and day, the counts of each statement in the order in which they were made. */
    private final Map<String, Map<LocalDate, List<Integer>>> promised = new LinkedHashMap<>();

    private int refusedAloud;

    @Test
    void everyPromiseCountsOnce() throws IOException {
        long seed = Long.parseLong(System.getenv().getOrDefault("SEED", String.valueOf(System.nanoTime() % 1_000_000)));
        Random random = new Random(seed);
        print("seed %d", seed);
        CampaignSystem system = CampaignSystem.named("days").onDrivenClock().build();
        SimulatedClock time = SimulatedClock.startingAt(system.clock(), at(0, 7));
        ServiceProcess newer = null;
        try (system;
                Phone phone = new Phone(system.start(), time)) {
            String unit = UNITS.get(0);
            for (int day = 0; day < DAYS; day++) {
                if (day % ANOTHER_ACCOUNT_EVERY == 0) {
                    unit = UNITS.get(day / ANOTHER_ACCOUNT_EVERY % UNITS.size());
                    phone.goOnline();
                    phone.openAs(unit);
                }
                if (day == UPDATE) {
                    system.reporting.close();
                    newer = system.inPlaceOf("reporting-service", Phone.newerVersion());
                    newer.launch();
                    newer.awaitReady();
                }
                online(phone, unit);
                print("day %d, %s: %s", day, unit, phone.states());
                phone.goOffline();
                for (int hour : List.of(10, 16)) {
                    time.advanceTo(at(day, hour));
                    phone.clockIsWrongBy(
                            day == CLOCK_OFF_BY_A_DAY && hour == 16
                                    ? Duration.ofDays(1)
                                    : Duration.ofSeconds(random.nextInt(1200) - 600));
                    if (random.nextBoolean()) {
                        phone.open(unit);
                    }
                    if (day == FULL && hour == 10) {
                        full(phone, system, unit);
                    }
                    report(phone, unit, FIRST.plusDays(day), 1 + random.nextInt(40));
                }
                time.advanceTo(at(day, 19));
                phone.clockIsWrongBy(Duration.ofSeconds(random.nextInt(1200) - 600));
                // Now and then the evening has no network, and another account may have the phone tomorrow.
                if (random.nextInt(4) > 0) {
                    online(phone, unit);
                }
                time.advanceTo(at(day + 1, 7));
            }
            for (String each : UNITS) {
                phone.goOnline();
                phone.openAs(each);
                online(phone, each);
            }
            compare(system);
        } finally {
            if (newer != null) {
                newer.close();
            }
        }
    }

    private static Instant at(int day, int hour) {
        return FIRST.plusDays(day).atTime(LocalTime.of(hour, 0)).atZone(ZONE).toInstant();
    }

    /** A minute with a network: all that waits of this account is answered. */
    private static void online(Phone phone, String unit) {
        phone.goOnline();
        phone.open(unit);
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(phone.states()).doesNotContain("waiting", "sent"));
    }

    private void report(Phone phone, String unit, LocalDate day, int count) {
        if (phone.browser.shows("#again")) {
            phone.another();
        }
        phone.date(day.toString());
        // Where storage was full, the browser takes a moment to see that it is not.
        await().atMost(TIMEOUT).until(() -> {
            phone.report(count);
            await().atMost(TIMEOUT).until(() -> phone.browser.shows("#receipt") || phone.browser.shows("#unkept"));
            return phone.browser.shows("#receipt");
        });
        promised.computeIfAbsent(unit, any -> new LinkedHashMap<>())
                .computeIfAbsent(day, any -> new ArrayList<>())
                .add(count);
    }

    /** Storage is full: the form says that it keeps nothing, and keeps what was typed on the page. */
    private void full(Phone phone, CampaignSystem system, String unit) {
        Map<String, Object> site =
                Map.of("origin", system.page("dashboard-service", "").toString());
        Map<String, Object> quota = new HashMap<>(site);
        quota.put("quotaSize", 1);
        phone.browser.open(URI.create("about:blank"));
        phone.browser.driver.executeCdpCommand("Storage.overrideQuotaForOrigin", quota);
        await().atMost(TIMEOUT).until(() -> {
            phone.open(unit);
            return phone.browser.shows("#unusable");
        });
        phone.report(999);
        phone.browser.see("#unkept");
        refusedAloud++;
        phone.browser.driver.executeCdpCommand("Storage.overrideQuotaForOrigin", site);
    }

    private void compare(CampaignSystem system) {
        int statements = 0;
        for (String unit : UNITS) {
            JsonNode days = ContractJson.mapper()
                    .readTree(system.client
                            .get("dashboard-service", CampaignSystem.CAMPAIGN + "/units/" + unit + "/days")
                            .body())
                    .get("days");
            for (JsonNode day : days) {
                List<Integer> expected = promised.getOrDefault(unit, Map.of())
                        .getOrDefault(LocalDate.parse(day.get("date").asString()), List.of());
                List<Integer> counted = new ArrayList<>();
                for (JsonNode source : day.get("sources")) {
                    source.get("earlier").forEach(earlier -> counted.add(0, count(earlier)));
                    counted.add(count(source));
                }
                assertThat(counted).as("%s on %s", unit, day.get("date")).isEqualTo(expected);
                statements += counted.size();
            }
        }
        print(
                "%d statements promised and counted once each, in their order; %d not promised, aloud",
                statements, refusedAloud);
    }

    private static int count(JsonNode statement) {
        return statement.at("/counts/ACTIVATED_L1").asInt();
    }

    private static void print(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
