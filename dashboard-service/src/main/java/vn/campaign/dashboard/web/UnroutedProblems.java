package vn.campaign.dashboard.web;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import vn.campaign.contract.ContractJson;

/** Gives the API's problem details to what is refused before a controller is found: no such path, method or format. */
@Component
@Order(-2)
class UnroutedProblems implements WebExceptionHandler {

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        var response = exchange.getResponse();
        boolean api = exchange.getRequest().getPath().value().startsWith("/api/");
        if (!api || response.isCommitted() || !(failure instanceof ErrorResponse refused)) {
            return Mono.error(failure);
        }
        HttpStatus status = HttpStatus.valueOf(refused.getStatusCode().value());
        response.setStatusCode(status);
        response.getHeaders().addAll(refused.getHeaders());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        byte[] body = ContractJson.mapper()
                .writeValueAsBytes(
                        Problem.detail(status, status.name(), refused.getBody().getDetail()));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
