// Searching, filtering and sorting a section's units in the page.
import { figure, word } from "./format.js";

/** Vietnamese letters without their marks, so that "thuan an" finds Thuận An. */
export const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

const collator = new Intl.Collator("vi");
const STATES = ["MISSING", "DUE", "LATE", "ON_TIME"];
const STATUSES = ["MISSED", "BEHIND", "AT_RISK", "ON_TRACK", "UPCOMING", "ACHIEVED"];

const share = (view) => (view.leaves === 0 ? null : view.reportedLeaves / view.leaves);
const rank = (order, value) => (order.includes(value) ? order.indexOf(value) : null);

const values = {
  status: (view) => rank(STATUSES, view.figures.status),
  state: (view) => (view.childCount === 0 ? rank(STATES, view.timeliness) : share(view)),
  missingDays: (view) => view.missingDays,
};

const value = (key, view) => (values[key] ? values[key](view) : view.figures[key]);

/** Nothing comes last in either direction. */
const compare = (key, down) => (one, other) => {
  const [a, b] = [value(key, one), value(key, other)];
  if (a == null || b == null) {
    return (a == null) - (b == null);
  }
  return down ? b - a : a - b;
};

const matches = (filter, view) => {
  switch (filter) {
    case "":
      return true;
    case "open":
      return view.leaves > view.reportedLeaves;
    case "over":
      return view.figures.overReported === true;
    default:
      return view.figures.status === filter;
  }
};

/** Makes the units of a section searchable; the plan's order is the one they came in. */
export const list = (section) => {
  const tools = section.element.querySelector("[data-tools]");
  const body = section.element.querySelector("tbody");
  if (!tools || !body) {
    return;
  }
  const rows = [...body.rows].map((row, index) => ({
    row,
    index,
    code: row.dataset.node,
    name: row.cells[0].textContent.trim(),
    key: plain(`${row.cells[0].textContent} ${row.dataset.node}`),
  }));
  const heads = [...section.element.querySelectorAll("th[data-sort]")];
  let sort = "";

  const ordered = () => {
    const down = sort.startsWith("-");
    const key = sort.replace("-", "");
    if (key === "") {
      return [...rows];
    }
    if (key === "name") {
      return [...rows].sort((a, b) => (down ? -1 : 1) * collator.compare(a.name, b.name));
    }
    const order = compare(key, down);
    return [...rows].sort((a, b) => order(section.views.get(a.code), section.views.get(b.code)) || a.index - b.index);
  };

  const arrange = () => {
    body.append(...ordered().map((each) => each.row));
    heads.forEach((head) => {
      const own = head.dataset.sort === sort.replace("-", "");
      head.setAttribute("aria-sort", !own ? "none" : sort.startsWith("-") ? "descending" : "ascending");
    });
    const option = [...tools.elements.sort.options].find((each) => each.value === sort);
    tools.elements.sort.selectedIndex = option ? option.index : -1;
  };

  const sift = () => {
    const sought = plain(tools.elements.search.value).split(/\s+/).filter(Boolean);
    const filter = tools.elements.filter.value;
    let shown = 0;
    for (const each of rows) {
      const view = section.views.get(each.code);
      const kept = sought.every((part) => each.key.includes(part)) && (!view || matches(filter, view));
      each.row.hidden = !kept;
      shown += kept;
    }
    tools.querySelector("[data-count]").textContent = word("list.count", figure(shown), figure(rows.length));
  };

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => {
      if (section.views.size === 0) {
        return; // there are no figures to sort by yet
      }
      sort = sort === `-${head.dataset.sort}` || head.dataset.sort === "name" && sort !== "name" ? head.dataset.sort : `-${head.dataset.sort}`;
      arrange();
    });
    head.replaceChildren(button);
  }
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.elements.search.addEventListener("input", sift);
  tools.elements.filter.addEventListener("change", sift);
  tools.elements.sort.addEventListener("change", () => {
    sort = tools.elements.sort.value;
    arrange();
  });
  section.onChange(() => {
    tools.hidden = false;
    sift();
  });
  section.arrange = arrange;
};
