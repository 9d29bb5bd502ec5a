package vn.campaign.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import vn.campaign.testing.CampaignSystem;

/** A system that is started for the first class of a run that asks for it, and closed after the last class. */
abstract class SystemOfTheRun implements ParameterResolver {

    abstract CampaignSystem start();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CampaignSystem.class;
    }

    @Override
    public CampaignSystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(getClass()))
                .computeIfAbsent(CampaignSystem.class, any -> start(), CampaignSystem.class);
    }
}
