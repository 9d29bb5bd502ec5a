// Goes back to the evening of any day of the campaign, one by one or as a film.
import { day, word } from "./format.js";

const DAY = 24 * 60 * 60 * 1000;
const PACE = 900;

/**
 * Wires the slider.
 *
 * @param show shows a day; its promise is waited for before the next one is asked
 */
export const replay = (bar, campaign, show) => {
  const first = Date.parse(campaign.from);
  const newest = Math.min(Date.parse(campaign.to), Date.parse(campaign.today));
  if (!bar || newest <= first) {
    return;
  }
  const slider = bar.querySelector("input");
  const output = bar.querySelector("output");
  const play = bar.querySelector("[data-play]");
  const date = () => new Date(first + slider.valueAsNumber * DAY).toISOString().slice(0, 10);
  let film = null;
  let wanted = null;
  let showing = false;

  const name = () => {
    output.textContent = day(date());
    slider.setAttribute("aria-valuetext", day(date()));
  };

  // the newest wish is shown; those before it, while an answer was awaited, are not
  const go = async () => {
    name();
    wanted = date();
    bar.querySelector("[data-back]").hidden = false;
    if (showing) {
      return;
    }
    showing = true;
    while (wanted) {
      const next = wanted;
      wanted = null;
      await show(next);
    }
    showing = false;
  };

  const pause = () => {
    clearInterval(film);
    film = null;
    play.textContent = word("replay.play");
  };

  const step = (days) => {
    slider.valueAsNumber += days;
    return go();
  };

  slider.max = (newest - first) / DAY;
  slider.valueAsNumber = (Math.min(newest, Math.max(first, Date.parse(campaign.day))) - first) / DAY;
  name();
  bar.hidden = false;
  slider.addEventListener("input", () => {
    pause();
    go();
  });
  bar.querySelectorAll("[data-step]").forEach((button) =>
    button.addEventListener("click", () => {
      pause();
      step(Number(button.dataset.step));
    }),
  );
  play.addEventListener("click", () => {
    if (film) {
      pause();
      return;
    }
    if (slider.valueAsNumber === Number(slider.max)) {
      slider.valueAsNumber = 0;
      go();
    }
    play.textContent = word("replay.pause");
    film = setInterval(() => {
      if (slider.valueAsNumber === Number(slider.max)) {
        pause();
      } else if (!showing) {
        step(1);
      }
    }, PACE);
  });
};
