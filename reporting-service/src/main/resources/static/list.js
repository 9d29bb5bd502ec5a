// What was made on this phone, with what became of it.
import { count, day, element, reason, time, word } from "./words.js";

const SHOWN = 20;
const COLOURS = { waiting: "risk", sent: "info", counted: "good", superseded: "risk", withdrawn: "risk", refused: "bad" };
let unfolded = false;

/** The figures of a statement or of what replaced it, by the names that the statement's indicators have. */
const figures = (counts, names = {}) => Object.entries(counts).map(([code, value]) => `${names[code] ?? code}: ${count(value)}`).join("; ");

const what = (each) => (each.counts ? `${each.unitName}, ${day(each.date)}` : word("withdrawal.of", each.unitName, day(each.date)));

const stateOf = (each) => element("span", { class: `status ${COLOURS[each.state]}`, "data-state": each.state }, word(`state.${each.state}`));

/** Whether it was replaced by a later one from this phone, which tells no news. */
const byMyself = (each, own) => own.some((other) => other.receipt?.eventId === each.stands?.eventId);

/** What stands instead: whose, since when, and with which figures. */
const outcome = (each, own) => {
  if (!each.stands || !["superseded", "withdrawn"].includes(each.state)) {
    return null;
  }
  const { by, observedAt, counts } = each.stands;
  const key = byMyself(each, own) ? "outcome.own" : `outcome.${each.state}`;
  return element("p", { class: byMyself(each, own) ? "note" : "notice risk" }, word(key, by ?? "–", time(observedAt, each.timeZone), figures(counts, each.names)));
};

const problem = (each) => (each.problem ? element("p", { class: "notice bad" }, reason(each.problem)) : null);

/** One statement as its receipt says it. */
export const receipt = (each, own) => [
  element("p", {}, what(each), " ", stateOf(each)),
  element("p", { class: "note" }, word(`state.${each.state}.why`)),
  ...(each.receipt ? [element("p", { class: "note" }, word("receipt", each.receipt.eventId, time(each.receipt.receivedAt, each.timeZone)))] : []),
  ...[outcome(each, own), problem(each)].filter(Boolean),
];

const button = (key, pressed) => element("button", { type: "button", "data-action": key, onclick: pressed }, word(key));

/** What can be done about a statement that did not simply count. */
const actions = (each, own, { edit, again, discard }) => {
  if (each.state === "refused" || (each.state === "waiting" && each.attempts > 0)) {
    return [button("edit", () => edit(each)), button("again.send", () => again(each)), button("discard", () => discard(each))];
  }
  return ["superseded", "withdrawn"].includes(each.state) && each.counts && !byMyself(each, own) ? [button("again.send", () => again(each))] : [];
};

const item = (each, own, does) => {
  const possible = actions(each, own, does);
  return element(
    "li",
    { "data-state": each.state, "data-id": each.id },
    element("div", {}, element("strong", {}, what(each)), " ", stateOf(each)),
    element("small", {}, [each.counts && figures(each.counts, each.names), time(each.observedAt, each.timeZone)].filter(Boolean).join("; ")),
    outcome(each, own),
    problem(each),
    possible.length > 0 ? element("p", { class: "actions" }, ...possible) : null,
  );
};

/** Shows all statements, the newest first: the older ones once they are asked for, and always what still needs someone. */
export const showList = (place, own, does) => {
  const shown = own.filter((each, index) => unfolded || index < SHOWN || ["waiting", "refused"].includes(each.state));
  const more = own.length - shown.length;
  const unfold = () => {
    unfolded = true;
    showList(place, own, does);
  };
  place.replaceChildren(
    ...shown.map((each) => item(each, own, does)),
    ...(more > 0 ? [element("li", {}, element("button", { type: "button", onclick: unfold }, word("outbox.more", count(more))))] : []),
  );
};
