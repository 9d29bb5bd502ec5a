package vn.campaign.faults;

import java.net.URI;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.testing.CampaignSystem;

/** A system on the real plan that takes reports and shows figures, with what it has acknowledged and which plan is in force. */
abstract class Target {

    final Ledger ledger = new Ledger();
    final PlanBook plan =
            new PlanBook(ContractJson.mapper().readTree(CampaignSystem.plan().toFile()));

    /** A service's address as clients reach it. */
    abstract URI client(String service, String path);

    /** The bearer token of an account. */
    abstract String token(String account);

    /** Returns the successful answer of dashboard-service. */
    abstract JsonNode read(String path);
}
