package vn.campaign.dashboard.page;

import com.mongodb.MongoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebInputException;
import vn.campaign.dashboard.web.Problem;

/** Answers what cannot be shown with a page that says why. */
@ControllerAdvice(basePackageClasses = PageProblems.class)
class PageProblems {

    private static final Logger log = LoggerFactory.getLogger(PageProblems.class);

    @ExceptionHandler
    Rendering handle(Problem problem) {
        return page(problem.getStatusCode());
    }

    @ExceptionHandler
    Rendering handle(ServerWebInputException malformed) {
        return page(malformed.getStatusCode());
    }

    @ExceptionHandler
    Rendering handle(MongoException unavailable) {
        log.warn("the store cannot be read: {}", unavailable.toString());
        return page(HttpStatus.SERVICE_UNAVAILABLE);
    }

    private static Rendering page(HttpStatusCode status) {
        return Rendering.view("error/4xx")
                .status(status)
                .modelAttribute("status", status.value())
                .build();
    }
}
