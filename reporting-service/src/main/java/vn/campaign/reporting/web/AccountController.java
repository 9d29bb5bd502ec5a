package vn.campaign.reporting.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.web.access.Caller;

/** Tells a page whose log-in it has. */
@RestController
@Tag(name = "Account", description = "Who is logged in")
final class AccountController {

    private final Clock clock;

    AccountController(Clock clock) {
        this.clock = clock;
    }

    /**
     * The account of a request.
     *
     * @param id for the header {@value SubmissionService#ACCOUNT_ID}; unlike the name it never changes
     * @param now this service's time
     */
    record Account(String id, String name, Instant now) {}

    @GetMapping(path = "/api/v1/account", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The account that is logged in")
    Account account(@AuthenticationPrincipal Caller caller) {
        return new Account(caller.id(), caller.name(), clock.instant());
    }
}
