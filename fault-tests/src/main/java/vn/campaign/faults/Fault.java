package vn.campaign.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of faults, as the command line names them. */
enum Fault {
    KILL((site, random) -> site.parts().stream().map(Strike::kill).toList()),
    STOP((site, random) -> site.parts().stream().map(Strike::stop).toList()),
    CUT((site, random) -> some(site, random, Strike::cut)),
    SILENCE((site, random) -> some(site, random, Strike::silence)),
    LATENCY((site, random) -> some(site, random, link -> Strike.latency(link, upTo(1500, random)))),
    SLOW((site, random) -> List.of(
            Strike.slow("broker", site.linksToBroker(), upTo(500, random), 100_000),
            Strike.slow("store", site.linksToStore(), upTo(200, random), 1_000_000))),
    READ_ONLY((site, random) -> List.of(StoreStrikes.readOnly(site))),
    FAIL_OVER((site, random) -> List.of(StoreStrikes.failOver(site))),
    BACKUP((site, random) -> List.of(StoreStrikes.oldBackup(site))),
    DAMAGE((site, random) -> List.of(StoreStrikes.damage(site))),
    DISK_FULL((site, random) -> Strike.diskFull(site.system.broker).stream().toList()),
    CLOCK((site, random) -> Stream.of(1, -1)
            .map(sign -> clock(site, upTo(48 * 3_600_000, random).multipliedBy(sign)))
            .toList()),
    STORM((site, random) -> List.of(RebalanceStorm.strike(site, random, 20))),
    POISON((site, random) -> List.of(TopicStrikes.poison(site, random))),
    PARTITIONS((site, random) -> List.of(TopicStrikes.morePartitions(site))),
    UPGRADE((site, random) -> site.previous().map(checkout -> Strike.upgrade(site, checkout)).stream()
            .toList());

    private interface Choice {
        List<Strike> of(Site site, Random random);
    }

    /** How many of all links one turn affects. */
    private static final int LINKS_IN_A_TURN = 3;

    private final Choice choice;

    Fault(Choice choice) {
        this.choice = choice;
    }

    /** The faults of one turn; none where this cannot be done. */
    List<Strike> strikes(Site site, Random random) {
        return choice.of(site, random);
    }

    static String names() {
        return Stream.of(values()).map(Fault::toString).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<Strike> some(Site site, Random random, Function<Link, Strike> strike) {
        List<Link> links = new ArrayList<>(site.links());
        Collections.shuffle(links, random);
        return links.stream().limit(LINKS_IN_A_TURN).map(strike).toList();
    }

    private static Duration upTo(int milliseconds, Random random) {
        return Duration.ofMillis(milliseconds / 5 + random.nextInt(milliseconds * 4 / 5));
    }

    private static Strike clock(Site site, Duration ahead) {
        return new Strike(
                ahead.isNegative() ? "clock jumps back" : "clock jumps ahead",
                "services",
                () -> site.setClock(ahead),
                () -> site.setClock(Duration.ZERO));
    }
}
