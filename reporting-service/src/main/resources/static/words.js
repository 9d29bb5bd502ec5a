// How the pages write words, numbers and times.
export const language = document.documentElement.lang;
const { zone } = document.querySelector("main").dataset;
const words = new Map([...document.querySelectorAll("li[data-key]")].map((item) => [item.dataset.key, item.textContent]));
const counts = new Intl.NumberFormat(language);

/** The word of a key, with its {0}, {1} ... filled in; undefined for an unknown key. */
export const word = (key, ...values) => words.get(key)?.replace(/\{(\d)\}/g, (place, index) => values[index]);

export const name = (names) => (language === "en" && names.en ? names.en : names.vi);
export const count = (value) => (value == null ? "–" : counts.format(value));
export const day = (date) => date.split("-").reverse().join("/");

/** An instant in a campaign's zone. */
export const time = (instant, timeZone = zone) => {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "short" });
  const [date, hours] = format.format(new Date(instant)).split(", ");
  return `${hours} ${date}`;
};

/** Why something was refused, in the reader's language; the service's own words for a code without any. */
export const reason = (problem) => word(`refusal.${problem.code}`) ?? problem.detail ?? problem.code;

/** An element with text and attributes. */
export const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== false && value != null) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child) => child != null));
  return made;
};
