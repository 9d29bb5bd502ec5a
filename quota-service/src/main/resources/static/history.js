// The history of a plan, newest first.
import { changed, time, word } from "./changes.js";

const PAGE = 50;
const place = document.querySelector("#history");
const older = document.querySelector("#older");
const failed = document.querySelector("#failed");
const { campaign } = document.querySelector("main").dataset;
let before = null;

const read = async () => {
  const query = new URLSearchParams({ limit: PAGE, ...(before ? { before } : {}) });
  const response = await fetch(`/plan/api/v1/campaigns/${campaign}/history?${query}`);
  failed.hidden = response.ok;
  if (!response.ok) {
    return;
  }
  const changes = await response.json();
  place.append(...changes.map((change) => changed(change, change.names, word("history.by", change.by ?? "–", time(change.at), change.version))));
  if (!place.hasChildNodes()) {
    place.textContent = word("history.none");
  }
  const last = changes.at(-1);
  before = last && `${last.version}-${last.sequence}`;
  older.hidden = changes.length < PAGE;
};

older.addEventListener("click", read);
read().catch(() => (failed.hidden = false));
