package vn.campaign.localstack;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What {@code ./start} was asked to do. */
record Options(Action action, boolean detach, boolean fresh, boolean demo) {

    static final String USAGE =
            """
            Usage: ./start [--fresh] [--demo] [--detach]
                   ./start --stop | --help
                   ./start token ACCOUNT

            Builds what is out of date and starts a Kafka broker, a document store and the three services on this
            machine, loads the Thanh An plan, and stops everything on Ctrl-C. It needs a JDK (17 or later), no Docker.

              --fresh   delete the data of earlier runs first
              --demo    replay a simulated campaign through the reporting API
              --detach  return once everything is ready and leave it running
              --stop    stop what is running
              --help    show this
              token     print a bearer token for curl (nothing while no token is needed)

            Environment: REPORTING_PORT (8081), QUOTA_PORT (8082), DASHBOARD_PORT (8080), BROKER_PORT (19092),
            CONTROLLER_PORT (19093), STORE_PORT (27117), CAMPAIGN_DATA (.local).""";

    private static final Set<String> RUN_OPTIONS = Set.of("--fresh", "--demo", "--detach");

    /** One call does one of these. */
    enum Action {
        RUN,
        STOP,
        TOKEN,
        HELP
    }

    static Options parse(String... arguments) {
        List<String> given = Arrays.asList(arguments);
        if (given.contains("--help")) {
            return of(Action.HELP);
        }
        if (given.equals(List.of("--stop"))) {
            return of(Action.STOP);
        }
        if (given.size() == 2 && given.get(0).equals("token")) {
            return of(Action.TOKEN);
        }
        for (String argument : given) {
            if (!RUN_OPTIONS.contains(argument)) {
                throw new UsageException("Unknown or misplaced: " + argument);
            }
        }
        return new Options(Action.RUN, given.contains("--detach"), given.contains("--fresh"), given.contains("--demo"));
    }

    private static Options of(Action action) {
        return new Options(action, false, false, false);
    }
}
