// Keyboard search, small comforts of forms, and words for requests that failed. No page needs it to work.
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);
  const finder = byId("finder");
  const keys = byId("keys");

  function typing(target) {
    return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  }

  function open(dialog) {
    if (dialog && !dialog.open) dialog.showModal();
  }

  // Finder: the places of the site and one line that searches the library

  function lines() {
    return [...finder.querySelectorAll("li:not([hidden]) > a")];
  }

  function select(line) {
    lines().forEach((each) => each.setAttribute("aria-selected", String(each === line)));
    if (line) line.scrollIntoView({ block: "nearest" });
  }

  function narrow(words) {
    const wanted = words.trim().toLowerCase();
    finder.querySelectorAll("li[data-place]").forEach((item) => {
      item.hidden = wanted !== "" && !item.textContent.toLowerCase().includes(wanted);
    });
    const line = finder.querySelector("li[data-search]");
    if (line) {
      line.hidden = wanted === "";
      line.querySelector("q").textContent = words.trim();
      line.querySelector("a").href = line.dataset.search + "?q=" + encodeURIComponent(words.trim());
    }
    select(lines()[0]);
  }

  if (finder) {
    const input = finder.querySelector("input");
    input.addEventListener("input", () => narrow(input.value));
    finder.addEventListener("keydown", (event) => {
      if (event.isComposing) return; // Enter and the arrows belong to the Chinese input method
      const all = lines();
      const now = all.findIndex((line) => line.getAttribute("aria-selected") === "true");
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        select(all[(now + step + all.length) % all.length]);
      } else if (event.key === "Enter" && all[now]) {
        event.preventDefault();
        all[now].click();
      }
    });
    finder.addEventListener("close", () => { input.value = ""; narrow(""); });
    narrow("");
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open(finder);
      return;
    }
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const box = document.querySelector("[data-search-box]");
      event.preventDefault();
      if (box && box.offsetParent !== null) box.focus();
      else open(finder);
    } else if (event.key === "?") {
      open(keys);
    }
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) open(byId(opener.dataset.opens));
    if (event.target instanceof HTMLDialogElement) event.target.close();
    const closer = event.target.closest("[data-closes]");
    if (closer) closer.closest("dialog").close();
    const copier = event.target.closest("[data-copies]");
    if (copier && navigator.clipboard) {
      navigator.clipboard.writeText(byId(copier.dataset.copies).textContent.trim());
      copier.textContent = copier.dataset.done;
    }
    const printer = event.target.closest("[data-prints]");
    if (printer) window.print();
  });

  // Forms: ask before what cannot be undone, send once, submit filters when they change

  document.addEventListener("submit", (event) => {
    const question = event.target.dataset.asks;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      return;
    }
    if (event.target.method === "post" && !event.target.matches("[hx-post]")) {
      const button = event.submitter;
      if (button) setTimeout(() => { button.disabled = true; }, 0);
    }
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form [type=submit][disabled]:not([data-stays])").forEach((each) => { each.disabled = false; });
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
  });

  // htmx: a failed request is said aloud instead of nothing happening

  function say(message) {
    const place = byId("notices");
    if (!place || !message) return;
    const notice = document.createElement("div");
    notice.className = "alert alert-danger";
    notice.setAttribute("role", "alert");
    notice.textContent = message;
    place.replaceChildren(notice);
    notice.scrollIntoView({ block: "nearest" });
  }

  const words = document.body.dataset;
  document.addEventListener("htmx:sendError", () => say(words.noAnswer));
  document.addEventListener("htmx:timeout", () => say(words.noAnswer));
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    say(status === 403 ? words.forbidden : status === 429 ? words.tooMany : words.failed);
  });
  let waiting = 0;
  const line = document.querySelector(".wait-line");
  document.addEventListener("htmx:beforeRequest", () => { waiting += 1; if (line) line.hidden = false; });
  document.addEventListener("htmx:afterRequest", () => {
    waiting = Math.max(0, waiting - 1);
    if (line && !waiting) line.hidden = true;
  });
})();
