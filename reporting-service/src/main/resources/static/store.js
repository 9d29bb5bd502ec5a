// What the phone keeps: one IndexedDB for the page, its other tabs and the worker.
const NAME = "campaign-form";
const VERSION = 1;
const ANSWERS_KEPT = 40;
const PROBE = "x".repeat(20_000);
let opened = null;

const open = () => {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("statements", { keyPath: "id" });
      request.result.createObjectStore("stamps");
      request.result.createObjectStore("answers", { keyPath: "address" });
      request.result.createObjectStore("settings");
    };
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      database.onclose = () => (opened = null);
      done(database);
    };
    request.onerror = () => failed(request.error);
  }).catch((failure) => {
    opened = null;
    throw failure;
  });
  return opened;
};

/** The result of a request within a transaction. */
export const result = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

const transact = async (names, mode, work) => {
  const database = await open();
  return new Promise((done, failed) => {
    // Strict: a phone whose battery is taken out still has what it said that it keeps.
    const transaction = database.transaction(names, mode, { durability: "strict" });
    let made;
    transaction.oncomplete = () => done(made);
    transaction.onabort = () => failed(transaction.error ?? new DOMException("aborted", "AbortError"));
    work(...names.map((name) => transaction.objectStore(name))).then(
      (value) => (made = value),
      (failure) => {
        failed(failure);
        if (transaction.error === null) {
          transaction.abort();
        }
      },
    );
  });
};

const NO_ROOM = "QuotaExceededError";

/** Runs work on object stores in one transaction, and resolves once what it wrote is on the disk. */
export const change = (names, work) => transact(names, "readwrite", work);

/** As {@link change}, for what must be kept: remembered answers make room for it where there is none. */
export const insist = async (names, work) => {
  try {
    return await change(names, work);
  } catch (failure) {
    if (failure?.name !== NO_ROOM) {
      throw failure;
    }
    await change(["answers"], async (answers) => answers.clear());
    return change(names, work);
  }
};

export const read = (name, key) => transact([name], "readonly", (store) => result(store.get(key)));
export const all = (name) => transact([name], "readonly", (store) => result(store.getAll()));

/** A setting; undefined where there is none, or no storage. */
export const setting = (key) => read("settings", key).catch(() => undefined);
export const set = (key, value) =>
  change(["settings"], async (settings) => (value === undefined ? settings.delete(key) : settings.put(value, key)));

/** Whether a report could be kept. */
export const usable = async () => {
  try {
    await set("probe", PROBE);
    await set("probe", undefined);
    return true;
  } catch (refused) {
    return false;
  }
};

/** Remembers an account's newest answer of an address, among the newest of all; without room for it, it is not remembered. */
export const remember = (account, address, answer) =>
  change(["answers"], async (answers) => {
    answers.put({ account, address, answer, at: Date.now() });
    const held = await result(answers.getAll());
    held
      .sort((one, other) => other.at - one.at)
      .slice(ANSWERS_KEPT)
      .forEach((old) => answers.delete(old.address));
  }).catch(() => undefined);

/** The account's last answer of the address, or undefined. */
export const recall = async (account, address) => {
  const held = await read("answers", address).catch(() => undefined);
  return held?.account === account ? held.answer : undefined;
};

/** Forgets what an account could see; its statements stay. */
export const forgetAccount = () =>
  change(["answers", "settings"], async (answers, settings) => {
    answers.clear();
    ["account", "unit"].forEach((key) => settings.delete(key));
  });
