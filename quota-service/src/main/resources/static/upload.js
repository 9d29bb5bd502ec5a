// A file is looked at first: what it would change, against the version in force; only a yes puts it in force.
import { changed, count, element, word } from "./changes.js";

const at = (id) => document.getElementById(id);
const form = at("upload");
const TYPES = {
  csv: "text/csv",
  ndjson: "application/x-ndjson",
  json: "application/json",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
let version = null;

const campaign = () => form.dataset.campaign || form.elements.campaign.value;

/** A JSON file is a whole plan; every other file holds units. */
const send = (dryRun) => {
  const file = form.elements.file.files[0];
  const type = TYPES[file.name.split(".").at(-1).toLowerCase()] ?? TYPES.csv;
  const address = `/plan/api/v1/campaigns/${campaign()}${type === TYPES.json ? "" : "/units"}${dryRun ? "?dryRun=true" : ""}`;
  const headers = { "Content-Type": type, ...(dryRun ? {} : { "If-Match": `"${version}"` }) };
  return fetch(address, { method: "PUT", headers, body: file });
};

const showErrors = (errors, omitted = 0) => {
  at("result-errors").hidden = errors.length === 0;
  at("result-errors").querySelector("ul").replaceChildren(
    ...errors.map((error) => element("li", {}, [error.line && word("field.line", count(error.line)), error.field, error.detail].filter(Boolean).join(": "))),
    ...(omitted > 0 ? [element("li", {}, word("errors.omitted", count(omitted)))] : []),
  );
};

const clear = (title) => {
  at("result").hidden = false;
  at("accept").hidden = true;
  at("result-title").textContent = title;
  at("result-counts").textContent = "";
  at("result-findings").textContent = "";
  at("result-changes").replaceChildren();
  showErrors([]);
};

const refused = (problem) => {
  clear(word(problem.code === "VERSION_CONFLICT" ? "put.conflict" : "put.refused"));
  showErrors(problem.violations ?? [{ field: problem.field, detail: problem.detail }]);
};

const look = async () => {
  clear(word("reading"));
  const response = await send(true);
  const answer = await response.json();
  if (!response.ok) {
    refused(answer);
    return;
  }
  const difference = answer.difference ?? answer;
  const nothing = difference.changes.length === 0;
  version = difference.version;
  clear(word(nothing ? "difference.none" : "difference"));
  at("result-counts").textContent = word("change.omitted", count(difference.added), count(difference.changed), count(difference.retired));
  at("result-changes").replaceChildren(...difference.changes.map((change) => changed(change, difference.names)));
  at("result-findings").textContent = word("findings.after", count(difference.findings.length));
  showErrors(answer.errors ?? [], answer.errorsOmitted);
  at("accept").hidden = nothing;
};

const accept = async () => {
  at("accept").disabled = true;
  const response = await send(false);
  const answer = await response.json();
  at("accept").disabled = false;
  if (!response.ok) {
    refused(answer);
    return;
  }
  clear(word("put.done", count(answer.version)));
  showErrors(answer.errors ?? [], answer.errorsOmitted);
  const { search } = location;
  at("result-changes").replaceChildren(element("a", { class: "button", href: `/plan/campaigns/${campaign()}${search}` }, word("plan.show")));
};

const attempt = (act) => () =>
  act()
    .catch(() => clear(word("put.failed")))
    .finally(() => at("result-title").focus());

form.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(look)();
});
form.addEventListener("change", () => (at("result").hidden = true));
at("accept").addEventListener("click", attempt(accept));
at("discard").addEventListener("click", () => {
  at("result").hidden = true;
  form.reset();
  form.elements.file.focus();
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  at("drop").addEventListener(kind, (event) => {
    event.preventDefault();
    at("drop").classList.toggle("over", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length > 0) {
      form.elements.file.files = event.dataTransfer.files;
      at("result").hidden = true;
    }
  });
}
