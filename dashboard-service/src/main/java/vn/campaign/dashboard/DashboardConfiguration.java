package vn.campaign.dashboard;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import vn.campaign.contract.CampaignClock;
import vn.campaign.web.BlockingRequests;
import vn.campaign.web.page.PageConfiguration;
import vn.campaign.web.problem.ApiException;
import vn.campaign.web.problem.FailureTranslator;
import vn.campaign.web.problem.OutageLog;
import vn.campaign.web.problem.ProblemConfiguration;
import vn.campaign.web.security.SecurityConfiguration;

/** What the packages of this service share. */
@Configuration(proxyBeanMethods = false)
@Import({SecurityConfiguration.class, ProblemConfiguration.class, PageConfiguration.class, BlockingRequests.class})
class DashboardConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DashboardConfiguration.class);

    @Bean
    Clock clock() {
        return CampaignClock.current();
    }

    @Bean
    FailureTranslator storeFailures() {
        OutageLog outages = new OutageLog(log, "The store cannot be read");
        return failure -> {
            if (!(failure instanceof DataAccessException)) {
                return null;
            }
            outages.add(failure);
            return ApiException.unavailable("STORE_UNAVAILABLE", "The figures cannot be read just now");
        };
    }
}
