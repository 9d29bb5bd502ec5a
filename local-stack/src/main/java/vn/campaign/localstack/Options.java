package vn.campaign.localstack;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What {@code ./start} was asked to do.
 *
 * @param demo the campaign to simulate, or null
 * @param account whose token to print, or null
 */
record Options(Action action, boolean detach, boolean fresh, Demo demo, String account) {

    static final String USAGE =
            """
            Usage: ./start [--fresh] [--detach]
                   ./start --demo [--plan commune|province] [--until DATE] [--pace SECONDS] [--detach]
                   ./start --stop | --help
                   ./start token ACCOUNT

            Builds what is out of date and starts a Kafka broker, a document store, an identity provider and the three
            services on this machine, loads the Thanh An plan, and stops everything on Ctrl-C. It needs a JDK (17 or
            later), no Docker. Accounts get random passwords, kept in .local/identity/accounts.csv.

              --fresh   delete the data of earlier runs first
              --demo    simulate a campaign through the public API, on a clock that passes its 92 days in minutes;
                        always from the beginning, and with data of its own
              --plan    commune: the 20 units of Thanh An (default); province: 2,550 units of a made-up plan
              --until   stop on the evening of a day, such as 2023-07-01, and let time go on from there
              --pace    seconds for a day of the campaign; default 0, as fast as it goes
              --detach  return once everything is ready and leave it running
              --stop    stop what is running
              --help    show this
              token     print a bearer token for curl, good for an hour; accounts are the units' codes, leader,
                        verifier, planner and operator

            Environment: REPORTING_PORT (8081), QUOTA_PORT (8082), DASHBOARD_PORT (8080), BROKER_PORT (19092),
            CONTROLLER_PORT (19093), STORE_PORT (27117), IDENTITY_PORT (8083), REPORTING_MANAGEMENT_PORT (9081),
            QUOTA_MANAGEMENT_PORT (9082), DASHBOARD_MANAGEMENT_PORT (9080), CAMPAIGN_DATA (.local).""";

    /** One call does one of these. */
    enum Action {
        RUN,
        STOP,
        TOKEN,
        HELP
    }

    /**
     * A simulated campaign.
     *
     * @param until the day on whose evening the simulation ends, or null for all of it
     * @param pace how long a day of the campaign takes
     */
    record Demo(boolean province, LocalDate until, Duration pace) {}

    static Options parse(String... arguments) {
        List<String> given = Arrays.asList(arguments);
        if (given.contains("--help")) {
            return of(Action.HELP);
        }
        if (given.equals(List.of("--stop"))) {
            return of(Action.STOP);
        }
        if (given.size() == 2 && given.get(0).equals("token")) {
            return new Options(Action.TOKEN, false, false, null, given.get(1));
        }
        return run(new ArrayDeque<>(given));
    }

    private static Options run(Deque<String> left) {
        boolean detach = false;
        boolean fresh = false;
        boolean demo = false;
        boolean province = false;
        LocalDate until = null;
        Duration pace = null;
        String ofDemo = null;
        while (!left.isEmpty()) {
            String argument = left.pop();
            switch (argument) {
                case "--detach" -> detach = true;
                case "--fresh" -> fresh = true;
                case "--demo" -> demo = true;
                case "--plan" -> province = isProvince(value(argument, left));
                case "--until" -> until = date(value(argument, left));
                case "--pace" -> pace = seconds(value(argument, left));
                default -> throw new UsageException("Unknown or misplaced: " + argument);
            }
            ofDemo = List.of("--plan", "--until", "--pace").contains(argument) ? argument : ofDemo;
        }
        if (ofDemo != null && !demo) {
            throw new UsageException(ofDemo + " belongs to --demo");
        }
        return new Options(
                Action.RUN,
                detach,
                fresh,
                demo ? new Demo(province, until, pace == null ? Duration.ZERO : pace) : null,
                null);
    }

    private static String value(String argument, Deque<String> left) {
        if (left.isEmpty()) {
            throw new UsageException(argument + " needs a value");
        }
        return left.pop();
    }

    private static boolean isProvince(String plan) {
        if (!List.of("commune", "province").contains(plan)) {
            throw new UsageException("No such plan: " + plan);
        }
        return plan.equals("province");
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException("Not a date such as 2023-07-01: " + text);
        }
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
        } catch (NumberFormatException e) {
            throw new UsageException("Not a number of seconds: " + text);
        }
    }

    private static Options of(Action action) {
        return new Options(action, false, false, null, null);
    }
}
