package vn.campaign.dashboard.page;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.dashboard.mongo.CampaignPlans;
import vn.campaign.web.access.Caller;
import vn.campaign.web.page.LocaleFormat;

/** The page of all campaigns. */
@Controller
class CampaignsPage {

    private final CampaignPlans plans;

    CampaignsPage(CampaignPlans plans) {
        this.plans = plans;
    }

    @GetMapping("/")
    Rendering campaigns(@AuthenticationPrincipal Caller caller, Locale locale) {
        Map<Boolean, List<CampaignHeader>> archived = plans.headers().stream()
                .filter(header -> caller.sees(header.campaign()))
                .collect(Collectors.partitioningBy(CampaignHeader::archived));
        return Rendering.view("campaigns")
                .modelAttribute("language", new LocaleFormat(locale, ZoneOffset.UTC))
                .modelAttribute("campaigns", archived.get(false))
                .modelAttribute("archived", archived.get(true))
                .build();
    }
}
