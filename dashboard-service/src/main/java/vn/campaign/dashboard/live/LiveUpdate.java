package vn.campaign.dashboard.live;

import java.time.LocalDate;
import java.util.List;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.NodeView;

/** The new views of the nodes that changed. */
public record LiveUpdate(String phase, LocalDate asOf, Freshness freshness, List<NodeView> nodes) {}
