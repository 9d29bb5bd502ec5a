package vn.campaign.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.campaign.testing.CampaignSystem;

/** The tables of docs/access.md: every address of every service, and what it answers to whom. */
final class AccessMatrix {

    static final List<String> ROLES = List.of("reporter", "verifier", "planner", "viewer", "operator");

    /** In the order of the marks. */
    static final List<String> PLACES = List.of("at", "above", "beside", "all", "elsewhere", "everywhere");

    private static final Path DOCUMENT = Path.of("..", "docs", "access.md");

    /** What an address answers to one caller. */
    enum Answer {
        TOLD('+'),
        EMPTY('0'),
        LED('>'),
        DENIED('-');

        private final char mark;

        Answer(char mark) {
            this.mark = mark;
        }

        private static Answer of(char mark) {
            return Stream.of(values())
                    .filter(answer -> answer.mark == mark)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such mark: " + mark));
        }
    }

    /**
     * One address.
     *
     * @param path below the service's base path, with variables in braces, and a query where there is one
     * @param body the name of what is sent, or empty
     * @param success the status of what is not denied
     * @param tells what only an answer to those who may see it holds, or empty
     * @param answers by account
     */
    record Row(
            String service,
            String method,
            String path,
            String body,
            int success,
            String tells,
            Map<String, Answer> answers) {

        boolean isPage() {
            return !path.startsWith("/api/");
        }

        String template() {
            return path.split("\\?")[0];
        }

        Set<String> query() {
            return template().equals(path)
                    ? Set.of()
                    : Set.of(path.substring(template().length() + 1).split("&"));
        }

        @Override
        public String toString() {
            return service + " " + method + " " + path;
        }
    }

    private AccessMatrix() {}

    /** The grants that the accounts of the tables have, by account. */
    static Map<String, List<String>> accounts(String campaign, String unit, String above, String beside) {
        Map<String, List<String>> accounts = new HashMap<>();
        List<String> places = List.of(
                campaign + "/" + unit, campaign + "/" + above, campaign + "/" + beside, campaign, "elsewhere", "*");
        for (String role : ROLES) {
            for (int place = 0; place < PLACES.size(); place++) {
                accounts.put(role + "-" + PLACES.get(place), List.of(role + ":" + places.get(place)));
            }
        }
        accounts.put("nobody", List.of());
        return accounts;
    }

    static List<Row> read() throws IOException {
        List<Row> rows = new ArrayList<>();
        String service = null;
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("## ")) {
                service = line.substring(3);
            } else if (service != null && service.endsWith("-service") && line.matches("\\| (?!method).*")) {
                rows.add(row(service, line));
            }
        }
        return rows;
    }

    private static Row row(String service, String line) {
        List<String> cells = Stream.of(line.substring(1).split("\\|"))
                .map(cell -> cell.strip().replace("`", ""))
                .collect(Collectors.toList());
        Map<String, Answer> answers = new HashMap<>();
        for (int role = 0; role < ROLES.size(); role++) {
            String marks = cells.get(5 + role);
            for (int place = 0; place < PLACES.size(); place++) {
                answers.put(ROLES.get(role) + "-" + PLACES.get(place), Answer.of(marks.charAt(place)));
            }
        }
        answers.put("nobody", Answer.of(cells.get(5 + ROLES.size()).charAt(0)));
        return new Row(
                service,
                cells.get(0),
                cells.get(1).substring(CampaignSystem.basePath(service).length()),
                cells.get(2),
                Integer.parseInt(cells.get(3)),
                cells.get(4),
                answers);
    }
}
