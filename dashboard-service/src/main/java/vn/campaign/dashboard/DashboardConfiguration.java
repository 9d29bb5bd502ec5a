package vn.campaign.dashboard;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.campaign.contract.CampaignClock;

/** What the packages of this service share. */
@Configuration(proxyBeanMethods = false)
class DashboardConfiguration {

    @Bean
    Clock clock() {
        return CampaignClock.current();
    }
}
