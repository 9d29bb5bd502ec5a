package vn.campaign.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.campaign.localstack.LocalProcess;
import vn.campaign.localstack.ServiceProcess;
import vn.campaign.testing.CampaignSystem;

/**
 * One thing that goes wrong.
 *
 * @param begin makes it go wrong
 * @param end ends the cause, as its supervisor, the network or its operator would; what it broke must heal by itself
 */
record Strike(String what, String where, Runnable begin, Runnable end) {

    private static final Path LIMITS = Path.of("/usr/bin/prlimit");

    /** A crash; a supervisor restarts it. */
    static Strike kill(LocalProcess part) {
        return new Strike("SIGKILL", part.name(), part::kill, part::start);
    }

    /** It is suspended with its connections open, and resumes later. */
    static Strike stop(LocalProcess part) {
        return new Strike("SIGSTOP", part.name(), () -> signal("STOP", part), () -> signal("CONT", part));
    }

    private static void signal(String name, LocalProcess part) {
        run("kill", "-" + name, String.valueOf(part.pid()));
    }

    static Strike cut(Link link) {
        return new Strike("network cut", link.toString(), link::cut, link::heal);
    }

    static Strike silence(Link link) {
        return new Strike("network silent", link.toString(), link::silence, link::heal);
    }

    static Strike latency(Link link, Duration delay) {
        return new Strike("latency", link.toString(), () -> link.slow(delay, Integer.MAX_VALUE), link::heal);
    }

    /** A part whose links all become slow and late. */
    static Strike slow(String part, Collection<Link> links, Duration delay, int bytesPerSecond) {
        return new Strike(
                "slow",
                part,
                () -> links.forEach(link -> link.slow(delay, bytesPerSecond)),
                () -> links.forEach(Link::heal));
    }

    /**
     * No file of the broker grows any more: its writes fail as on a full disk, and it ends itself. The limit is the process's
     * own, so it takes no privilege and no file system of its own.
     */
    static Optional<Strike> diskFull(LocalProcess broker) {
        if (!Files.isExecutable(LIMITS)) {
            return Optional.empty();
        }
        return Optional.of(new Strike(
                "disk full",
                broker.name(),
                () -> {
                    run(LIMITS.toString(), "--pid", String.valueOf(broker.pid()), "--fsize=1:");
                    broker.onExit().orTimeout(1, TimeUnit.MINUTES).join();
                },
                broker::start));
    }

    /** Replaces each service in turn by an earlier version and back, as in a roll-back and an upgrade. */
    static Strike upgrade(Site site, Path previous) {
        Map<ServiceProcess, ServiceProcess> earlier = new LinkedHashMap<>();
        for (ServiceProcess service : List.of(site.system.quota, site.system.reporting, site.system.dashboard)) {
            earlier.put(service, site.system.inPlaceOf(service.name(), CampaignSystem.jar(previous, service.name())));
        }
        return new Strike(
                "rolling upgrade",
                "services",
                () -> earlier.forEach(Strike::replace),
                () -> earlier.forEach((present, former) -> replace(former, present)));
    }

    private static void replace(ServiceProcess one, ServiceProcess by) {
        one.close();
        by.start();
    }

    private static void run(String... command) {
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
