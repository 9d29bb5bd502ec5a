// Which days take a unit's reports, and which figures look like a mistake; both without a network.
const dayBefore = (date) => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
const earliest = (...dates) => dates.filter(Boolean).sort()[0];

/** The ranges of days that take reports on the date, by the rule that the service states. */
export const openRanges = (unit, today) =>
  unit.phases
    .filter((phase) => !phase.lockedFrom || today < phase.lockedFrom)
    .map((phase) => ({ from: phase.from, to: earliest(phase.to, today, unit.retiredFrom && dayBefore(unit.retiredFrom)) }))
    .filter((range) => range.from <= range.to);

/** How many times the largest day makes a count doubtful. */
const UNUSUAL = 5;

/**
 * Counts that may be an increment typed for the day's total: below what stands, or far above the unit's largest day.
 *
 * @param standing the counts that stand for the day, or null
 * @param largestDay the largest count of any of the unit's days, by indicator
 */
export const doubts = (counts, standing, largestDay) =>
  Object.entries(counts).flatMap(([code, value]) => {
    const before = standing?.[code];
    const largest = largestDay[code] ?? 0;
    if (before !== undefined && value < before) {
      return [{ code, value, before }];
    }
    return largest > 0 && value > UNUSUAL * largest ? [{ code, value, largest }] : [];
  });
