package vn.campaign.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.campaign.contract.ContractJson;
import vn.campaign.localstack.BrokerProcess;
import vn.campaign.localstack.IdentityProcess;
import vn.campaign.localstack.LocalProcess;
import vn.campaign.localstack.PlanAccounts;
import vn.campaign.localstack.Ports;
import vn.campaign.localstack.ServiceProcess;
import vn.campaign.localstack.Site;
import vn.campaign.localstack.StoreProcess;
import vn.campaign.localstack.identity.Accounts;
import vn.campaign.localstack.identity.Tokens;
import vn.campaign.localstack.simulation.SimulatedClock;

/** The whole system as processes of its own, with the real plan loaded; each part can be killed and started again. */
public final class CampaignSystem implements AutoCloseable {

    public static final String CODE = "thanh-an-2023";
    public static final String CAMPAIGNS = "/api/v1/campaigns/";
    public static final String CAMPAIGN = CAMPAIGNS + CODE;

    /** An account with every role. */
    public static final String EVERYTHING = "everything";

    /** For tests, which start sooner and need less memory than what is measured. */
    private static final List<String> SMALL =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");

    private static final String MANAGEMENT = "management of ";
    private static final List<String> SERVICES = List.of("quota-service", "reporting-service", "dashboard-service");
    private static final Map<String, String> BASE_PATHS =
            Map.of("dashboard-service", "", "reporting-service", Site.REPORT, "quota-service", Site.PLAN);

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Path directory;
    private final List<String> options;
    private final Function<String, Map<String, String>> settings;
    private final Map<String, Integer> ports = new HashMap<>();
    /** Which service another instance is one of, by its name. */
    private final Map<String, String> services = new HashMap<>();

    public final BrokerProcess broker;
    public final StoreProcess store;
    public final Site site;
    public final IdentityProcess identity;
    public final Accounts accounts;
    public final Tokens tokens;
    public final CampaignClient client;
    public final ServiceProcess quota;
    public final ServiceProcess reporting;
    public final ServiceProcess dashboard;

    /**
     * How a system is set up.
     *
     * @param driven whether the services go by a clock that the test drives
     * @param flushing whether the broker flushes what it acknowledges, as it does by default
     * @param javaOptions of the services
     * @param environment variables of a service by its name, beside those that every test sets
     */
    public record Setup(
            String name,
            boolean driven,
            boolean flushing,
            List<String> javaOptions,
            Function<String, Map<String, String>> environment) {

        public Setup onDrivenClock() {
            return new Setup(name, true, flushing, javaOptions, environment);
        }

        /** Stands for brokers with replicas, which do not flush. */
        public Setup withoutFlush() {
            return new Setup(name, driven, false, javaOptions, environment);
        }

        public Setup javaOptions(List<String> options) {
            return new Setup(name, driven, flushing, options, environment);
        }

        public Setup environment(Function<String, Map<String, String>> variables) {
            return new Setup(name, driven, flushing, javaOptions, variables);
        }

        /** The system, of which nothing is started yet. */
        public CampaignSystem build() {
            return new CampaignSystem(this);
        }

        /** The system, started. */
        public CampaignSystem start() {
            return build().start();
        }
    }

    /** The set-up of a small system by the machine's clock, which keeps everything in a directory of that name. */
    public static Setup named(String name) {
        return new Setup(name, false, true, SMALL, service -> Map.of());
    }

    private CampaignSystem(Setup setup) {
        settings = setup.environment();
        directory =
                Path.of("target", setup.name() + "-" + ProcessHandle.current().pid());
        options = new ArrayList<>(setup.javaOptions());
        if (setup.driven()) {
            options.add("-D" + SimulatedClock.FILE + "=" + clock().toAbsolutePath());
        }
        broker = new BrokerProcess(directory.resolve("broker"), Ports.free(), Ports.free());
        if (!setup.flushing()) {
            broker.withoutFlush();
        }
        store = new StoreProcess(directory.resolve("store"), Ports.free());
        SERVICES.forEach(this::reservePorts);
        site = new Site(Ports.free(), SERVICES.stream().collect(Collectors.toMap(BASE_PATHS::get, ports::get)));
        accounts = new Accounts(directory.resolve("identity").resolve("accounts.csv"));
        PlanAccounts.require(ContractJson.mapper().readTree(plan().toFile()), CODE, accounts);
        accounts.require(
                Map.of(EVERYTHING, List.of("reporter:*", "verifier:*", "planner:*", "viewer:*", "operator:*")));
        identity = new IdentityProcess(
                accounts,
                Ports.free(),
                Site.pages(site.url(), former("").toString()),
                directory.resolve("identity.log"));
        tokens = new Tokens(identity.issuer(), accounts);
        client = new CampaignClient(
                (instance, path) -> uri(instance, path).toString(),
                instance -> services.getOrDefault(instance, instance),
                tokens);
        quota = inPlaceOf("quota-service", jar("quota-service"));
        reporting = inPlaceOf("reporting-service", jar("reporting-service"));
        dashboard = inPlaceOf("dashboard-service", jar("dashboard-service"));
    }

    private void reservePorts(String name) {
        ports.put(name, Ports.free());
        ports.put(MANAGEMENT + name, Ports.free());
    }

    /** One more instance of a service under a name of its own; not started, and to be closed by whoever starts it. */
    public ServiceProcess another(String name, String service) {
        reservePorts(name);
        services.put(name, service);
        return inPlaceOf(name, jar(service));
    }

    /** A service with the name, ports and settings of one that does not run then, from any jar; not started. */
    public ServiceProcess inPlaceOf(String name, Path jar) {
        return new ServiceProcess(
                name,
                jar,
                options,
                environment(name),
                management(name, "/actuator/health/readiness"),
                directory.resolve(name + ".log"));
    }

    /** What the driven clocks share. */
    public Path clock() {
        return directory.resolve("clock");
    }

    public static Path plan() {
        return ROOT.resolve("quota-service/src/main/plans/thanh-an-2023.json");
    }

    public static String planText() {
        return read(plan());
    }

    public static Path jar(String name) {
        return jar(ROOT, name);
    }

    /** A service's jar in a checkout that was built. */
    public static Path jar(Path checkout, String name) {
        return ServiceProcess.jar(checkout, name);
    }

    /** What a service of this name is told. */
    public Map<String, String> environment(String name) {
        Map<String, String> environment = environment(ports.get(name), ports.get(MANAGEMENT + name));
        environment.putAll(settings.apply(name));
        return environment;
    }

    /** What a service at these ports is told. */
    public Map<String, String> environment(int port, int managementPort) {
        Map<String, String> environment = new HashMap<>(identity.serviceEnvironment());
        environment.putAll(Map.ofEntries(
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()),
                Map.entry("MONGODB_URI", store.uri("campaign")),
                Map.entry("SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("SERVER_PORT", String.valueOf(port)),
                Map.entry("MANAGEMENT_PORT", String.valueOf(managementPort)),
                Map.entry("FAILED_AUTHENTICATIONS_PER_MINUTE", "1000000"),
                Map.entry("REQUESTS_BURST", "1000000"),
                Map.entry("REQUESTS_PER_SECOND", "1000000"),
                Map.entry("STREAMS_PER_ACCOUNT", "10000"),
                Map.entry("UPLOADS_PER_ACCOUNT", "10000"),
                Map.entry("MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", "health,info,prometheus,mappings"),
                // As behind a proxy that ends TLS, where a test says so.
                Map.entry("FORWARDED_HEADERS", "framework")));
        return environment;
    }

    /** Gives a command of quota-service, as an operator does, with little memory; returns what it said. */
    public String command(String... words) {
        return command("-Xmx64m", List.of(words));
    }

    /** Audits, with the memory of some hundred day sheets beside their recount; returns what it said. */
    public String audit() {
        return command("-Xmx256m", List.of("audit"));
    }

    private String command(String heap, List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:TieredStopAtLevel=1",
                "-jar",
                ServiceProcess.unpack(jar("quota-service")).toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment(0, 0));
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Starts everything and loads the real plan; returns when reports for it are taken. */
    public CampaignSystem start() {
        broker.launch();
        store.launch();
        identity.launch();
        broker.awaitReady();
        store.awaitReady();
        identity.awaitReady();
        site.start();
        List.of(quota, reporting, dashboard).forEach(ServiceProcess::launch);
        List.of(quota, reporting, dashboard).forEach(ServiceProcess::awaitReady);
        loadPlan(CODE);
        return this;
    }

    /**
     * Loads the real plan as a campaign of any code, for a test that shares the system with others: its units' accounts may
     * report there as well. Returns when reports for it are taken.
     */
    public void loadPlan(String code) {
        String plan = planText();
        PlanAccounts.require(ContractJson.mapper().readTree(plan), code, accounts);
        assertThat(client.put("quota-service", CAMPAIGNS + code, plan).statusCode())
                .isIn(201, 200);
        await().atMost(TIMEOUT)
                .until(() -> client.get("reporting-service", CAMPAIGNS + code + "/units/xa-co")
                                .statusCode()
                        == 200);
    }

    /** A service's path at its own port. */
    public URI uri(String instance, String path) {
        return URI.create(
                "http://127.0.0.1:" + ports.get(instance) + basePath(services.getOrDefault(instance, instance)) + path);
    }

    /** A service's path at the site, where browsers find it. */
    public URI page(String service, String path) {
        return URI.create(site.url() + basePath(service) + path);
    }

    /** A path of reporting-service at its former addresses, without the base path. */
    public URI former(String path) {
        return URI.create("http://127.0.0.1:" + ports.get("reporting-service") + path);
    }

    /** The path of the site below which a service answers. */
    public static String basePath(String service) {
        return BASE_PATHS.get(service);
    }

    /** An address on the management port. */
    public URI management(String instance, String path) {
        return URI.create("http://127.0.0.1:" + ports.get(MANAGEMENT + instance) + path);
    }

    /** All that the services have logged. */
    public String logs() {
        return List.of(quota, reporting, dashboard).stream()
                .map(ServiceProcess::log)
                .map(CampaignSystem::read)
                .collect(Collectors.joining());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What the identity provider signs with. */
    public Path signingKey() {
        return accounts.file().resolveSibling("signing-key.json");
    }

    @Override
    public void close() {
        site.close();
        LocalProcess.closeAll(List.of(dashboard, reporting, quota));
        LocalProcess.closeAll(List.of(broker, store, identity));
    }
}
