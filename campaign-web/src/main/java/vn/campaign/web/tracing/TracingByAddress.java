package vn.campaign.web.tracing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Excludes tracing where no address receives traces: spans that nobody reads would still cost every request. */
final class TracingByAddress implements AutoConfigurationImportFilter, EnvironmentAware {

    static final String ADDRESS = "management.opentelemetry.tracing.export.otlp.endpoint";

    private static final List<String> TRACING =
            List.of("org.springframework.boot.micrometer.tracing.", "org.springframework.boot.opentelemetry.");

    private Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
        boolean traced = StringUtils.hasText(environment.getProperty(ADDRESS));
        boolean[] matches = new boolean[autoConfigurationClasses.length];
        for (int i = 0; i < matches.length; i++) {
            matches[i] = traced || !isTracing(autoConfigurationClasses[i]);
        }
        return matches;
    }

    /** Null stands for a class that another filter excluded. */
    private static boolean isTracing(@Nullable String autoConfiguration) {
        return autoConfiguration != null && TRACING.stream().anyMatch(autoConfiguration::startsWith);
    }
}
