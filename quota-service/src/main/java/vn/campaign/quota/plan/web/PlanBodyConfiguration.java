package vn.campaign.quota.plan.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.codec.DecodingException;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import vn.campaign.web.problem.FailureTranslator;

/** Has plans decoded strictly, and names the field at fault. */
@Configuration(proxyBeanMethods = false)
class PlanBodyConfiguration implements WebFluxConfigurer {

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
        codecs.customCodecs().register(PlanJson.decoder());
    }

    @Bean
    FailureTranslator invalidPlanBody() {
        return failure -> failure instanceof ServerWebInputException input
                        && input.getMethodParameter() != null
                        && input.getMethodParameter().nested().getNestedParameterType() == PlanBody.class
                        && input.getCause() instanceof DecodingException
                        && input.getCause().getCause() instanceof JacksonException invalid
                ? PlanJson.problem(invalid, "")
                : null;
    }
}
