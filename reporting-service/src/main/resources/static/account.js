// Whose the phone is just now: the account of the page, which is kept for when there is no network, and of the session.
import { REPORTING } from "./addresses.js";
import { ask } from "./ask.js";
import { forgetPages, leave } from "./leave.js";
import { set, setting } from "./store.js";

const page = document.querySelector("main").dataset;
let account = page.account;

/** The id of the account whose statements and answers are shown. */
export const current = () => account;

/** Asks whose the session is; where it is another account's than the page's, the page of that one is opened. */
export const confirm = async () => {
  const { id } = await ask(`${REPORTING}/account`);
  const held = await setting("account");
  if (held && held.id !== id) {
    await leave();
  }
  account = id;
  await set("account", { id }).catch(() => undefined);
  if (id !== page.account) {
    await forgetPages();
    location.reload();
    await new Promise(() => undefined); // nothing more is done on this page
  }
};

/** Begins with the account of the last visit; a first visit's page is from the service and right. */
export const begin = async () => {
  const held = await setting("account");
  if (!held) {
    await set("account", { id: account }).catch(() => undefined);
  } else if (held.id !== account) {
    await confirm().catch(() => (account = held.id));
  }
};
