// A unit's page: its figures follow the stream, and its days are read again when they change.
import { chart } from "./charts.js";
import { follow, readOnce } from "./stream.js";
import { Section } from "./section.js";

const section = new Section(document.querySelector("section.live"));
chart(section);

/** Puts the days of a freshly read page in the place of those shown. */
const readDays = async () => {
  const response = await fetch(location.href);
  if (response.ok) {
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const part of ["#days tbody", "[data-required]"]) {
      document.querySelector(part)?.replaceWith(page.querySelector(part));
    }
  }
};

if (section.element.dataset.events) {
  let first = true;
  follow(section, () => {
    if (!first) {
      readDays();
    }
    first = false;
  });
} else {
  readOnce(section, section.element.dataset.day);
}
