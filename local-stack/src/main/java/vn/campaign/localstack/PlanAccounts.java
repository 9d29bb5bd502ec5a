package vn.campaign.localstack;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import vn.campaign.localstack.identity.Accounts;
import vn.campaign.localstack.identity.Accounts.Account;
import vn.campaign.localstack.simulation.Player;
import vn.campaign.localstack.simulation.SimulatedPlan;

/** The accounts that a plan needs: one for each unit that reports, and one for each other role. */
public final class PlanAccounts {

    /** More than this many are not printed one by one. */
    private static final int MAX_PRINTED = 40;

    private static final Map<String, List<String>> ROLES = new LinkedHashMap<>();

    static {
        ROLES.put("leader", List.of("viewer:*"));
        ROLES.put("verifier", List.of("verifier:*"));
        ROLES.put("planner", List.of("planner:*"));
        ROLES.put(Player.DISTRICT, List.of("reporter:*"));
        ROLES.put("operator", List.of("operator:*"));
        ROLES.put(Accounts.PAGES, List.of());
    }

    private PlanAccounts() {}

    /** Adds those that do not exist yet, and returns them. */
    public static List<Account> require(JsonNode plan, String campaign, Accounts accounts) {
        Map<String, List<String>> required = new LinkedHashMap<>(ROLES);
        SimulatedPlan.of(plan)
                .reportingUnits()
                .forEach(unit -> required.put(unit.code(), List.of("reporter:" + campaign + "/" + unit.code())));
        return accounts.require(required);
    }

    /** Prints the passwords of new accounts, this once. */
    static void announce(List<Account> added, Accounts accounts, PrintStream out) {
        List<Account> people = added.stream()
                .filter(account -> !account.name().equals(Accounts.PAGES))
                .toList();
        if (people.isEmpty()) {
            out.println("Accounts and passwords are in " + accounts.file());
            return;
        }
        out.printf("New accounts, kept in %s, which you alone can read:%n%n", accounts.file());
        people.stream()
                .limit(people.size() > MAX_PRINTED ? ROLES.size() : people.size())
                .forEach(account -> out.printf("  %-28s %s%n", account.name(), account.password()));
        if (people.size() > MAX_PRINTED) {
            out.printf("  and %,d units%n", people.size() - ROLES.size());
        }
        out.println();
    }
}
