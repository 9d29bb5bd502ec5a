package vn.campaign.contract.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan without its units.
 *
 * @param version rises with every change of the header or of any unit, from 1
 * @param timeZone the zone of the campaign's dates and deadlines
 * @param phases in the order of their dates, not overlapping
 * @param changedAt when this version was made
 * @param archivedAt when the campaign was archived, or null while it is in use
 */
public record CampaignHeader(
        String campaign,
        long version,
        Name name,
        ZoneId timeZone,
        List<Phase> phases,
        List<Indicator> indicators,
        Settings settings,
        Instant changedAt,
        @Nullable Instant archivedAt)
        implements PlanDocument {

    /** Days after the campaign on which a verification may still be as of: as many as progress documents have room for. */
    public static final int VERIFIABLE_DAYS_AFTER = 90;

    public CampaignHeader {
        requireNonNull(campaign, "campaign");
        requireNonNull(name, "name");
        requireNonNull(timeZone, "timeZone");
        phases = List.copyOf(phases);
        indicators = List.copyOf(indicators);
        settings = settings == null ? Settings.defaults() : settings;
    }

    @Override
    public String key() {
        return campaign;
    }

    /** Returns this header with another version. */
    public CampaignHeader at(long newVersion, Instant newChangedAt) {
        return new CampaignHeader(
                campaign, newVersion, name, timeZone, phases, indicators, settings, newChangedAt, archivedAt);
    }

    /** Returns this header archived, or in use again for null. */
    public CampaignHeader archived(@Nullable Instant since) {
        return new CampaignHeader(campaign, version, name, timeZone, phases, indicators, settings, changedAt, since);
    }

    /** Whether the campaign is archived. */
    public boolean archived() {
        return archivedAt != null;
    }

    /** The campaign's first day. */
    public LocalDate from() {
        return phases.get(0).from();
    }

    /** The campaign's last day. */
    public LocalDate to() {
        return phases.get(phases.size() - 1).to();
    }

    /** The day before the campaign, whose end is the baseline: the first that a verification may be as of. */
    public LocalDate verifiableFrom() {
        return from().minusDays(1);
    }

    /** The last day that a verification may be as of. */
    public LocalDate verifiableTo() {
        return to().plusDays(VERIFIABLE_DAYS_AFTER);
    }

    /** The phase with the code. */
    public Optional<Phase> phase(String code) {
        return phases.stream().filter(phase -> phase.code().equals(code)).findFirst();
    }

    /** The phase that a day falls in. */
    public Optional<Phase> phaseOn(LocalDate day) {
        return phases.stream().filter(phase -> phase.contains(day)).findFirst();
    }

    /** The indicator with the code. */
    public Optional<Indicator> indicator(String code) {
        return indicators.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /** The reported indicators that an indicator adds up to, sums of sums resolved; itself when it is no sum. */
    public List<String> parts(String code) {
        List<String> sumOf = indicator(code).map(Indicator::sumOf).orElse(List.of());
        return sumOf.isEmpty()
                ? List.of(code)
                : sumOf.stream().flatMap(part -> parts(part).stream()).toList();
    }

    /** The last instant at which a report for the day is on time. */
    public Instant deadline(LocalDate day) {
        return day.plusDays(settings.deadlineDaysAfter())
                .atTime(settings.dailyDeadline())
                .atZone(timeZone)
                .toInstant();
    }
}
