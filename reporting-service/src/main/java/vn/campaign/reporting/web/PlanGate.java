package vn.campaign.reporting.web;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import vn.campaign.reporting.plan.PlanCopy;

/** Answers nothing about a plan that is not all read yet: a 404 might be wrong, and clients believe it. */
@Component
final class PlanGate implements WebFilter {

    private final PlanCopy plans;

    PlanGate(PlanCopy plans) {
        this.plans = plans;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean needsPlan = exchange.getRequest().getPath().value().startsWith("/api/");
        return !needsPlan || plans.complete()
                ? chain.filter(exchange)
                : Mono.error(new ProblemException(
                        HttpStatus.SERVICE_UNAVAILABLE, "NOT_READY", null, "The plan is still being read."));
    }
}
