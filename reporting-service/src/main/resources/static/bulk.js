// Many reports in one file: checked first, then sent, each time with what became of its lines.
import { ask } from "./ask.js";
import { count, element, name, reason, word } from "./words.js";

const at = (id) => document.getElementById(id);
const form = at("file-form");
const TYPES = { csv: "text/csv", ndjson: "application/x-ndjson", json: "application/json" };
const FIRST = { reports: ["unit", "date", "source", "observedAt", "note"], verifications: ["unit", "asOf", "observedAt"] };
let indicators = [];

const showColumns = () => {
  const columns = [...FIRST[form.elements.kind.value], ...indicators].join(",");
  at("columns").textContent = columns;
  URL.revokeObjectURL(at("template").href);
  at("template").href = URL.createObjectURL(new Blob([`\uFEFF${columns}\n`], { type: "text/csv" }));
};

const chosen = async () => {
  const units = await ask(`/report/api/v1/campaigns/${form.elements.campaign.value}/units`);
  if (units.length > 0) {
    const unit = await ask(`/report/api/v1/campaigns/${form.elements.campaign.value}/units/${units[0].code}`);
    indicators = unit.indicators.filter((indicator) => !indicator.sum).map((indicator) => indicator.code);
  }
  showColumns();
};

/** Posts the file, telling how much of it is on its way; fetch could not. */
const post = (dryRun, progress) =>
  new Promise((done, failed) => {
    const file = form.elements.file.files[0];
    const request = new XMLHttpRequest();
    request.open("POST", `/report/api/v1/campaigns/${form.elements.campaign.value}/${form.elements.kind.value}?dryRun=${dryRun}`);
    request.setRequestHeader("Content-Type", TYPES[file.name.split(".").at(-1).toLowerCase()] ?? TYPES.csv);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener("load", () => (request.status === 200 ? done(request.response) : failed(request.response)));
    request.addEventListener("error", () => failed(null));
    request.send(file);
  });

const show = (summary, dryRun) => {
  at("result-title").textContent = word(dryRun ? "bulk.checked" : "bulk.done");
  at("summary").textContent = word("bulk.summary", count(summary.received), count(summary.accepted), count(summary.rejected));
  at("errors").hidden = summary.errors.length === 0;
  at("errors").querySelector("tbody").replaceChildren(
    ...summary.errors.map((error) =>
      element("tr", {}, element("th", { scope: "row" }, count(error.line)), element("td", { class: "start" }, error.field ?? ""), element("td", { class: "start" }, reason(error))),
    ),
  );
  at("omitted").textContent = summary.errorsOmitted ? word("bulk.omitted", count(summary.errorsOmitted)) : "";
  at("send-file").hidden = !dryRun || summary.accepted === 0;
};

const run = async (dryRun) => {
  at("result").hidden = false;
  at("send-file").hidden = true;
  at("progress").hidden = false;
  at("progress").value = 0;
  at("result-title").textContent = word("bulk.sending");
  at("summary").textContent = "";
  at("errors").hidden = true;
  form.inert = true;
  try {
    show(await post(dryRun, (share) => (at("progress").value = share)), dryRun);
  } catch (problem) {
    at("result-title").textContent = word("bulk.failed");
    at("summary").textContent = problem ? reason(problem) : word("refusal.BROKER_UNAVAILABLE");
  } finally {
    form.inert = false;
    at("progress").hidden = true;
    at("result-title").focus();
  }
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run(true);
});
form.addEventListener("change", (event) => {
  at("result").hidden = true;
  if (event.target.name === "campaign") {
    chosen();
  } else if (event.target.name === "kind") {
    showColumns();
  }
});
at("send-file").addEventListener("click", () => run(false));
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
const campaigns = await ask("/report/api/v1/campaigns");
form.elements.campaign.replaceChildren(...campaigns.map((campaign) => element("option", { value: campaign.code }, name(campaign.name))));
if (campaigns.length > 0) {
  await chosen();
}
