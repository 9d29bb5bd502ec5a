// Choosing who reports: a campaign and one of its units, remembered on this phone.
import { ask, askOrRemember, clock } from "./ask.js";
import { element, name, word } from "./words.js";

const PAUSE = 150;
const chosen = () => {
  const address = new URLSearchParams(location.search);
  const known = JSON.parse(localStorage.getItem("unit") ?? "null");
  return address.get("unit") ? { campaign: address.get("campaign") ?? known?.campaign, unit: address.get("unit") } : known;
};

/** Wires the search; calls back with the view of the unit that was chosen, now or on the last visit. */
export const chooseUnit = async (form, taken) => {
  const campaigns = await askOrRemember("/report/api/v1/campaigns");
  const select = form.elements.campaign;
  select.replaceChildren(...campaigns.map((campaign) => element("option", { value: campaign.code }, name(campaign.name))));
  select.closest("label").hidden = campaigns.length < 2;
  const list = form.querySelector("ul");
  const empty = form.querySelector("[data-none]");

  const take = async (campaign, unit) => {
    const view = await askOrRemember(`/report/api/v1/campaigns/${campaign}/units/${unit}`);
    if (navigator.onLine) {
      clock.set(view.now);
    }
    localStorage.setItem("unit", JSON.stringify({ campaign, unit }));
    taken(view);
  };

  let asked = 0;
  const search = async () => {
    const turn = ++asked;
    const text = form.elements.search.value;
    const found = await ask(`/report/api/v1/campaigns/${select.value}/units?${new URLSearchParams({ search: text })}`);
    if (turn === asked) {
      if (text === "" && found.length === 1 && !localStorage.getItem("unit")) {
        await take(select.value, found[0].code); // whoever reports for one unit alone need not choose it
        return;
      }
      list.replaceChildren(
        ...found.map((unit) =>
          element(
            "li",
            {},
            element("button", { type: "button", onclick: () => take(select.value, unit.code) }, name(unit.name), element("small", {}, unit.above ? ` ${name(unit.above)}` : "")),
          ),
        ),
      );
      empty.hidden = found.length > 0;
    }
  };

  let pending;
  const soon = () => {
    clearTimeout(pending);
    pending = setTimeout(() => search().catch(() => (empty.hidden = false)), PAUSE);
  };
  form.elements.search.addEventListener("input", soon);
  select.addEventListener("change", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("button")?.click();
  });

  const known = chosen();
  if (known?.campaign ?? campaigns[0]) {
    select.value = known?.campaign ?? campaigns[0].code;
  }
  soon();
  if (known) {
    try {
      await take(known.campaign ?? campaigns[0].code, known.unit);
    } catch (failure) {
      if (failure.status === 403) {
        localStorage.removeItem("unit"); // of whoever used this phone before
        soon();
      }
      form.querySelector("[data-failed]").textContent = failure.problem ? word(`refusal.${failure.problem.code}`) ?? "" : word("offline.first");
    }
  }
};
