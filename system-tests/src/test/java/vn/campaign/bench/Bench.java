package vn.campaign.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vn.campaign.system.CampaignSystem;

/** Measures the system beside its limits and its peers, and writes one Markdown file: {@code ./bench}. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException usage) {
            System.err.println(usage.getMessage());
            System.exit(2);
            return;
        }
        List<Table> tables = new ArrayList<>();
        Campaign commune = Campaign.of("xa", 19);
        if (options.wants("intake")) {
            try (CampaignSystem system = system("intake", options, commune)) {
                system.quota.close();
                system.dashboard.close();
                tables.add(new IntakeBenchmark(options, system, commune).run());
            }
        }
        if (options.wants("bulk")) {
            try (CampaignSystem system = system("bulk", options, commune)) {
                system.quota.close();
                system.dashboard.close();
                new Topic(system.broker.bootstrapServers()).create(Textbook.TOPIC);
                tables.add(new BulkBenchmark(options, system, commune).run());
            }
        }
        if (options.wants("freshness")) {
            try (CampaignSystem system = system("freshness", options, commune)) {
                tables.add(new FreshnessBenchmark(options, system, commune).run());
            }
        }
        if (options.wants("counting")) {
            tables.add(new CountingBenchmark(options).run());
        }
        if (options.wants("reading")) {
            tables.add(new ReadingBenchmark(options).run());
        }
        if (options.wants("rush")) {
            tables.add(new RushBenchmark(options).run());
        }
        Files.writeString(
                Path.of(options.text("out")),
                tables.stream().map(Table::toString).collect(Collectors.joining()));
        // The HTTP clients' threads would keep the process for a while.
        System.exit(0);
    }

    private static CampaignSystem system(String name, Options options, Campaign campaign) {
        CampaignSystem system = new CampaignSystem("bench-" + name, false, options.list("java-options")).start();
        campaign.load(system);
        return system;
    }
}
