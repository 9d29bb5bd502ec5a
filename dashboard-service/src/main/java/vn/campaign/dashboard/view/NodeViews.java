package vn.campaign.dashboard.view;

import java.time.LocalDate;
import java.util.List;

/** The views of some nodes at one moment, at least as fresh as they say. */
public record NodeViews(String phase, LocalDate asOf, Freshness freshness, List<NodeView> nodes) {}
