// One section of the page: keeps its nodes' views and writes what changed into the places that show it.
import { figure, word } from "./format.js";
import { figuresOf, isBehind, standing } from "./figures.js";

const write = (element, text) => {
  if (element.textContent.trim() === text) {
    return;
  }
  element.textContent = text;
  element.classList.remove("changed");
  void element.offsetWidth; // restarts the highlight
  element.classList.add("changed");
};

const at = (object, path) => path.split(".").reduce((value, key) => value?.[key], object);

const status = (element, value, kind) => {
  element.dataset.status = value ?? "";
  write(element, word(`${kind}.${value ?? "none"}`));
};

const SPARK_DAYS = 14;

/** Bars of the last days, the highest as high as the box. */
const sparkPath = (days) => {
  const last = days.slice(-SPARK_DAYS);
  const highest = Math.max(1, ...last);
  return last
    .map((value, index) => `M${(SPARK_DAYS - last.length + index) * 3 + 1.5} 14v${(-14 * value) / highest}`)
    .join("");
};

export class Section {
  constructor(element) {
    this.element = element;
    this.root = element.dataset.root;
    this.views = new Map();
    this.places = new Map();
    for (const place of element.querySelectorAll("[data-node]")) {
      this.places.set(place.dataset.node, [...(this.places.get(place.dataset.node) ?? []), place]);
    }
    this.listeners = [];
  }

  /** Calls back after each change, with the codes of the nodes that changed. */
  onChange(listener) {
    this.listeners.push(listener);
  }

  get main() {
    return this.views.get(this.root);
  }

  get children() {
    return [...this.views.values()].filter((view) => view.code !== this.root);
  }

  /** Takes the views of some nodes. */
  show(nodes) {
    for (const node of nodes) {
      const view = { ...node, figures: figuresOf(node) };
      this.views.set(node.code, view);
      this.places.get(node.code)?.forEach((place) => this.#fill(place, view));
    }
    this.#tellTruth();
    this.listeners.forEach((listener) => listener(nodes.map((node) => node.code)));
  }

  #fill(place, view) {
    const { figures } = view;
    for (const element of place.querySelectorAll("[data-figure]")) {
      if (element.dataset.figure === "status") {
        status(element, figures.status, "status");
      } else {
        write(element, figure(at(figures, element.dataset.figure), element.dataset.format));
      }
      if (element.dataset.warn) {
        element.classList.toggle("warn", figures[element.dataset.warn] === true);
      }
    }
    for (const element of place.querySelectorAll("[data-node-figure]")) {
      write(element, figure(view[element.dataset.nodeFigure]));
    }
    place.querySelector("[data-bar]")?.setAttribute("width", Math.min(100, figures.percent ?? 0));
    place.querySelector("[data-marker]")?.setAttribute("x", figures.marker == null ? -2 : figures.marker - 0.5);
    place.querySelector("[data-spark]")?.setAttribute("d", sparkPath(figures.days));
    const state = place.querySelector("[data-state]");
    if (state) {
      if (view.childCount === 0) {
        status(state.querySelector(".status"), view.timeliness, "timeliness");
      } else {
        write(state, `${figure(view.reportedLeaves)} / ${figure(view.leaves)}`);
      }
    }
  }

  #tellTruth() {
    const truth = this.element.querySelector("[data-truth]");
    const view = this.main;
    if (!truth || !view) {
      return;
    }
    const { figures } = view;
    const say = (part, text) => {
      const element = truth.querySelector(`[data-truth-${part}]`);
      if (element && element.textContent !== text) {
        element.textContent = text;
      }
    };
    say("pace", word(`truth.${standing(figures)}`, figure(Math.abs(figures.ahead)), figure(figures.missing)));
    const children = this.children;
    const behind = children.filter((child) => isBehind(child.figures)).length;
    say("units", behind === 0 ? word("truth.units.none") : word("truth.units", figure(behind), figure(children.length)));
    const open = view.leaves - view.reportedLeaves;
    say("open", view.leaves === 0 ? word("truth.open.nobody") : open === 0 ? word("truth.open.none") : word("truth.open", figure(open)));
  }
}
