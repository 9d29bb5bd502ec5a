// The live page: each section follows its own stream; a past day is read once.
import { chart } from "./charts.js";
import { list } from "./list.js";
import { replay } from "./replay.js";
import { Section } from "./section.js";
import { follow, readOnce, stop } from "./stream.js";
import { wall } from "./wall.js";

const RETRY = 5000;
const { dataset } = document.querySelector("main");
const failed = document.querySelector("#failed");
const sections = [...document.querySelectorAll("section.live")].map((element) => new Section(element));

const show = async (asOf) => {
  try {
    await Promise.all(sections.map((section) => readOnce(section, asOf)));
    failed.hidden = true;
  } catch (unreachable) {
    failed.hidden = false;
    setTimeout(() => !failed.hidden && show(asOf), RETRY);
  }
};

for (const section of sections) {
  chart(section);
  list(section);
}
if (dataset.follow === "true") {
  sections.forEach((section) => follow(section));
} else {
  show(dataset.day);
}
replay(document.querySelector("#replay"), dataset, (asOf) => {
  stop();
  return show(asOf);
});
wall(document.querySelector("#wall-screen"), sections);
