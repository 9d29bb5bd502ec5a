// The burn-up of a section's main node: achieved, required, projected and floor, day by day.
import { day, figure, word } from "./format.js";

const DAY = 24 * 60 * 60 * 1000;
const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

const dates = (from, to) => {
  const all = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY) {
    all.push(new Date(at).toISOString().slice(0, 10));
  }
  return all;
};

/** Running totals of the period's days, from what was there before its first one. */
const achieved = (figures) => {
  const before = figures.achieved - figures.days.reduce((sum, value) => sum + value, 0);
  let sum = before;
  return { before, totals: figures.days.map((value) => (sum += value)) };
};

const series = (figures, all) => {
  const { before, totals } = achieved(figures);
  const last = totals.length - 1;
  const lines = [
    { name: word("chart.day"), type: "bar", data: figures.days, row: 1, colour: "--bar", z: 1 },
    { name: word("chart.actual"), type: "line", data: totals, colour: "--link", width: 3, z: 4 },
  ];
  if (figures.target != null) {
    const start = figures.target - figures.toDo;
    lines.push({
      name: word("chart.required"),
      type: "line",
      data: all.map((date, index) => Math.round((start + (figures.toDo * (index + 1)) / all.length) * 10) / 10),
      colour: "--soft",
      width: 1.5,
      z: 2,
    });
    if (figures.remainingDays > 0) {
      const from = last < 0 ? before : totals[last];
      const step = (figures.projected - from) / (all.length - 1 - last);
      lines.push({
        name: word("chart.projection"),
        type: "line",
        data: all.map((date, index) => (index < last ? null : Math.round(from + step * (index - last)))),
        colour: "--link",
        width: 2,
        dash: [4, 4],
        z: 3,
      });
    }
  }
  if (figures.floor) {
    const floor = figures.floor.value + (figures.countsBaseline ? figures.baseline : 0);
    lines.push({ name: word("chart.floor"), type: "line", data: all.map(() => floor), colour: "--risk", width: 1.5, dash: [2, 3], z: 2 });
  }
  return lines;
};

const option = (lines, all, colour, size) => ({
  animation: !still.matches,
  animationDurationUpdate: 300,
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
  grid: [
    { left: 4.5 * size, right: size, top: 3.2 * size, bottom: "34%" },
    { left: 4.5 * size, right: size, top: "74%", bottom: 2 * size },
  ],
  legend: { top: 0, left: 0, itemWidth: 1.5 * size, itemHeight: 0.7 * size, textStyle: { color: colour("--ink"), fontSize: size }, data: lines.map((line) => line.name) },
  // drawn on the canvas: the page's policy allows no inline style
  tooltip: {
    trigger: "axis",
    renderMode: "richText",
    backgroundColor: colour("--card"),
    borderColor: colour("--line"),
    textStyle: { color: colour("--ink") },
    formatter: (points) =>
      [day(all[points[0].dataIndex]), ...points.filter((point) => point.value != null).map((point) => `${point.seriesName}: ${figure(point.value)} ${word("people")}`)].join("\n"),
  },
  axisPointer: { link: [{ xAxisIndex: "all" }] },
  xAxis: [0, 1].map((gridIndex) => ({
    type: "category",
    gridIndex,
    data: all.map((date) => day(date).slice(0, 5)),
    axisLine: { lineStyle: { color: colour("--line") } },
    axisTick: { show: false },
    axisLabel: { show: gridIndex === 1, color: colour("--soft"), fontSize: size },
  })),
  yAxis: [0, 1].map((gridIndex) => ({
    type: "value",
    gridIndex,
    minInterval: 1,
    splitNumber: gridIndex === 0 ? 5 : 2,
    axisLabel: { color: colour("--soft"), fontSize: size, formatter: (value) => figure(value) },
    splitLine: { lineStyle: { color: colour("--line") } },
  })),
  series: lines.map((line) => ({
    name: line.name,
    type: line.type,
    data: line.data,
    xAxisIndex: line.row ?? 0,
    yAxisIndex: line.row ?? 0,
    z: line.z,
    showSymbol: false,
    barMaxWidth: 16,
    lineStyle: { width: line.width, type: line.dash ?? "solid" },
    itemStyle: { color: colour(line.colour) },
  })),
});

/** Draws the chart of a section, and draws it again when its main node or the colours change. */
export const chart = (section) => {
  const place = section.element.querySelector("[data-chart]");
  if (!place || !globalThis.echarts) {
    return;
  }
  const canvas = place.querySelector("div");
  let drawn = null;
  const draw = () => {
    const { figures, name } = section.main;
    const all = dates(figures.from, figures.to);
    place.hidden = false;
    drawn ??= globalThis.echarts.init(canvas);
    const style = getComputedStyle(document.documentElement);
    const lines = series(figures, all);
    const size = 0.75 * parseFloat(style.fontSize);
    const colour = (name) => style.getPropertyValue(name).trim();
    drawn.setOption(option(lines, all, colour, size), { replaceMerge: ["series"] });
    canvas.setAttribute(
      "aria-label",
      word("chart.label", document.documentElement.lang === "en" && name.en ? name.en : name.vi, figure(figures.achieved), figure(figures.target), figure(figures.projected)),
    );
  };
  section.onChange((codes) => codes.includes(section.root) && draw());
  dark.addEventListener("change", () => section.main && draw());
  new ResizeObserver(() => {
    if (drawn && canvas.clientWidth > 0) {
      drawn.resize();
      draw();
    }
  }).observe(place);
};
