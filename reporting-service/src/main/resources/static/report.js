// The report form: who, for which day, how many; checked by the reporter, then handed to the outbox.
import { askOrRemember, clock } from "./ask.js";
import { countInputs } from "./counts.js";
import { add, onChange, remove, start, statements } from "./outbox.js";
import { chooseUnit } from "./units.js";
import { count, day, element, language, name, reason, time, word } from "./words.js";

const at = (id) => document.getElementById(id);
const form = at("report");
const review = at("review");
let unit = null;
let inputs = null;
let edited = false;

const show = (step) => {
  for (const part of ["choose", "report", "receipt"]) {
    at(part).hidden = part !== step;
  }
};

/** Whether a day takes reports. */
const open = (date) => unit.open.some((range) => range.from <= date && date <= range.to);

/** As reporting-service normalizes it. */
const source = () => form.elements.source.value.toLowerCase().normalize("NFC") || "unit";

/** The newest statement on this phone about the day shown. */
const own = () =>
  statements().find(
    (each) => each.campaign === unit.campaign && each.unit === unit.code && each.date === form.elements.date.value && each.source === source() && each.state !== "refused",
  );

/** What was said of the day before, from the dashboard or, newer, on this phone. */
const prior = async (date) => {
  const address = `/api/v1/campaigns/${unit.campaign}/units/${unit.code}/days?from=${date}&to=${date}`;
  const answer = await askOrRemember(address).catch(() => undefined);
  const said = answer?.days[0]?.sources.find((each) => each.source === source());
  const held = own();
  if (held && (!said || Date.parse(said.observedAt) <= Date.parse(held.observedAt))) {
    return { counts: held.counts, at: held.observedAt, state: held.state, note: held.note };
  }
  if (answer === undefined) {
    return undefined;
  }
  return said ? { counts: said.withdrawn ? null : said.counts, at: said.observedAt, state: "counted", note: said.note } : null;
};

const showPrior = async () => {
  const date = form.elements.date.value;
  const said = await prior(date);
  if (date !== form.elements.date.value) {
    return;
  }
  at("prior").textContent =
    said === undefined ? word("prior.unknown")
    : said === null ? word("prior.none")
    : said.counts ? word("prior.sent", time(said.at, unit.timeZone), word(`state.${said.state}`))
    : word("prior.withdrawn", time(said.at, unit.timeZone));
  at("withdraw").hidden = !said?.counts;
  if (!edited) {
    inputs.set(said?.counts ?? {});
    form.elements.note.value = said?.note ?? "";
  }
};

const showRequired = async () => {
  const place = at("required");
  place.hidden = true;
  try {
    const query = new URLSearchParams({ node: unit.code, indicator: unit.mainIndicator, asOf: form.elements.date.value });
    const { node } = await askOrRemember(`/api/v1/campaigns/${unit.campaign}/progress?${query}`);
    const figures = node.indicators[unit.mainIndicator];
    const indicator = name(unit.indicators.find((each) => each.code === unit.mainIndicator).name);
    place.textContent =
      figures.target == null ? word("required.none", indicator)
      : figures.missing === 0 ? word("required.reached", indicator, count(figures.target))
      : word("required", indicator, count(figures.requiredToday), count(figures.missing), count(figures.target));
    place.hidden = false;
  } catch (unreachable) {
    // without the dashboard the form is as good as ever
  }
};

const showDay = () => {
  const { date } = form.elements;
  const allowed = date.value !== "" && open(date.value);
  date.setCustomValidity(allowed ? "" : word("date.closed"));
  at("date-words").textContent = date.value && new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: "UTC" }).format(new Date(date.value));
  at("date-error").textContent = allowed || date.value === "" ? "" : word("date.closed");
  if (allowed) {
    showPrior();
    showRequired();
  }
};

const taken = (view) => {
  unit = view;
  edited = false;
  at("unit-name").textContent = name(unit.name);
  inputs = countInputs(at("counts"), unit);
  const today = clock.today(unit.timeZone);
  const last = unit.open.map((range) => range.to).sort().at(-1);
  form.elements.date.min = unit.open[0]?.from ?? "";
  form.elements.date.max = last ?? "";
  form.elements.date.value = open(today) ? today : last ?? "";
  at("closed").hidden = unit.mayReport;
  form.querySelector("[data-open]").hidden = !unit.mayReport;
  show("report");
  if (unit.mayReport) {
    showDay();
  }
  showOutbox();
};

const statement = (counts) => ({
  campaign: unit.campaign,
  unit: unit.code,
  unitName: name(unit.name),
  date: form.elements.date.value,
  source: source(),
  observedAt: clock.now().toISOString(),
  timeZone: unit.timeZone,
  counts,
  note: counts && form.elements.note.value ? form.elements.note.value : undefined,
});

const describe = (place, counts) =>
  place.replaceChildren(
    ...Object.entries(counts).flatMap(([code, value]) => [element("dt", {}, inputs.names.get(code) ?? code), element("dd", {}, `${count(value)} ${word("people")}`)]),
  );

const ready = () => {
  const fault = form.elements.date.checkValidity() ? inputs.faulty() : form.elements.date;
  fault?.reportValidity();
  const none = !fault && Object.keys(inputs.get()).length === 0;
  at("counts-error").textContent = none ? word("counts.none") : "";
  if (none) {
    form.querySelector("#counts input").focus();
  }
  return !fault && !none;
};

let receipted = null;
const hand = async (made) => {
  receipted = made;
  edited = false;
  show("receipt");
  showReceipt();
  at("receipt").querySelector("h2").focus();
  await add(made);
};

const stateOf = (each) =>
  element("span", { class: `status ${{ waiting: "risk", sent: "info", counted: "good", refused: "bad" }[each.state]}`, "data-state": each.state }, word(`state.${each.state}`));

const line = (each) => (each.counts ? `${each.unitName}, ${day(each.date)}` : word("withdrawal.of", each.unitName, day(each.date)));

const showReceipt = () => {
  if (!receipted) {
    return;
  }
  const each = statements().find((one) => one.observedAt === receipted.observedAt && one.unit === receipted.unit) ?? { ...receipted, state: "waiting" };
  at("receipt-body").replaceChildren(
    element("p", {}, line(each), " ", stateOf(each)),
    element("p", { class: "note" }, word(`state.${each.state}.why`)),
    ...(each.receipt ? [element("p", { class: "note" }, word("receipt", each.receipt.eventId, time(each.receipt.receivedAt, each.timeZone)))] : []),
    ...(each.problem ? [element("p", { class: "notice bad" }, reason(each.problem))] : []),
  );
};

const edit = (each) => {
  remove(each.id);
  form.elements.date.value = each.date;
  form.elements.source.value = each.source === "unit" ? "" : each.source;
  form.elements.note.value = each.note ?? "";
  inputs.set(each.counts ?? {});
  edited = true;
  show("report");
  showDay();
};

const showOutbox = () => {
  const all = statements();
  const waiting = all.filter((each) => each.state === "waiting").length;
  at("outbox").hidden = all.length === 0;
  at("waiting").hidden = waiting === 0 && navigator.onLine;
  at("waiting").textContent = navigator.onLine ? word("waiting", count(waiting)) : word("waiting.offline", count(waiting));
  at("outbox-list").replaceChildren(
    ...all.slice(0, 20).map((each) =>
      element(
        "li",
        { "data-state": each.state },
        element("div", {}, element("strong", {}, line(each)), " ", stateOf(each)),
        element("small", {}, [each.counts && Object.values(each.counts).map(count).join(" + "), time(each.observedAt, each.timeZone)].filter(Boolean).join("; ")),
        each.problem ? element("p", { class: "notice bad" }, reason(each.problem)) : null,
        each.state === "refused"
          ? element("p", {}, unit && each.unit === unit.code ? element("button", { type: "button", onclick: () => edit(each) }, word("edit")) : null, " ", element("button", { type: "button", onclick: () => remove(each.id) }, word("remove")))
          : null,
      ),
    ),
  );
  showReceipt();
};

form.addEventListener("input", (event) => {
  if (event.target === form.elements.date) {
    edited = false;
    showDay();
  } else if (event.target === form.elements.source) {
    showPrior();
  } else {
    edited = true;
  }
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (ready()) {
    at("review-title").textContent = `${name(unit.name)}, ${day(form.elements.date.value)}`;
    describe(at("review-counts"), inputs.get());
    review.showModal();
  }
});
at("back").addEventListener("click", () => review.close());
at("send").addEventListener("click", () => {
  review.close();
  hand(statement(inputs.get()));
});
at("withdraw").addEventListener("click", () => {
  at("withdraw-title").textContent = `${name(unit.name)}, ${day(form.elements.date.value)}`;
  at("withdrawal").showModal();
});
at("keep").addEventListener("click", () => at("withdrawal").close());
at("take-back").addEventListener("click", () => {
  at("withdrawal").close();
  hand(statement(undefined));
});
at("again").addEventListener("click", () => {
  receipted = null;
  show("report");
  showDay();
  form.elements.date.focus();
});
at("other-unit").addEventListener("click", () => {
  show("choose");
  at("choose").elements.search.focus();
});
addEventListener("online", showOutbox);
addEventListener("offline", showOutbox);
onChange(() => {
  showOutbox();
  if (unit && !edited && !form.hidden) {
    showPrior();
  }
});
start();
showOutbox();
chooseUnit(at("choose"), taken).catch(() => {
  at("choose").querySelector("[data-failed]").textContent = word("offline.first");
});
