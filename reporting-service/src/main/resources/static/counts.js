// The large inputs: one for each indicator that is reported, and the sums that follow from them.
import { count, element, name, word } from "./words.js";

/** Puts the inputs into a fieldset. */
export const countInputs = (place, unit) => {
  const reported = unit.indicators.filter((indicator) => !indicator.sum);
  const sums = unit.indicators.filter((indicator) => indicator.sum);
  const inputs = new Map();
  const first = sums.find((sum) => sum.code === unit.mainIndicator)?.sumOf ?? [unit.mainIndicator];
  const ordered = [...reported].sort((one, other) => first.includes(other.code) - first.includes(one.code));
  const shown = [];
  const more = [];
  for (const indicator of ordered) {
    const input = element("input", {
      type: "number", inputmode: "numeric", min: 0, max: unit.maximumCount, step: 1, name: indicator.code, id: `count-${indicator.code}`, autocomplete: "off", placeholder: "0",
    });
    inputs.set(indicator.code, input);
    const label = element("label", { class: "count", for: input.id }, element("span", {}, name(indicator.name)), input, element("small", {}, word("people")));
    (first.includes(indicator.code) ? shown : more).push(label);
  }
  const outputs = sums.map((sum) => [sum, element("output", { "data-sum": sum.code })]);
  const details = element("details", { id: "more" }, element("summary", {}, word("counts.more", count(more.length))), ...more);
  place.replaceChildren(
    ...shown,
    ...outputs.map(([sum, output]) => element("p", { class: "sum" }, `${name(sum.name)}: `, output, ` ${word("people")}`)),
    ...(more.length ? [details] : []),
  );

  const value = (code) => (inputs.get(code)?.value ? Number(inputs.get(code).value) : 0);
  const add = () => outputs.forEach(([sum, output]) => (output.textContent = count(sum.sumOf.reduce((total, part) => total + value(part), 0))));
  place.addEventListener("input", add);
  add();

  return {
    /** What was entered; what was left empty is left out. */
    get: () => Object.fromEntries([...inputs].filter(([, input]) => input.value !== "").map(([code, input]) => [code, Number(input.value)])),
    set(counts) {
      inputs.forEach((input, code) => (input.value = counts[code] ?? ""));
      details.open = more.some((label) => label.querySelector("input").value !== "");
      add();
    },
    names: new Map(reported.map((indicator) => [indicator.code, name(indicator.name)])),
    /** The first input that is no count, or null. */
    faulty: () => [...inputs.values()].find((input) => !input.checkValidity()) ?? null,
    input: (code) => inputs.get(code),
  };
};
