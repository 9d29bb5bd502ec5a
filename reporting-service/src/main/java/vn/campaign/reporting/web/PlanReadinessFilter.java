package vn.campaign.reporting.web;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import vn.campaign.reporting.plan.PlanCopy;
import vn.campaign.web.problem.ApiException;

/** Answers 503 as long as the plan is not complete: a 404 might be wrong, and clients believe it. */
@Component
final class PlanReadinessFilter implements WebFilter {

    private final PlanCopy plans;

    PlanReadinessFilter(PlanCopy plans) {
        this.plans = plans;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean needsPlan = exchange.getRequest().getPath().value().startsWith("/api/");
        return !needsPlan || plans.complete()
                ? chain.filter(exchange)
                : Mono.error(ApiException.unavailable("NOT_READY", "The plan is still being read."));
    }
}
