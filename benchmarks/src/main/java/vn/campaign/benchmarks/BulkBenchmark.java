package vn.campaign.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.testing.CampaignSystem;

/**
 * How many lines of a bulk request reporting-service takes in a second, each acknowledged by Kafka (acks=all) before the
 * request is answered, beside Kafka's own ProducerPerformance with records of the same size on the same broker.
 */
record BulkBenchmark(Options options, CampaignSystem system, Campaign campaign) {

    private static final Pattern RECORDS_PER_SECOND = Pattern.compile("([\\d.]+) records/sec");

    void run(Output output) throws IOException, InterruptedException {
        Table table = new Table(
                output,
                "Intake, bulk",
                "form",
                "lines",
                "lines/s",
                "ProducerPerformance, records/s",
                "of it",
                "most memory of reporting-service so far");
        int lines = options.number("lines");
        double limit = producer(lines);
        for (Form form : Form.values()) {
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round < options.number("rounds"); round++) {
                rates.add(send(form, lines));
            }
            double median = Figures.median(rates, Double::doubleValue);
            table.row(
                    "%s | %,d | %,.0f | %,.0f | %.0f %% | %,d MB",
                    form.type, lines, median, limit, 100 * median / limit, Usage.mostMemory(system.reporting.pid()));
        }
    }

    /** How a line is written. */
    private enum Form {
        CSV("text/csv", "unit,date,observedAt,ACTIVATED_L1,ACTIVATED_L2\n", "%s,%s,%s,%d,%d\n"),
        NDJSON(
                "application/x-ndjson",
                "",
                "{\"unit\":\"%s\",\"date\":\"%s\",\"observedAt\":\"%s\",\"counts\":{\"ACTIVATED_L1\":%d,\"ACTIVATED_L2\":%d}}\n");

        private final String type;
        private final String head;
        private final String line;

        Form(String type, String head, String line) {
            this.type = type;
            this.head = head;
            this.line = line;
        }
    }

    private double send(Form form, int lines) throws IOException {
        Path file = Files.createTempFile("reports", "." + form);
        try {
            write(form, lines, file);
            long start = System.nanoTime();
            String summary = Exchange.send(
                    system,
                    CampaignSystem.EVERYTHING,
                    "POST",
                    "reporting-service",
                    campaign.path() + "/reports",
                    file,
                    form.type);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!summary.contains("\"accepted\":" + lines)) {
                throw new IllegalStateException(summary);
            }
            return lines / seconds;
        } finally {
            Files.delete(file);
        }
    }

    /** Repeats each unit's days, each time observed a millisecond later. */
    private void write(Form form, int lines, Path file) throws IOException {
        List<String> units = campaign.leaves();
        Instant observed = Instant.now().minusSeconds(86_400);
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write(form.head);
            for (int i = 0; i < lines; i++) {
                LocalDate date = campaign.first().plusDays(i % campaign.days());
                writer.write(
                        form.line.formatted(units.get(i % units.size()), date, observed.plusMillis(i), i % 40, i % 30));
            }
        }
    }

    private double producer(int records) throws IOException, InterruptedException {
        List<String> printed = Tool.run(
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                Textbook.TOPIC,
                "--num-records",
                String.valueOf(records),
                "--record-size",
                String.valueOf(recordBytes()),
                "--throughput",
                "-1",
                "--producer-props",
                "bootstrap.servers=" + system.broker.bootstrapServers(),
                "acks=all",
                "batch.size=65536",
                "linger.ms=2");
        Matcher last = RECORDS_PER_SECOND.matcher(printed.get(printed.size() - 1));
        if (!last.find()) {
            throw new IllegalStateException(String.join("\n", printed));
        }
        return Double.parseDouble(last.group(1));
    }

    /** Key, value and headers of such an event. */
    private int recordBytes() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var record = EventRecords.write(ActivationReported.of(
                campaign.code(),
                campaign.leaves().get(0),
                Campaign.today(),
                "unit",
                Map.of("ACTIVATED_L1", 12L, "ACTIVATED_L2", 12L),
                null,
                now,
                now,
                1,
                CampaignSystem.EVERYTHING));
        int bytes = record.key().length() + record.value().length;
        for (var header : record.headers()) {
            bytes += header.key().length() + header.value().length;
        }
        return bytes;
    }
}
