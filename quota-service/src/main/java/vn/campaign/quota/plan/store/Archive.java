package vn.campaign.quota.plan.store;

import java.time.Clock;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;

/** Closes a campaign that is over: its plan is changed and its units report no more, its figures stay readable. */
@Component
public class Archive {

    private final PlanWriter writer;
    private final Clock clock;

    Archive(PlanWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /** Archives a campaign whose last day is past; one that is archived already stays as it is. */
    public Outcome put(CampaignHeader before, Long expected, String by) {
        if (!writer.today(before).isAfter(before.to())) {
            return new Outcome.NotOver(before.to());
        }
        return before.archived()
                ? new Outcome.Kept(before.version(), false)
                : change(before, before.archived(clock.instant()), expected, by);
    }

    /** Puts a campaign back in use, if it is not. */
    public Outcome undo(CampaignHeader before, Long expected, String by) {
        return before.archived()
                ? change(before, before.archived(null), expected, by)
                : new Outcome.Kept(before.version(), false);
    }

    private Outcome change(CampaignHeader before, CampaignHeader after, Long expected, String by) {
        if (expected != null && expected != before.version()) {
            return new Outcome.Conflict(before.version());
        }
        CampaignHeader header = writer.next(after, before.version());
        if (!writer.store(before, header)) {
            return writer.conflict(before.campaign());
        }
        writer.changed(before, header, by);
        writer.publish(header);
        return new Outcome.Kept(header.version(), false);
    }
}
