package vn.campaign.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vn.campaign.localstack.identity.Accounts;
import vn.campaign.localstack.identity.IdentityServer;

/** The identity provider on 127.0.0.1. */
public final class IdentityProcess extends LocalProcess {

    private final Accounts accounts;
    private final int port;
    private final List<String> pages;

    /**
     * Nothing is started yet.
     *
     * @param pages where people log in, each without a final slash
     */
    public IdentityProcess(Accounts accounts, int port, List<String> pages, Path log) {
        super("identity", log);
        this.accounts = accounts;
        this.port = port;
        this.pages = List.copyOf(pages);
    }

    /** The issuer that tokens name. */
    public String issuer() {
        return "http://127.0.0.1:" + port;
    }

    /** The services' environment variables for it. */
    public Map<String, String> serviceEnvironment() {
        return Map.of(
                "OIDC_ISSUER",
                issuer(),
                "OIDC_CLIENT_SECRET",
                accounts.find(Accounts.PAGES).orElseThrow().password());
    }

    @Override
    List<String> arguments() {
        return List.of(
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                Installation.classPath(),
                ChildProcess.class.getName(),
                IdentityServer.class.getName(),
                "--spring.config.name=identity",
                "--server.port=" + port,
                "--spring.security.oauth2.authorizationserver.issuer=" + issuer(),
                "--identity.accounts=" + accounts.file().toAbsolutePath(),
                "--identity.pages=" + String.join(",", pages));
    }

    @Override
    boolean isReady() {
        return answers(URI.create(issuer() + "/.well-known/openid-configuration"));
    }
}
