package vn.campaign.dashboard;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import vn.campaign.contract.CampaignClock;
import vn.campaign.web.BlockingRequests;
import vn.campaign.web.page.PageConfiguration;
import vn.campaign.web.security.ContentPolicy;
import vn.campaign.web.security.ReactiveAccess;

/** What the packages of this service share. */
@Configuration(proxyBeanMethods = false)
@Import({ReactiveAccess.class, PageConfiguration.class, BlockingRequests.class})
class DashboardConfiguration {

    @Bean
    ContentPolicy contentPolicy() {
        return new ContentPolicy("");
    }

    @Bean
    Clock clock() {
        return CampaignClock.current();
    }
}
