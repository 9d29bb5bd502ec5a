package vn.campaign.dashboard.page;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.dashboard.live.LiveViews;
import vn.campaign.dashboard.live.Watch;
import vn.campaign.dashboard.mongo.Campaigns;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ProgressView;
import vn.campaign.dashboard.web.Language;
import vn.campaign.dashboard.web.Lookup;
import vn.campaign.dashboard.web.ProgressViews;
import vn.campaign.web.access.Caller;

/** All campaigns, and where one of them stands: live, or on the evening of any day. */
@Controller
class LivePages {

    /** All units of most nodes, so that they can be searched and sorted without another request. */
    private static final int ROWS = 2500;

    private final Campaigns campaigns;
    private final Lookup lookup;
    private final ProgressViews views;
    private final LiveViews live;
    private final Clock clock;

    LivePages(Campaigns campaigns, Lookup lookup, ProgressViews views, LiveViews live, Clock clock) {
        this.campaigns = campaigns;
        this.lookup = lookup;
        this.views = views;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping("/")
    Rendering campaigns(@AuthenticationPrincipal Caller caller, Locale locale) {
        Map<Boolean, List<CampaignHeader>> archived = campaigns.headers().stream()
                .filter(header -> caller.sees(header.campaign()))
                .collect(Collectors.partitioningBy(CampaignHeader::archived));
        return Rendering.view("campaigns")
                .modelAttribute("language", new Language(locale, ZoneOffset.UTC))
                .modelAttribute("caller", caller)
                .modelAttribute("campaigns", archived.get(false))
                .modelAttribute("archived", archived.get(true))
                .build();
    }

    @GetMapping("/campaigns/{campaign}")
    Rendering live(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @ModelAttribute Choice choice,
            Locale locale) {
        Plan plan = lookup.plan(caller, campaign);
        lookup.indicator(plan, choice.indicator());
        Page page = lookup.page(choice.pageNumber(), ROWS);
        Lens lens = lookup.lens(plan, choice.phase(), choice.asOf(), clock.instant());
        List<PlanNode> shown = lookup.topsOr(caller, plan, choice.node());
        PlanNode node = choice.node() == null ? null : shown.get(0);
        PageAddress address = new PageAddress(campaign, "", choice);
        if (node == null && shown.size() == 1 && shown.get(0).leaf()) {
            // Whoever sees one unit alone has nothing to compare it with.
            return Rendering.redirectTo(address.unit(shown.get(0).code()).toString())
                    .build();
        }
        Frame frame = Frame.of(caller, plan, address, lens, node);
        String indicator = frame.indicator().code();
        List<LiveSection> sections = shown.stream()
                .map(each -> new LiveSection(
                        followed(frame, each, page)
                                .orElseGet(() -> views.read(plan, each, lens, indicator, null, page)),
                        indicator))
                .toList();
        return frame.around("live", locale).modelAttribute("sections", sections).build();
    }

    /** What the section's stream shows already, if it is about the same day and phase. */
    private Optional<ProgressView> followed(Frame frame, PlanNode node, Page page) {
        if (!frame.live()) {
            return Optional.empty();
        }
        Lens lens = frame.lens();
        Choice choice = frame.address().choice();
        String campaign = frame.header().campaign();
        String indicator = frame.indicator().code();
        Watch watch = new Watch(campaign, node.code(), choice.phase(), indicator, page.number(), page.size());
        return live.present(watch)
                .filter(seen -> seen.asOf().equals(lens.asOf())
                        && seen.phase().equals(lens.period().code()))
                .map(seen -> new ProgressView(
                        campaign,
                        seen.phase(),
                        seen.asOf(),
                        seen.freshness(),
                        seen.nodes().get(0),
                        seen.nodes().subList(1, seen.nodes().size()),
                        page.number(),
                        page.size(),
                        node.children().size()));
    }
}
