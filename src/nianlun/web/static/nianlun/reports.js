// Reports: words are edited around figures that cannot be mistyped; a number that is opened stays marked.

(() => {
  "use strict";

  const CHIP = /⟦([^⟦⟧]*)⟧/g;
  const NAME = "=";
  let last = null; // the field in which the caret stood

  const figures = new Map();
  document.querySelectorAll("[data-chip]").forEach((each) => figures.set(each.dataset.chip, each));

  // A chip is one thing: it can be moved and deleted, nothing can be typed into it

  function chip(token) {
    const made = document.createElement("span");
    made.contentEditable = "false";
    made.dataset.token = token;
    const figure = figures.get(token);
    made.className = token.startsWith(NAME) ? "chip name" : figure ? "chip" : "chip unknown";
    made.textContent = token.startsWith(NAME) ? token.slice(1) : figure ? figure.dataset.display : token;
    if (figure) made.title = figure.dataset.label;
    return made;
  }

  function fill(field, text) {
    let at = 0;
    for (const match of text.matchAll(CHIP)) {
      field.append(text.slice(at, match.index), chip(match[1]));
      at = match.index + match[0].length;
    }
    field.append(text.slice(at));
  }

  function read(node) {
    let text = "";
    for (const each of node.childNodes) {
      if (each.nodeType === Node.TEXT_NODE) text += each.data;
      else if (each.dataset && each.dataset.token !== undefined) text += `⟦${each.dataset.token}⟧`;
      else text += ` ${read(each)}`;
    }
    return text;
  }

  function insert(field, node) {
    const selection = window.getSelection();
    const range = selection.rangeCount && field.contains(selection.anchorNode) ? selection.getRangeAt(0) : null;
    if (range) {
      range.deleteContents();
      range.insertNode(node);
      range.setStartAfter(node);
      range.collapse(true);
      selection.removeAllRanges();
      selection.addRange(range);
    } else {
      field.append(node);
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function dress(source) {
    const field = document.createElement("div");
    field.className = `form-control words-field ${source.dataset.words}`;
    field.contentEditable = "true";
    field.setAttribute("role", "textbox");
    field.setAttribute("aria-label", source.getAttribute("aria-label"));
    fill(field, source.value);
    source.hidden = true;
    source.after(field);
    field.addEventListener("input", () => { source.value = read(field).replace(/\s+/g, " ").trim(); });
    field.addEventListener("focus", () => { last = field; });
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    field.addEventListener("drop", (event) => event.preventDefault());
    field.addEventListener("paste", (event) => {
      event.preventDefault();
      const text = event.clipboardData.getData("text/plain").replace(/\s+/g, " ");
      const piece = document.createDocumentFragment();
      fill(piece, text);
      const end = document.createTextNode("");
      piece.append(end);
      insert(field, piece);
    });
  }

  document.querySelectorAll("[data-words]").forEach(dress);
  document.querySelectorAll("[data-needs-script]").forEach((each) => { each.hidden = false; });
  document.querySelectorAll("[data-without-script]").forEach((each) => { each.hidden = true; });

  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-chip]")) event.preventDefault(); // keeps the caret where it stands
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-chip]");
    const field = last || document.querySelector(".words-field:not(.heading)");
    if (!button || !field) return;
    field.focus();
    insert(field, chip(button.dataset.chip));
  });
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-finds-chips]")) return;
    const wanted = event.target.value.trim();
    figures.forEach((each) => { each.hidden = !`${each.dataset.label}${each.dataset.display}`.includes(wanted); });
  });

  // The number that is open

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "trace") return;
    event.target.scrollTop = 0;
    const opener = event.detail.requestConfig && event.detail.requestConfig.elt;
    if (!opener || !opener.matches(".paper .fact")) return;
    document.querySelectorAll(".fact[aria-current]").forEach((each) => each.removeAttribute("aria-current"));
    opener.setAttribute("aria-current", "true");
  });
})();
