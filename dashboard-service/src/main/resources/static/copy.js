// Copies a text to where it is pasted into a chat.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    text.select();
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text.value);
    } else {
      document.execCommand("copy"); // without TLS there is no clipboard to ask
    }
    button.nextElementSibling.textContent = button.dataset.done;
  });
}
