// The report form: who, for which day, how many; checked by the reporter, kept on the phone, then sent from there.
import * as account from "./account.js";
import { FIGURES } from "./addresses.js";
import { LOGGED_OUT, ask, refresh } from "./ask.js";
import * as clock from "./clock.js";
import { countInputs } from "./counts.js";
import { doubts, openRanges } from "./days.js";
import { install, persistent } from "./install.js";
import { receipt, showList } from "./list.js";
import { migrate } from "./migration.js";
import * as outbox from "./outbox.js";
import { usable } from "./store.js";
import { chooseUnit } from "./units.js";
import { count, day, element, language, name, time, word } from "./words.js";

const TICK = 15_000;
/** To read again before sending; who has no network does not wait for one. */
const PATIENCE = 4000;

const at = (id) => document.getElementById(id);
const form = at("report");
let unit = null;
let inputs = null;
/** What the dashboard knows of the unit's days: {@code {days, largestDay}}. */
let known = null;
/** Statements of the account on this phone, the newest first. */
let own = [];
let others = false;
let edited = false;
/** Whether the day was chosen by hand. */
let dated = false;
/** The statement on this phone that the form's content stands in for. */
let replaced = null;
let receipted = null;

const show = (step) => {
  for (const part of ["choose", "report", "receipt"]) {
    at(part).hidden = part !== step;
  }
};

const today = () => clock.today(unit.timeZone);

/** As reporting-service normalizes it. */
const source = () => form.elements.source.value.toLowerCase().normalize("NFC") || "unit";

/** The newest statement on this phone about the day shown. */
const held = () =>
  own.find(
    (each) => each.campaign === unit.campaign && each.unit === unit.code && each.date === form.elements.date.value && each.source === source() && each.state !== "refused",
  );

/** What stands for the day shown, as far as this phone knows: from the dashboard or, newer, made here; undefined when unknown. */
const prior = () => {
  const said = known?.days.find((each) => each.date === form.elements.date.value)?.sources.find((each) => each.source === source());
  const mine = held();
  if (mine && (!said || Date.parse(said.observedAt) <= Date.parse(mine.observedAt))) {
    return { ...mine, eventId: mine.receipt?.eventId, here: true };
  }
  if (!known) {
    return undefined;
  }
  return said ? { ...said, counts: said.withdrawn ? undefined : said.counts, state: "counted", here: own.some((each) => each.receipt?.eventId === said.eventId) } : null;
};

const showPrior = () => {
  const said = prior();
  at("prior").textContent =
    said === undefined ? word("prior.unknown")
    : said === null ? word("prior.none")
    : said.counts ? word("prior.sent", time(said.observedAt, unit.timeZone), word(`state.${said.state}`))
    : word("prior.withdrawn", time(said.observedAt, unit.timeZone));
  at("withdraw").hidden = !said?.counts;
  if (!edited) {
    inputs.set(said?.counts ?? {});
    form.elements.note.value = said?.note ?? "";
  }
};

const unitAddress = () => `${FIGURES}/campaigns/${unit.campaign}/units/${unit.code}`;

/** What was said of the unit's days before: as remembered, then as it is. */
const loadDays = () => {
  const asked = unit.code;
  return refresh(account.current(), `${unitAddress()}/days`, (answer) => {
    if (asked === unit.code) {
      known = answer;
      showPrior();
    }
  });
};

/** The day shown as it stands now, whoever stated it; nothing changes where nobody answers. */
const readAgain = async () => {
  const date = form.elements.date.value;
  const answer = navigator.onLine && (await ask(`${unitAddress()}/days?from=${date}&to=${date}`, PATIENCE).catch(() => null));
  if (answer) {
    const rest = known?.days.filter((each) => each.date !== date) ?? [];
    known = { largestDay: answer.largestDay, days: [...rest, ...answer.days] };
  }
};

const showRequired = () => {
  const place = at("required");
  place.hidden = true;
  const date = form.elements.date.value;
  const query = new URLSearchParams({ node: unit.code, indicator: unit.mainIndicator, asOf: date });
  const shown = ({ node }) => {
    if (node.code !== unit.code || date !== form.elements.date.value) {
      return;
    }
    const figures = node.indicators[unit.mainIndicator];
    const indicator = name(unit.indicators.find((each) => each.code === unit.mainIndicator).name);
    place.textContent =
      figures.target == null ? word("required.none", indicator)
      : figures.missing === 0 ? word("required.reached", indicator, count(figures.target))
      : word("required", indicator, count(figures.requiredToday), count(figures.missing), count(figures.target));
    place.hidden = false;
  };
  // Without the dashboard the form is as good as ever.
  refresh(account.current(), `${FIGURES}/campaigns/${unit.campaign}/progress?${query}`, shown).catch(() => undefined);
};

const open = (date) => openRanges(unit, today()).some((range) => range.from <= date && date <= range.to);

const showDay = () => {
  const { date } = form.elements;
  const allowed = date.value !== "" && open(date.value);
  date.setCustomValidity(allowed ? "" : word("date.closed"));
  const written = date.value && new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: "UTC" }).format(new Date(date.value));
  at("date-words").textContent = written && clock.unsure() ? `${written}. ${word("date.unsure")}` : written;
  at("date-error").textContent = allowed || date.value === "" ? "" : word("date.closed");
  if (allowed) {
    showPrior();
    showRequired();
  }
};

/** The days that may be chosen now: today, unless the reporter chose another one or is writing. */
const offerDays = () => {
  const ranges = openRanges(unit, today());
  const last = ranges.map((range) => range.to).sort().at(-1);
  const { date } = form.elements;
  date.min = ranges[0]?.from ?? "";
  date.max = last ?? "";
  if (!dated && !edited) {
    date.value = open(today()) ? today() : last ?? "";
  }
  at("closed").hidden = ranges.length > 0;
  form.querySelector("[data-open]").hidden = ranges.length === 0;
  if (ranges.length > 0) {
    showDay();
  }
};

/** A unit was chosen, or the service told more of the one that is shown. */
const taken = (view) => {
  const other = unit?.code !== view.code || unit.campaign !== view.campaign;
  const typed = !other && edited ? inputs.get() : null;
  unit = view;
  if (other) {
    [edited, dated, replaced, known] = [false, false, null, null];
  }
  // What was remembered before this version names no campaign.
  at("campaign-name").textContent = unit.campaignName ? name(unit.campaignName) : "";
  at("campaign-name").hidden = !unit.campaignName;
  at("unit-name").textContent = name(unit.name);
  inputs = countInputs(at("counts"), unit);
  if (typed) {
    inputs.set(typed);
  }
  if (other) {
    show("report");
  }
  offerDays();
  if (other) {
    performance.mark("interactive");
    loadDays().catch(() => undefined);
  }
};

const statement = (counts) => ({
  account: account.current(),
  campaign: unit.campaign,
  unit: unit.code,
  unitName: name(unit.name),
  date: form.elements.date.value,
  source: source(),
  timeZone: unit.timeZone,
  names: Object.fromEntries(inputs.names),
  counts,
  note: counts && form.elements.note.value ? form.elements.note.value : undefined,
});

const said = (counts) => Object.entries(counts).map(([code, value]) => `${inputs.names.get(code) ?? code}: ${count(value)}`).join("; ");

/** What the reporter should look at twice, as questions; none of them keeps anything back. */
const questions = (counts, before) => {
  const asked = doubts(counts, before?.counts, known?.largestDay ?? {}).map(({ code, value, before: lower, largest }) =>
    lower === undefined
      ? word("doubt.large", inputs.names.get(code), count(value), count(largest))
      : word("doubt.small", inputs.names.get(code), count(value), count(lower)),
  );
  const replaces = before?.counts && !before.here;
  return replaces ? [word("replace", said(before.counts), time(before.observedAt, unit.timeZone), before.by ?? "–"), ...asked] : asked;
};

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

const review = async () => {
  const counts = inputs.get();
  await readAgain();
  at("review-title").textContent = `${name(unit.name)}, ${day(form.elements.date.value)}`;
  at("review-counts").replaceChildren(
    ...Object.entries(counts).flatMap(([code, value]) => [element("dt", {}, inputs.names.get(code) ?? code), element("dd", {}, `${count(value)} ${word("people")}`)]),
  );
  at("review-questions").replaceChildren(...questions(counts, prior()).map((text) => element("li", { class: "notice risk" }, text)));
  at("review").showModal();
};

/** Nothing is promised before the phone has it; where it cannot be kept, what was typed stays. */
const keep = async (made, after, standsInFor) => {
  at("unkept").hidden = true;
  let kept;
  try {
    kept = await outbox.add(made, after, standsInFor);
  } catch (refused) {
    at("unkept").hidden = false;
    at("unkept").focus();
    return;
  }
  receipted = kept.id;
  [edited, replaced] = [false, null];
  await load();
  show("receipt");
  at("receipt").querySelector("h2").focus();
  await send();
  outbox.follow(kept.id).catch(() => undefined);
};

const edit = async (each) => {
  if (unit?.code !== each.unit || unit.campaign !== each.campaign) {
    await takeUnit(each.campaign, each.unit);
  }
  [edited, dated, replaced] = [true, true, each.id];
  form.elements.date.value = each.date;
  form.elements.source.value = each.source === "unit" ? "" : each.source;
  form.elements.note.value = each.note ?? "";
  inputs.set(each.counts ?? {});
  show("report");
  showDay();
};

/** Refused or waiting, it goes as it was made; replaced by another one, it is stated anew. */
const again = (each) => {
  if (each.stands) {
    const { campaign, unit: code, unitName, date, source: from, timeZone, names, counts, note } = each;
    keep({ account: account.current(), campaign, unit: code, unitName, date, source: from, timeZone, names, counts, note }, each.stands.observedAt);
  } else {
    outbox.offerAgain(each.id).then(() => outbox.follow(each.id)).catch(() => undefined);
  }
};

/** Only after a question: what was never answered may have arrived all the same. */
const discard = (each) => {
  at("discarded").textContent = `${each.unitName}, ${day(each.date)}`;
  at("discard-yes").onclick = () => outbox.remove(each.id).then(() => at("discard").close());
  at("discard").showModal();
};

const showOutbox = () => {
  const waiting = own.filter((each) => each.state === "waiting").length;
  at("outbox").hidden = own.length === 0;
  at("others").hidden = !others;
  at("waiting").hidden = waiting === 0 && navigator.onLine;
  at("waiting").textContent = navigator.onLine ? word("waiting", count(waiting)) : word("waiting.offline", count(waiting));
  at("fleeting").hidden = kept || waiting === 0;
  showList(at("outbox-list"), own, { edit, again, discard });
  const shown = own.find((each) => each.id === receipted);
  at("receipt-body").replaceChildren(...(shown ? receipt(shown, own) : []));
};

/** Whether the browser keeps what waits, however long the page is not opened. */
let kept = true;

const load = async () => {
  ({ own, others } = await outbox.statements(account.current()));
  showOutbox();
};

const send = () => outbox.send().catch(() => undefined);

const go = async () => {
  if (!navigator.onLine) {
    return;
  }
  if (own.some((each) => each.state === "waiting")) {
    await send();
    await load();
  }
  own.filter((each) => each.state === "sent").forEach((each) => outbox.follow(each.id).catch(() => undefined));
  await outbox.review(account.current(), clock.now());
};

form.addEventListener("input", (event) => {
  if (event.target === form.elements.date) {
    [edited, dated] = [false, true];
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
    form.inert = true;
    review().finally(() => (form.inert = false));
  }
});
at("back").addEventListener("click", () => at("review").close());
at("send").addEventListener("click", () => {
  at("review").close();
  keep(statement(inputs.get()), prior()?.observedAt, replaced);
});
at("withdraw").addEventListener("click", () => {
  at("withdraw-title").textContent = `${name(unit.name)}, ${day(form.elements.date.value)}`;
  at("withdrawal").showModal();
});
at("keep").addEventListener("click", () => at("withdrawal").close());
at("take-back").addEventListener("click", () => {
  at("withdrawal").close();
  keep(statement(undefined), prior()?.observedAt, replaced);
});
at("discard-no").addEventListener("click", () => at("discard").close());
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

const confirm = () =>
  account.confirm().then(
    () => (document.querySelector("[data-login]").hidden = true),
    () => undefined,
  );

addEventListener(LOGGED_OUT, () => (document.querySelector("[data-login]").hidden = false));
addEventListener(outbox.OTHER_ACCOUNT, confirm);
addEventListener("online", () => confirm().then(go));
addEventListener("online", showOutbox);
addEventListener("offline", showOutbox);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && unit) {
    offerDays();
    go();
  }
});
outbox.onChange(() =>
  load().then(() => {
    if (unit && !edited && !form.hidden) {
      showPrior();
    }
  }),
);

/** Whether nothing is lost by opening the page again. */
const idle = () => !edited && !document.querySelector("dialog[open]") && (receipted === null || document.visibilityState === "hidden");

const checked = usable().then((is) => (at("unusable").hidden = is));
await migrate().catch(() => undefined);
await clock.restore();
await account.begin();
const takeUnit = chooseUnit(at("choose"), taken);
await checked;
await load();
persistent().then((granted) => {
  kept = granted;
  showOutbox();
});
install(idle).catch(() => undefined);
await confirm();
await go();
setInterval(go, TICK);
