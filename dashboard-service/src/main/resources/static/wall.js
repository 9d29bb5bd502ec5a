// The wall: large, full screen, one view after the other. #wall in the address opens it at once.
import { word } from "./format.js";

const SECONDS = 15;
const page = document.documentElement;

/** For each section its figures with the chart, then its units, as many as fit. */
const slides = (sections) =>
  sections.flatMap((section) => {
    section.arrange?.();
    const rows = [...section.element.querySelectorAll("tbody tr")].filter((row) => !row.hidden);
    const fit = Math.max(4, Math.floor((innerHeight * 0.52) / (parseFloat(getComputedStyle(page).fontSize) * 3.4)));
    const parts = [];
    for (let from = 0; from < rows.length; from += fit) {
      parts.push({ section, rows: new Set(rows.slice(from, from + fit)) });
    }
    return [{ section, rows: null }, ...parts];
  });

export const wall = (button, sections) => {
  let timer = null;
  let at = 0;

  const show = () => {
    const all = slides(sections);
    const { section, rows } = all[at % all.length];
    for (const each of sections) {
      each.element.classList.toggle("off", each !== section);
      each.element.classList.toggle("rows", rows !== null);
      each.element.querySelectorAll("tbody tr").forEach((row) => row.classList.toggle("off", rows !== null && !rows.has(row)));
    }
  };

  const next = (step = 1) => {
    const count = slides(sections).length;
    at = (at + step + count) % count;
    show();
  };

  const enter = async () => {
    page.classList.add("wall");
    button.textContent = word("wall.leave");
    at = 0;
    show();
    timer = setInterval(next, SECONDS * 1000);
    await page.requestFullscreen?.().catch(() => {});
  };

  const leave = () => {
    clearInterval(timer);
    timer = null;
    page.classList.remove("wall");
    document.querySelectorAll(".off, .rows").forEach((element) => element.classList.remove("off", "rows"));
    button.textContent = button.dataset.enter;
    if (document.fullscreenElement) {
      document.exitFullscreen();
    }
  };

  button.dataset.enter = button.textContent;
  button.hidden = sections.length === 0;
  button.addEventListener("click", () => (timer ? leave() : enter()));
  document.addEventListener("fullscreenchange", () => !document.fullscreenElement && timer && leave());
  document.addEventListener("keydown", (event) => {
    if (timer && event.key === "Escape") {
      leave();
    } else if (timer && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      next(event.key === "ArrowRight" ? 1 : -1);
    }
  });
  if (location.hash === "#wall") {
    enter();
  }
};
