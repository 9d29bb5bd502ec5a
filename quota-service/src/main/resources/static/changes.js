// Writes a change of the plan in words: each field, from what to what.
const language = document.documentElement.lang;
const { zone } = document.querySelector("main").dataset;
const words = new Map([...document.querySelectorAll("#words li")].map((item) => [item.dataset.key, item.textContent]));
const counts = new Intl.NumberFormat(language);
const shares = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });

export const word = (key, ...values) => words.get(key)?.replace(/\{(\d)\}/g, (place, index) => values[index]);
export const count = (value) => counts.format(value);

export const time = (instant) => {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const [date, hours] = format.format(new Date(instant)).split(", ");
  return `${hours} ${date}`;
};

export const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children.filter((child) => child != null));
  return made;
};

const name = (names, code) => names?.[code]?.[language] ?? names?.[code]?.vi ?? code;

/** What an entry of a list is about, so that the same entry before and after stands in one line. */
const entry = (value, index) =>
  value?.indicator ? [value.indicator, value.phase, value.level === "FLOOR" ? "floor" : null].filter(Boolean).join(" ") : (value?.code ?? value?.name ?? `#${index + 1}`);

/** What names an entry of a list, or says what goes without saying. */
const silent = (key, value) => ["indicator", "phase", "code", "level"].includes(key) || value === "WITHIN_PERIOD";

/** Every single value under its path, in words; a target's value stands under the target itself. */
const flat = (value, path, into) => {
  if (Array.isArray(value)) {
    value.forEach((each, index) => flat(each, [...path, entry(each, index)], into));
  } else if (value !== null && typeof value === "object") {
    for (const [key, each] of Object.entries(value)) {
      if (path.length === 0 || !silent(key, each)) {
        flat(each, key === "value" ? path : [...path, key], into);
      }
    }
  } else {
    into.set(path.join(" "), value);
  }
  return into;
};

/** A value in words; codes by what they are called. */
const text = (path, value, names) => {
  if (value === undefined || value === null) {
    return word("change.nothing");
  }
  if (path === "parent") {
    return name(names, value);
  }
  if (path.endsWith("shareOfMembers")) {
    return shares.format(value);
  }
  if (/^\d{4}-\d\d-\d\dT/.test(value)) {
    return time(value);
  }
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  return typeof value === "number" ? count(value) : date ? `${date[3]}/${date[2]}/${date[1]}` : word(`value.${value}`) ?? String(value);
};

/** A field, and in brackets the indicator, the phase and what else of it. */
const label = (path) => {
  const [first, ...rest] = path.split(" ");
  const of = rest.map((part) => word(`value.${part}`) ?? word(`field.${part}`) ?? part).join(", ");
  return (word(`field.${first}`) ?? first) + (of && ` (${of})`);
};

/** One change as a card; the header's where it is of no unit. Names are those of the units in it, by their codes. */
export const changed = (change, names, heading) => {
  const before = flat(change.before, [], new Map());
  const after = flat(change.after, [], new Map());
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
  const isNew = before.size === 0 && (change.unit != null || change.version <= 1);
  return element(
    "article",
    { class: "card" },
    element("h4", {}, change.unit ? name(names, change.unit) : word("change.header"), " ", isNew ? element("span", { class: "status good" }, word("change.new")) : null),
    heading ? element("p", { class: "note" }, heading) : null,
    element(
      "ul",
      {},
      ...paths.map((path) =>
        element("li", {}, `${label(path)}: `, isNew ? null : element("del", {}, text(path, before.get(path), names)), isNew ? null : ` ${word("change.to")} `, element("ins", {}, text(path, after.get(path), names))),
      ),
    ),
  );
};
