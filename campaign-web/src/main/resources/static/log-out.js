// Logging out, on any page of the site: what the form keeps of the account leaves the phone; reports that were not sent stay on it.
const form = document.querySelector("form[data-unsent]");

const leave = async () => {
  const [{ statements }, { setting }, account] = await Promise.all(["outbox", "store", "leave"].map((module) => import(`/report/${module}.js`)));
  const { own } = await statements((await setting("account"))?.id);
  const unsent = own.filter((statement) => statement.state === "waiting").length;
  if (unsent > 0 && !confirm(form.dataset.unsent.replace("{0}", unsent))) {
    return false;
  }
  await account.leave();
  return true;
};

form?.addEventListener("submit", (event) => {
  if (navigator.onLine) {
    event.preventDefault();
    leave().catch(() => true).then((left) => left && form.submit());
  }
});
