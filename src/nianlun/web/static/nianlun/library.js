// The library's pages: keys in lists, selection over pages, the drawer, notes on figures, adding a finding
// or closing a part from selected words, jumping between differences, dropping files. Everything also works without it.
(() => {
  "use strict";

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const typing = (target) =>
    target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  const said = (words, number) => (number === 1 ? words.one : words.many.replace("%n", number));

  // Lists: j and k go through the rows, Enter opens, x selects

  let current = -1;

  function rows() {
    return all("[data-list] [data-row]");
  }

  function step(by) {
    const list = rows();
    if (!list.length) return;
    current = Math.min(list.length - 1, Math.max(0, current + by));
    list.forEach((row, place) => row.classList.toggle("current", place === current));
    const link = one("[data-open]", list[current]) || one("a", list[current]);
    if (link) link.focus({ preventScroll: true });
    list[current].scrollIntoView({ block: "nearest" });
  }

  function key(name) {
    const link = one(`[data-key="${name}"]`);
    if (link) link.click();
    return Boolean(link);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "x" && current >= 0) {
      const box = one("[data-selects]", rows()[current]);
      if (box) box.click();
    } else if (event.key === "n") jump(1);
    else if (event.key === "p") jump(-1);
    else if (event.key === "[" || event.key === "]") key(event.key);
  });

  // Selection: kept for this tab while one goes from page to page

  const KEPT = "library-selection";
  const bar = document.getElementById("selection");

  function selected() {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT)) || [];
    } catch {
      return [];
    }
  }

  function keep(ids) {
    sessionStorage.setItem(KEPT, JSON.stringify(ids));
    show();
  }

  function show() {
    if (!bar) return;
    const ids = selected();
    all("[data-selects]").forEach((box) => { box.checked = ids.includes(box.dataset.selects); });
    bar.hidden = ids.length === 0;
    one("[data-count]", bar).textContent = said(bar.dataset, ids.length);
    all("[data-ids]", bar).forEach((field) => { field.value = ids.join(","); });
    const compare = one("[data-compare]", bar);
    compare.hidden = ids.length !== 2;
    if (ids.length === 2) compare.href = compare.dataset.compare.replace("/1/2/", `/${ids[0]}/${ids[1]}/`);
  }

  document.addEventListener("change", (event) => {
    const box = event.target.closest("[data-selects]");
    if (!box) return;
    const id = box.dataset.selects;
    keep(box.checked ? [...selected(), id] : selected().filter((each) => each !== id));
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-unselects]")) keep([]);
  });
  document.addEventListener("htmx:afterSettle", () => { current = -1; show(); });
  show();

  // A facet chosen on the phone must not leave the page behind the closed sheet locked

  document.addEventListener("htmx:beforeSwap", () => {
    const sheet = document.getElementById("facets");
    if (!sheet || !sheet.classList.contains("show")) return;
    const open = bootstrap.Offcanvas.getInstance(sheet);
    if (open) open.dispose();
    all(".offcanvas-backdrop").forEach((each) => each.remove());
    document.body.removeAttribute("style");
  });

  // The drawer beside the text

  const drawer = document.getElementById("drawer");

  function openDrawer(address) {
    htmx.ajax("GET", address, { target: "#drawer-body", swap: "innerHTML" });
    bootstrap.Offcanvas.getOrCreateInstance(drawer).show();
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = event.target.closest("a[data-drawer]");
    if (link && drawer) {
      event.preventDefault();
      openDrawer(link.href);
      return;
    }
    const closer = event.target.closest("[data-closes-drawer]");
    if (closer && drawer && drawer.classList.contains("show")) {
      event.preventDefault();
      bootstrap.Offcanvas.getOrCreateInstance(drawer).hide();
      return;
    }
    const promise = event.target.closest(".show-commitments [data-commitment]");
    if (promise && drawer && window.getSelection().isCollapsed) openDrawer(promise.dataset.commitment);
  });

  // On a narrow screen the panel one is on must be in sight

  const panels = one(".panels");
  const here = one(".panels .active");
  if (panels && here) panels.scrollLeft = here.offsetLeft - (panels.clientWidth - here.offsetWidth) / 2;

  // What is shown in the text

  const paper = document.getElementById("paper");

  document.addEventListener("change", (event) => {
    const box = event.target.closest("[data-shows]");
    if (box && paper) paper.classList.toggle(`show-${box.dataset.shows}`, box.checked);
  });
  if (window.matchMedia("(max-width: 61.98em)").matches) {
    all("[data-folds-on-phone]").forEach((each) => each.removeAttribute("open"));
  }

  // Notes on figures: on the pointer and on focus

  const note = document.createElement("div");
  note.className = "note";
  note.setAttribute("role", "status");
  note.hidden = true;
  document.body.append(note);

  function tell(figure) {
    note.textContent = figure.dataset.note;
    note.hidden = false;
    const box = figure.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - note.offsetWidth - 8));
    note.style.left = `${left + window.scrollX}px`;
    const above = box.top - note.offsetHeight - 6;
    note.style.top = `${(above > 4 ? above : box.bottom + 6) + window.scrollY}px`;
  }

  function hush() { note.hidden = true; }

  if (paper) {
    paper.addEventListener("mouseover", (event) => {
      const figure = event.target.closest(".show-figures [data-note]");
      if (figure) tell(figure);
      else hush();
    });
    paper.addEventListener("mouseleave", hush);
    paper.addEventListener("focusin", (event) => {
      if (event.target.matches("[data-note]")) tell(event.target);
    });
    paper.addEventListener("focusout", hush);
  }

  // The outline follows the text

  const heads = new Map(all(".outline a[href^='#h-']").map((link) => [link.getAttribute("href").slice(1), link]));
  if (paper && heads.size && "IntersectionObserver" in window) {
    const seen = new IntersectionObserver((entries) => {
      const entry = entries.find((each) => each.isIntersecting);
      if (!entry) return;
      heads.forEach((link) => link.classList.remove("here"));
      const link = heads.get(entry.target.id);
      if (link) link.classList.add("here");
    }, { rootMargin: "0px 0px -75% 0px" });
    all("[id^='h-']", paper).forEach((head) => seen.observe(head));
  }

  // Adding a finding or closing a part: offsets in code points, from the piece of text the selection begins and ends in

  let adder;

  function place(node, offset) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const piece = element && element.closest("[data-at]");
    if (!piece || !paper.contains(piece)) return null;
    const range = document.createRange();
    range.selectNodeContents(piece);
    range.setEnd(node, offset);
    return Number(piece.dataset.at) + [...range.toString()].length;
  }

  function offer() {
    const selection = window.getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const pieces = all("[data-at]", paper).filter((piece) => range.intersectsNode(piece));
    if (!pieces.length) return;
    const last = pieces[pieces.length - 1];
    const start = place(range.startContainer, range.startOffset) ?? Number(pieces[0].dataset.at);
    const end = place(range.endContainer, range.endOffset) ?? Number(last.dataset.at) + [...last.textContent].length;
    if (end <= start) return;
    adder.start = start;
    adder.end = end;
    adder.box.hidden = false;
    one("[data-target=figure]", adder.box).hidden = end - start > 100;
    one("[data-target=commitment]", adder.box).hidden = end - start > 1000;
    const box = range.getBoundingClientRect();
    const widest = document.documentElement.clientWidth - adder.box.offsetWidth - 8;
    adder.box.style.left = `${Math.max(8, Math.min(box.left, widest)) + window.scrollX}px`;
    adder.box.style.top = `${box.bottom + 8 + window.scrollY}px`;
  }

  if (paper && paper.dataset.adds) {
    const box = document.createElement("div");
    box.className = "adder no-print";
    box.hidden = true;
    for (const [target, words, address] of [
      ["figure", paper.dataset.addFigure, `${paper.dataset.adds}?target=figure&`],
      ["commitment", paper.dataset.addCommitment, `${paper.dataset.adds}?target=commitment&`],
      ["part", paper.dataset.closePart, `${paper.dataset.closing}?`],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-primary btn-sm";
      button.dataset.target = target;
      button.textContent = words;
      button.addEventListener("click", () => {
        box.hidden = true;
        openDrawer(`${address}start=${adder.start}&end=${adder.end}`);
      });
      box.append(button);
    }
    document.body.append(box);
    adder = { box, start: 0, end: 0 };
    document.addEventListener("mouseup", (event) => {
      if (!box.contains(event.target)) setTimeout(() => { box.hidden = true; offer(); }, 0);
    });
    document.addEventListener("keyup", (event) => { if (event.shiftKey) offer(); });
    if (window.matchMedia("(pointer: coarse)").matches) {
      let later;
      document.addEventListener("selectionchange", () => { clearTimeout(later); later = setTimeout(offer, 400); });
    }
  }

  // Differences

  let difference = 0;

  function jump(by) {
    const places = all("[data-difference]");
    if (!places.length) return;
    difference = (difference + by + places.length + 1) % (places.length + 1) || (by > 0 ? 1 : places.length);
    places.forEach((each) => each.classList.remove("here"));
    const target = places[difference - 1];
    target.classList.add("here");
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-next-difference]")) jump(1);
    if (event.target.closest("[data-previous-difference]")) jump(-1);
  });

  // Deliveries: files, a folder, or whatever is dropped

  const form = document.getElementById("import-form");
  if (form) {
    const drop = one("[data-drop]", form);
    const files = document.getElementById("id_files");
    const folder = document.getElementById("folder");
    const chosen = one("[data-chosen]", form);
    all(".needs-script", form).forEach((each) => { each.hidden = false; });

    const take = (list) => {
      const carrier = new DataTransfer();
      all("input[name=paths]", form).forEach((each) => each.remove());
      list.forEach(([file, path]) => {
        carrier.items.add(file);
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = "paths";
        field.value = path;
        form.append(field);
      });
      files.files = carrier.files;
      count();
    };

    const count = () => {
      const number = files.files.length;
      const words = { one: form.dataset.countsOne, many: form.dataset.countsMany };
      const names = [...files.files].slice(0, 3).map((file) => file.name).join("，");
      chosen.textContent = number ? `${said(words, number)}：${names}${number > 3 ? " …" : ""}` : "";
    };

    const walk = async (entry, found) => {
      if (entry.isFile) {
        const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
        found.push([file, entry.fullPath.replace(/^\//, "")]);
        return;
      }
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
        if (!some.length) return;
        for (const each of some) await walk(each, found);
      }
    };

    files.addEventListener("change", () => {
      all("input[name=paths]", form).forEach((each) => each.remove());
      count();
    });
    folder.addEventListener("change", () => take([...folder.files].map((file) => [file, file.webkitRelativePath])));
    ["dragenter", "dragover"].forEach((name) => drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    }));
    ["dragleave", "drop"].forEach((name) => drop.addEventListener(name, () => drop.classList.remove("over")));
    drop.addEventListener("drop", async (event) => {
      event.preventDefault();
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
      const plain = [...event.dataTransfer.files].map((file) => [file, file.name]);
      const found = [];
      for (const entry of entries.filter(Boolean)) await walk(entry, found);
      take(found.length ? found : plain);
    });
  }
})();
