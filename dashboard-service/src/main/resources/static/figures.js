// What the page computes from a node's view beyond what the API says.

/** The view of a node's one indicator, with what follows from it. */
export const figuresOf = (node) => {
  const figures = Object.values(node.indicators)[0];
  const hasTarget = figures.target != null;
  const ahead = hasTarget ? roundHalfUp(figures.achieved - figures.expectedToDate) : null;
  return {
    ...figures,
    achieved: figures.achieved ?? figures.reportedInPeriod,
    ahead,
    today: figures.days.at(-1) ?? null,
    reportedByThen: figures.verified == null ? null : figures.verified + figures.gap,
    marker: figures.target > 0 ? Math.min(100, (figures.expectedToDate / figures.target) * 100) : null,
  };
};

// away from zero, as the server rounds
const roundHalfUp = (value) => Math.sign(value) * Math.round(Math.abs(value)) + 0;

/** Which sentence says how a node stands. */
export const standing = (figures) => {
  switch (figures.status) {
    case null:
    case undefined:
      return "none";
    case "UPCOMING":
    case "ACHIEVED":
    case "MISSED":
      return figures.status.toLowerCase();
    default:
      return figures.ahead > 0 ? "ahead" : figures.ahead < 0 ? "behind" : "even";
  }
};

export const isBehind = (figures) => figures.status === "BEHIND" || figures.status === "MISSED";
