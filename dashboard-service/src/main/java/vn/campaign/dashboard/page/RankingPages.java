package vn.campaign.dashboard.page;

import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.RankingQuery;
import vn.campaign.dashboard.view.Page;
import vn.campaign.web.access.Caller;

/** Who is to be commended and why, and whose responsibility is reviewed. */
@Controller
class RankingPages {

    private static final int PAGE_SIZE = 100;

    private final PageFrames frames;
    private final Lookup lookup;
    private final RankingQuery rankings;

    RankingPages(PageFrames frames, Lookup lookup, RankingQuery rankings) {
        this.frames = frames;
        this.lookup = lookup;
        this.rankings = rankings;
    }

    @GetMapping("/campaigns/{campaign}/ranking")
    Rendering ranking(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @ModelAttribute PageParameters parameters,
            Locale locale) {
        PageFrame frame = frames.of(caller, campaign, "/ranking", parameters);
        Page page = lookup.page(parameters.pageNumber(), PAGE_SIZE);
        return frame.around("ranking", locale)
                .modelAttribute("ranking", rankings.read(frame.plan(), frame.nodes(), frame.context(), page))
                .build();
    }
}
