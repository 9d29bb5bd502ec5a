package vn.campaign.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import vn.campaign.testing.CampaignSystem;

/**
 * One system for the test classes that mind nothing of what others do there: they state days of their own, and compare
 * figures only with those of these days or with those before.
 */
final class SharedSystem implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedSystem.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CampaignSystem.class;
    }

    /** Started for the first that asks, closed after the last class of the run. */
    @Override
    public CampaignSystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("system", any -> new CampaignSystem("shared").start(), CampaignSystem.class);
    }
}
