// Choosing who reports: a campaign and one of its units, remembered on this phone.
import { current } from "./account.js";
import { REPORTING } from "./addresses.js";
import { ask, refresh } from "./ask.js";
import { set, setting } from "./store.js";
import { element, name, reason, word } from "./words.js";

const PAUSE = 150;

const chosen = async () => {
  const address = new URLSearchParams(location.search);
  const known = await setting("unit");
  return address.get("unit") ? { campaign: address.get("campaign") ?? known?.campaign, unit: address.get("unit") } : known;
};

/**
 * Wires the search.
 *
 * @param taken called with the view of the unit that was chosen, now or on the last visit: as remembered, then as it is
 * @returns what chooses a unit
 */
export const chooseUnit = (form, taken) => {
  const select = form.elements.campaign;
  const list = form.querySelector("ul");
  const empty = form.querySelector("[data-none]");
  const failed = form.querySelector("[data-failed]");

  const take = async (campaign, unit) => {
    await refresh(current(), `${REPORTING}/campaigns/${campaign}/units/${unit}`, taken);
    await set("unit", { campaign, unit }).catch(() => undefined);
  };

  let asked = 0;
  const search = async (alone) => {
    const turn = ++asked;
    const found = await ask(`${REPORTING}/campaigns/${select.value}/units?${new URLSearchParams({ search: form.elements.search.value })}`);
    if (turn !== asked) {
      return;
    }
    if (alone && found.length === 1) {
      await take(select.value, found[0].code); // whoever reports for one unit alone need not choose it
      return;
    }
    list.replaceChildren(
      ...found.map((unit) =>
        element(
          "li",
          {},
          element("button", { type: "button", onclick: () => take(select.value, unit.code).catch(show) }, name(unit.name), element("small", {}, unit.above ? ` ${name(unit.above)}` : "")),
        ),
      ),
    );
    empty.hidden = found.length > 0;
  };

  const show = (failure) => (failed.textContent = failure.problem ? reason(failure.problem) : word("offline.first"));

  let pending;
  const soon = () => {
    clearTimeout(pending);
    pending = setTimeout(() => search(false).catch(() => (empty.hidden = false)), PAUSE);
  };
  form.elements.search.addEventListener("input", soon);
  select.addEventListener("change", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("button")?.click();
  });

  const campaigns = (found) => {
    const before = select.value;
    select.replaceChildren(...found.map((campaign) => element("option", { value: campaign.code }, name(campaign.name))));
    select.closest("label").hidden = found.length < 2;
    select.value = found.some((campaign) => campaign.code === before) ? before : found[0]?.code;
  };

  const begin = async () => {
    const known = await chosen();
    const listed = refresh(current(), `${REPORTING}/campaigns`, campaigns);
    if (!known?.campaign) {
      await listed;
    }
    try {
      if (known) {
        await take(known.campaign ?? select.value, known.unit);
      }
    } catch (failure) {
      if (failure.status === 403) {
        await set("unit", undefined); // of whoever used this phone before
      }
      show(failure);
    }
    await listed;
    select.value = known?.campaign ?? select.value;
    await search(!known);
  };
  begin().catch(show);

  return take;
};
