// How scripts write words, numbers and times: as the server does.
const language = document.documentElement.lang;
const zone = document.querySelector("main").dataset.zone;
const nothing = "–";
const words = new Map([...document.querySelectorAll("#words li")].map((item) => [item.dataset.key, item.textContent]));
const counts = new Intl.NumberFormat(language);
const decimals = [1, 2].map(
  (digits) => new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });

/** The word of a key, with its {0}, {1} ... filled in. */
export const word = (key, ...values) => words.get(key).replace(/\{(\d)\}/g, (place, index) => values[index]);

export const day = (date) => date.split("-").reverse().join("/");

/** An instant in the campaign's zone. */
export const time = (instant) => {
  const [date, hours] = clock.format(new Date(instant)).split(", ");
  return `${hours} ${date}`;
};

const formats = {
  count: (value) => counts.format(value),
  signed: (value) => (value > 0 ? "+" : "") + counts.format(value),
  percent: (value) => `${decimals[0].format(value)} %`,
  decimal: (value) => decimals[1].format(value),
  day,
};

/** A figure in one of the formats; a dash for one that does not exist. */
export const figure = (value, format = "count") => (value == null ? nothing : formats[format](value));
