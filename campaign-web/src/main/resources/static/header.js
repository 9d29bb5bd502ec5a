// The menu of the header: it opens and closes without a script; with one, Escape and a click elsewhere close it, too.
const menu = document.querySelector(".menu");

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu?.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
addEventListener("click", (event) => {
  if (menu && !menu.contains(event.target)) {
    menu.open = false;
  }
});

// On a phone the tabs are wider than the screen: the one of this page is in sight.
const tab = document.querySelector(".sections [aria-current]");
tab?.parentElement.scrollTo({ left: tab.offsetLeft - tab.parentElement.offsetLeft - 16 });
