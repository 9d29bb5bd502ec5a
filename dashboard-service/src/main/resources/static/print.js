// The button that prints.
document.querySelector("#print").addEventListener("click", () => print());
