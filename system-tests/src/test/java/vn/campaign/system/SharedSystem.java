package vn.campaign.system;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import vn.campaign.testing.CampaignSystem;

/**
 * One system for all test classes that may run beside each other: each compares only figures of days, or of a campaign, that
 * no other one changes. Its services export traces to a {@link TraceCollector}, of requests that ask for it.
 */
final class SharedSystem implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedSystem.class);

    private record Shared(TraceCollector collector, CampaignSystem system) implements AutoCloseable {

        static Shared start() {
            TraceCollector collector = new TraceCollector();
            Map<String, String> tracing = Map.of(
                    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", collector.address(),
                    "OTEL_TRACES_SAMPLER_ARG", "0",
                    "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULE_DELAY", "100ms");
            return new Shared(
                    collector,
                    CampaignSystem.named("shared")
                            .environment(service -> tracing)
                            .start());
        }

        @Override
        public void close() {
            system.close();
            collector.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == CampaignSystem.class || type == TraceCollector.class;
    }

    /** Started for the first that asks, closed after the last class of the run. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Shared.class, any -> Shared.start(), Shared.class);
        return parameter.getParameter().getType() == CampaignSystem.class ? shared.system : shared.collector;
    }
}
