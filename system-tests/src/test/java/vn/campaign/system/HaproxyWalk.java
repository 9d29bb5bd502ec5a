package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vn.campaign.localstack.Ports;
import vn.campaign.system.SiteWalk.Expected;
import vn.campaign.testing.CampaignSystem;

/** The walk of {@link NavigationIT} behind a real haproxy with the rules of {@code deploy/haproxy}: {@code system-tests/run HaproxyWalk}. */
class HaproxyWalk {

    private static final Pattern SERVERS = Pattern.compile("server-template (\\S+) \\d+ (\\S+):\\d+ port \\d+");
    private static final Pattern ADDRESS = Pattern.compile("bind (?:127\\.0\\.0\\.1)?:(\\d+)");

    @Test
    void everyPageIsReachedBehindHaproxy() throws IOException, InterruptedException {
        try (CampaignSystem system = CampaignSystem.named("haproxy").start();
                Browser phone = new Browser(360, 800)) {
            system.site.close();
            Path configuration = Path.of("target", "haproxy.cfg").toAbsolutePath();
            Files.writeString(configuration, here(Files.readString(Path.of("../deploy/haproxy/haproxy.cfg")), system));
            Process proxy = new ProcessBuilder("haproxy", "-db", "-f", configuration.toString())
                    .inheritIO()
                    .start();
            try {
                await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> isReady(system));
                for (Expected account : SiteWalk.everyKindOfAccount()) {
                    new SiteWalk(phone, system).walk(account);
                }
                phone.assertNoFaults();
                assertThat(proxy.isAlive()).isTrue();
            } finally {
                proxy.destroy();
                proxy.waitFor();
            }
        }
    }

    private static boolean isReady(CampaignSystem system) throws IOException {
        var page = (HttpURLConnection)
                system.page("dashboard-service", "/campaign.css").toURL().openConnection();
        return page.getResponseCode() == 200;
    }

    /** The rules with the addresses of this machine. */
    private static String here(String rules, CampaignSystem system) {
        String servers = SERVERS.matcher(rules)
                .replaceAll(server -> Matcher.quoteReplacement("server %s 127.0.0.1:%d port %d"
                        .formatted(
                                server.group(1),
                                system.uri(server.group(2), "").getPort(),
                                system.management(server.group(2), "").getPort())));
        return ADDRESS.matcher(servers)
                .replaceAll(bind -> "bind 127.0.0.1:"
                        + (bind.group(1).equals("8080")
                                ? system.page("dashboard-service", "").getPort()
                                : Ports.free()))
                .replace(" resolvers docker init-addr none", "");
    }
}
