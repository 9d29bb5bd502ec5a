// Keeps the figures on the page up to date: each section follows its own stream, and only cells that changed are touched.
"use strict";

(() => {
  const main = document.querySelector("main");
  const language = document.documentElement.lang;
  const dash = "–";
  const count = new Intl.NumberFormat(language);
  const decimals = (digits) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const formats = {
    percent: (value) => `${decimals(1).format(value)} %`,
    decimal: (value) => decimals(2).format(value),
    count: (value) => count.format(value),
  };
  const words = new Map(
    [...document.querySelectorAll("#status-words li")].map((item) => [item.dataset.status, item.textContent]),
  );

  const write = (element, text) => {
    if (element.textContent.trim() === text) {
      return;
    }
    element.textContent = text;
    element.classList.remove("changed");
    void element.offsetWidth; // restarts the highlight
    element.classList.add("changed");
  };

  const show = (element, value) => {
    if (element.tagName === "METER") {
      element.value = value ?? 0;
    } else if (element.dataset.figure === "status") {
      element.dataset.status = value ?? "";
      write(element, words.get(value ?? ""));
    } else {
      write(element, value == null ? dash : formats[element.dataset.format ?? "count"](value));
    }
  };

  const at = (object, path) => path.split(".").reduce((value, key) => value?.[key], object);

  const time = (instant) => {
    const options = { timeZone: main.dataset.zone, dateStyle: "short", timeStyle: "medium" };
    const [date, clock] = new Intl.DateTimeFormat("en-GB", options).format(new Date(instant)).split(", ");
    return `${clock} ${date}`;
  };

  const update = (section, message) => {
    for (const node of message.nodes) {
      const figures = node.indicators[section.dataset.indicator];
      for (const place of section.querySelectorAll(`[data-node="${CSS.escape(node.code)}"]`)) {
        place.querySelectorAll("[data-figure]").forEach((element) => show(element, at(figures, element.dataset.figure)));
        place.querySelectorAll("[data-node-figure]").forEach((element) => {
          const value = node[element.dataset.nodeFigure];
          write(element, typeof value === "boolean" ? (value ? main.dataset.yes : main.dataset.no) : count.format(value));
        });
      }
    }
    document.querySelector("[data-as-of]").textContent = message.asOf.split("-").reverse().join("/");
    if (message.freshness.newestReceivedAt) {
      document.querySelector("[data-newest]").textContent = time(message.freshness.newestReceivedAt);
    }
  };

  const live = document.querySelector("[data-live]");
  const connected = (yes) => {
    live.classList.toggle("on", yes);
    const text = yes ? main.dataset.liveOn : main.dataset.liveOff;
    if (live.textContent !== text) {
      live.textContent = text;
    }
  };

  for (const section of document.querySelectorAll("section[data-events]")) {
    const events = new EventSource(section.dataset.events);
    events.addEventListener("node", (event) => update(section, JSON.parse(event.data)));
    events.addEventListener("open", () => connected(true));
    events.addEventListener("error", () => connected(false));
  }
})();
