package vn.campaign.dashboard.page;

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
import vn.campaign.dashboard.live.LiveStreams;
import vn.campaign.dashboard.live.Subscription;
import vn.campaign.dashboard.mongo.CampaignPlans;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.ProgressQuery;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ProgressView;
import vn.campaign.dashboard.view.ViewContext;
import vn.campaign.web.access.Caller;
import vn.campaign.web.page.LocaleFormat;

/** All campaigns, and where one of them stands: live, or on the evening of any day. */
@Controller
class LivePages {

    /** All units of most nodes, so that they can be searched and sorted without another request. */
    private static final int PAGE_SIZE = 2500;

    private final PageFrames frames;
    private final CampaignPlans plans;
    private final Lookup lookup;
    private final ProgressQuery progress;
    private final LiveStreams streams;

    LivePages(PageFrames frames, CampaignPlans plans, Lookup lookup, ProgressQuery progress, LiveStreams streams) {
        this.frames = frames;
        this.plans = plans;
        this.lookup = lookup;
        this.progress = progress;
        this.streams = streams;
    }

    @GetMapping("/")
    Rendering campaigns(@AuthenticationPrincipal Caller caller, Locale locale) {
        Map<Boolean, List<CampaignHeader>> archived = plans.headers().stream()
                .filter(header -> caller.sees(header.campaign()))
                .collect(Collectors.partitioningBy(CampaignHeader::archived));
        return Rendering.view("campaigns")
                .modelAttribute("language", new LocaleFormat(locale, ZoneOffset.UTC))
                .modelAttribute("caller", caller)
                .modelAttribute("campaigns", archived.get(false))
                .modelAttribute("archived", archived.get(true))
                .build();
    }

    @GetMapping("/campaigns/{campaign}")
    Rendering live(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @ModelAttribute PageParameters parameters,
            Locale locale) {
        PageFrame frame = frames.of(caller, campaign, "", parameters);
        lookup.checkIndicator(frame.plan(), parameters.indicator());
        Page page = lookup.page(parameters.pageNumber(), PAGE_SIZE);
        List<PlanNode> nodes = frame.nodes();
        if (frame.node() == null && nodes.size() == 1 && nodes.get(0).leaf()) {
            // Who may see a single unit has nothing to compare it with.
            return Rendering.redirectTo(
                            frame.address().unit(nodes.get(0).code()).toString())
                    .build();
        }
        List<LiveSection> sections = nodes.stream()
                .map(node -> new LiveSection(
                        view(frame, node, page), frame.indicator().code()))
                .toList();
        return frame.around("live", locale).modelAttribute("sections", sections).build();
    }

    private ProgressView view(PageFrame frame, PlanNode node, Page page) {
        return followed(frame, node, page)
                .orElseGet(() -> progress.read(
                        frame.plan(), node, frame.context(), frame.indicator().code(), null, page));
    }

    /** What the section's stream shows already, if it is about the same day and phase. */
    private Optional<ProgressView> followed(PageFrame frame, PlanNode node, Page page) {
        if (!frame.live()) {
            return Optional.empty();
        }
        ViewContext context = frame.context();
        String campaign = frame.plan().campaign();
        String phase = frame.address().parameters().phase();
        Subscription subscription =
                new Subscription(campaign, node.code(), phase, frame.indicator().code(), page);
        return streams.current(subscription)
                .filter(seen -> seen.asOf().equals(context.asOf())
                        && seen.phase().equals(context.period().code()))
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
