/* Small comforts. Every page works without this file. */
(() => {
  "use strict";
  const REST = 1500;
  const MOMENT = 300;

  /* Menus of the top bar: Esc closes and gives focus back, a press outside closes. */
  const openMenus = () => document.querySelectorAll("details[name='s-top'][open]");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) {
      const followed = event.target.closest("a[href^='#']");
      if (!menu.contains(event.target) || followed) menu.open = false;
    }
  });

  /* A field that has been put right no longer says it is wrong, and leaves the summary. */
  const messageOf = (field) => {
    const ids = (field.getAttribute("aria-describedby") || "").split(" ");
    const group = field.closest("fieldset[aria-describedby]");
    if (group) ids.push(...group.getAttribute("aria-describedby").split(" "));
    return ids.filter((id) => id.endsWith("_error")).map((id) => document.getElementById(id)).find(Boolean);
  };
  const putRight = (event) => {
    const field = event.target;
    const filled = field.type === "checkbox" || field.type === "radio" || (field.value || "").trim() !== "";
    if (!filled || !field.matches("[aria-invalid='true']")) return;
    const message = messageOf(field);
    const group = field.closest("fieldset[aria-describedby]");
    for (const one of group ? group.querySelectorAll("[aria-invalid]") : [field]) one.removeAttribute("aria-invalid");
    if (message) message.hidden = true;
    const first = group ? group.querySelector("input") : field;
    const line = document.querySelector(`.ds-error-summary a[href="#${CSS.escape(first.id)}"]`);
    const summary = line && line.closest(".ds-error-summary");
    if (!summary) return;
    line.closest("li").remove();
    if (!summary.querySelector("li")) summary.remove();
  };
  document.addEventListener("input", putRight);

  /* A form with data-autosave fires “somlos:rest” when the writer rests or leaves, so that htmx can keep the draft. */
  const timers = new WeakMap();
  const rest = (form) => {
    if (!timers.has(form)) return;
    clearTimeout(timers.get(form));
    timers.delete(form);
    form.dispatchEvent(new CustomEvent("somlos:rest", { bubbles: true }));
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (!form) return;
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => rest(form), REST));
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") document.querySelectorAll("form[data-autosave]").forEach(rest);
  });

  /* A button that has been pressed says so when the answer takes more than a moment, and is not pressed twice. */
  const busy = new Map();
  const begin = (button) => {
    if (button && !busy.has(button)) busy.set(button, setTimeout(() => button.setAttribute("aria-busy", "true"), MOMENT));
  };
  const end = (button) => {
    clearTimeout(busy.get(button));
    busy.delete(button);
    button.removeAttribute("aria-busy");
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    begin(event.submitter);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    [...busy.keys()].forEach(end);
  });

  /* htmx: the same for its requests, and one sentence when no answer came. What was written stays on the page. */
  const pressed = (event) => {
    const sent = event.detail.requestConfig && event.detail.requestConfig.triggeringEvent;
    const by = (sent && sent.submitter) || event.detail.elt;
    return by && by.matches("button") ? by : null;
  };
  const sayFailed = (event) => {
    const words = document.getElementById("s-failed");
    const near = event.detail.elt.closest("form") || document.getElementById("innhold");
    if (!words || near.querySelector(":scope > .s-failed")) return;
    const alert = document.createElement("div");
    alert.className = "ds-alert s-alert s-failed";
    alert.dataset.color = "danger";
    alert.setAttribute("role", "alert");
    near.prepend(alert);
    alert.append(words.content.cloneNode(true));
  };
  document.addEventListener("htmx:beforeSend", (event) => begin(pressed(event)));
  document.addEventListener("htmx:afterRequest", (event) => {
    const button = pressed(event);
    if (button) end(button);
    if (event.detail.successful) document.querySelectorAll(".s-failed").forEach((alert) => alert.remove());
  });
  document.addEventListener("htmx:responseError", sayFailed);
  document.addEventListener("htmx:sendError", sayFailed);
  document.addEventListener("htmx:timeout", sayFailed);
})();
