package vn.campaign.localstack;

import java.time.Duration;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/** The options of a simulated campaign. */
final class DemoOptions {

    /** The plan that is simulated. */
    enum Plan {
        COMMUNE,
        PROVINCE
    }

    @Option(
            names = "--demo",
            required = true,
            description = "simulate a campaign through the public API, on a clock that passes its 92 days in minutes; "
                    + "always from the beginning, and with data of its own")
    private boolean demo;

    @Option(
            names = "--plan",
            paramLabel = "commune|province",
            description = "commune: the 20 units of Thanh An (default); province: 2,550 units of a made-up plan")
    private Plan plan = Plan.COMMUNE;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "stop on the evening of a day, such as 2023-07-01, and let time go on from there")
    private LocalDate until;

    @Option(
            names = "--pace",
            paramLabel = "SECONDS",
            description = "seconds for a day of the campaign; default 0, as fast as it goes")
    private double pace;

    boolean province() {
        return plan == Plan.PROVINCE;
    }

    /** The day on whose evening the simulation ends, or null for all of it. */
    LocalDate until() {
        return until;
    }

    /** How long a day of the campaign takes. */
    Duration pace() {
        return Duration.ofMillis(Math.round(pace * 1000));
    }
}
