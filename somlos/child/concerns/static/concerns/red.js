/* Copying and printing a text on the red path. Without this file the text is marked and printed as any other page. */
(() => {
  "use strict";
  const buttons = document.getElementById("ta-med");
  const text = document.getElementById("tekst");
  const copied = document.getElementById("kopiert");
  if (!buttons || !text) return;
  buttons.hidden = false;
  buttons.querySelector("[name=print]").addEventListener("click", () => window.print());
  buttons.querySelector("[name=copy]").addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.innerText);
    copied.textContent = copied.dataset.said;
  });
})();
