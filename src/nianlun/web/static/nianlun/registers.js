// The registers' pages: writing in the table as in a sheet, picking rows, the board, lists of a form, the builder.
(() => {
  "use strict";

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const said = (words, number) => (number === 1 ? words.one : words.many.replace("%n", number));
  const headers = JSON.parse(document.body.getAttribute("hx-headers"));

  function post(address, values) {
    const body = new FormData();
    Object.entries(values).forEach(([name, value]) => [value].flat().forEach((each) => body.append(name, each)));
    return fetch(address, { method: "POST", headers, body, credentials: "same-origin" });
  }

  // The table as a sheet

  const grid = one("[data-grid][data-cell]");
  let editing = null;
  let fault = null;

  function cellAt(row, column) {
    const rows = all("tr[data-entry]", grid);
    const cells = rows[row] ? all("td[data-field]", rows[row]) : [];
    return cells[Math.min(column, cells.length - 1)] || null;
  }

  function placeOf(cell) {
    const row = cell.closest("tr");
    return [all("tr[data-entry]", grid).indexOf(row), all("td[data-field]", row).indexOf(cell)];
  }

  function go(cell, down, right) {
    const [row, column] = placeOf(cell);
    const next = column + right < 0 ? null : cellAt(row + down, column + right);
    if (next) focus(next);
  }

  function focus(cell) {
    all("td[data-field][tabindex='0']", grid).forEach((each) => { each.tabIndex = -1; });
    cell.tabIndex = 0;
    cell.focus();
  }

  function shut() {
    if (fault) fault.remove();
    fault = null;
  }

  function tell(cell, faults) {
    shut();
    cell.classList.add("refused");
    fault = document.createElement("div");
    fault.className = "cell-fault";
    fault.setAttribute("role", "alert");
    faults.forEach((each) => {
      const line = document.createElement("div");
      line.textContent = each.words;
      if (each.suggestion) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "suggestion ms-1";
        button.textContent = each.suggestion;
        button.addEventListener("mousedown", (event) => {
          event.preventDefault();
          const box = editing && boxes(editing.holder)[0];
          if (box) { box.value = each.suggestion; box.focus(); }
        });
        line.append(" ", button);
      }
      fault.append(line);
    });
    const frame = cell.closest(".grid-frame");
    frame.parentElement.style.position = "relative";
    const here = cell.getBoundingClientRect();
    const around = frame.parentElement.getBoundingClientRect();
    fault.style.left = `${Math.max(0, Math.min(here.left - around.left, around.width - 352))}px`;
    fault.style.top = `${here.bottom - around.top + 4}px`;
    frame.after(fault);
  }

  function boxes(holder) {
    return all("input:not([type=hidden]), select, textarea", holder);
  }

  async function edit(cell, typed) {
    if (editing) return;
    const row = cell.closest("tr");
    const before = cell.innerHTML;
    editing = { cell, row, before, holder: null, typed: typed || "", after: null };
    let answer;
    try {
      answer = await fetch(`${grid.dataset.cell}?entry=${row.dataset.entry}&field=${cell.dataset.field}`, { credentials: "same-origin" });
    } catch {
      editing = null;
      tell(cell, [{ words: grid.dataset.lost }]);
      return;
    }
    if (!answer.ok) {
      editing = null;
      tell(cell, [{ words: document.body.dataset.forbidden }]);
      return;
    }
    cell.innerHTML = await answer.text();
    const holder = one(".cell-edit", cell);
    editing.holder = holder;
    boxes(holder).forEach((box) => box.classList.add("form-control-sm"));
    if (window.htmx) window.htmx.process(holder);
    const box = boxes(holder)[0];
    if (!box) return;
    box.focus();
    typed = editing.typed; // with what was typed while the box was on its way
    if (typed && box.matches("input:not([type=date]):not([type=month]):not([type=checkbox]), textarea")) {
      box.value = typed;
    } else if (box.select && box.type !== "checkbox") {
      box.select();
    }
    if (editing.after) save(...editing.after);
  }

  function waitWith(event) {
    if (event.key === "Enter") editing.after = [1, 0];
    else if (event.key === "Tab") editing.after = [0, event.shiftKey ? -1 : 1];
    else if (event.key === "Backspace") editing.typed = editing.typed.slice(0, -1);
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) editing.typed += event.key;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function leave() {
    if (!editing) return;
    const { cell, before } = editing;
    editing = null;
    shut();
    cell.innerHTML = before;
    cell.classList.remove("refused");
    focus(cell);
  }

  async function save(down, right) {
    if (!editing || !editing.holder || editing.busy) return;
    const { cell, row, holder } = editing;
    editing.busy = true;
    cell.classList.add("saving");
    const values = { entry: row.dataset.entry, field: cell.dataset.field, expected: one(".cell-edit", cell).dataset.expected };
    all("input, select, textarea", holder).forEach((box) => {
      if (box.type === "checkbox" && !box.checked) return;
      values[box.name] = [values[box.name] || [], box.value].flat();
    });
    values.shown = all("td[data-field]", row).map((each) => each.dataset.field);
    let answer;
    try {
      answer = await post(grid.dataset.cell, values);
    } catch {
      tell(cell, [{ words: grid.dataset.lost }]);
      cell.classList.remove("saving");
      if (editing) editing.busy = false;
      return;
    }
    cell.classList.remove("saving");
    if (!editing || editing.cell !== cell) return;
    editing.busy = false;
    if (!answer.ok) {
      const told = answer.headers.get("content-type").includes("json") ? (await answer.json()).faults : [{ words: document.body.dataset.failed }];
      tell(cell, told);
      return;
    }
    const now = await answer.json();
    editing = null;
    shut();
    cell.classList.remove("refused");
    row.dataset.version = now.version;
    const pick = one("[data-selects]", row);
    if (pick) pick.value = `${row.dataset.entry}:${now.version}`;
    all("td[data-field]", row).forEach((each) => {
      if (each.dataset.field in now.cells) each.textContent = now.cells[each.dataset.field];
    });
    cell.classList.remove("saved");
    void cell.offsetWidth;
    cell.classList.add("saved");
    focus(cell);
    go(cell, down, right);
  }

  if (grid) {
    const first = one("td[data-field]", grid);
    if (first) first.tabIndex = 0;
    grid.addEventListener("dblclick", (event) => {
      const cell = event.target.closest("td[data-field]");
      if (cell && !editing) edit(cell);
    });
    grid.addEventListener("click", (event) => {
      const cell = event.target.closest("td[data-field]");
      if (!cell || event.target.closest("a, input, select, textarea, button")) return;
      if (editing && editing.cell !== cell) save(0, 0);
      else if (!editing) focus(cell);
    });
    grid.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const cell = event.target.closest("td[data-field]");
      if (!cell) return;
      if (editing && editing.cell === cell && !editing.holder) { waitWith(event); return; }
      if (editing && editing.cell === cell) {
        const isLong = event.target.tagName === "TEXTAREA";
        if (event.key === "Escape") { event.preventDefault(); leave(); }
        else if (event.key === "Enter" && !(isLong && event.shiftKey)) { event.preventDefault(); save(1, 0); }
        else if (event.key === "Tab") { event.preventDefault(); save(0, event.shiftKey ? -1 : 1); }
        event.stopPropagation();
        return;
      }
      const steps = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
      if (event.key in steps) { event.preventDefault(); go(cell, ...steps[event.key]); }
      else if (event.key === "Enter" || event.key === "F2") { event.preventDefault(); edit(cell); }
      else if (event.key === "Escape") { shut(); cell.classList.remove("refused"); }
      else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== "/" && event.key !== "?") {
        event.preventDefault();
        event.stopPropagation();
        edit(cell, event.key);
      }
    });
  }

  // Picking rows, and what is done with them

  const bulk = one("[data-selection]");

  function picked() {
    const boxes_ = all("input[data-selects]");
    const number = boxes_.filter((box) => box.checked).length;
    if (!bulk) return;
    bulk.hidden = number === 0;
    one("[data-count]", bulk).textContent = said(bulk.dataset, number);
  }

  function parts() {
    const act = one("[data-bulk-act]", bulk).value;
    all("[data-for]", bulk).forEach((each) => {
      const wanted = each.dataset.for.split(" ").includes(act);
      each.hidden = !wanted;
      each.disabled = !wanted;
    });
  }

  if (bulk) {
    document.addEventListener("change", (event) => {
      if (event.target.matches("[data-selects-all]")) all("input[data-selects]").forEach((box) => { box.checked = event.target.checked; });
      if (event.target.matches("[data-selects], [data-selects-all]")) picked();
      if (event.target.matches("[data-bulk-act]")) parts();
    });
    document.addEventListener("click", (event) => {
      if (!event.target.closest("[data-unselects]")) return;
      all("input[data-selects], input[data-selects-all]").forEach((box) => { box.checked = false; });
      picked();
    });
    parts();
    picked();
  }

  // Conditions: as many boxes as the way asks for

  function operands(select) {
    const asked = Number(select.selectedOptions[0].dataset.operands);
    all("[data-operand]", select.closest(".condition")).forEach((box, place) => {
      const wanted = asked < 0 ? place === 0 : place < asked;
      box.hidden = !wanted;
      box.disabled = !wanted;
    });
  }
  document.addEventListener("change", (event) => { if (event.target.matches("[data-ways]")) operands(event.target); });
  document.addEventListener("htmx:afterSettle", () => {
    all("[data-ways]").forEach(operands);
    const adder = one("[data-add-condition]");
    if (adder && one("#condition input[name=add]")) { adder.disabled = true; const box = one("#condition [data-operand]"); if (box) box.focus(); }
  });

  // Forms: fields of a list show while the entry stands in it; a suggestion fills its box

  function lists(form) {
    const chosen = all("[data-list]:checked", form).map((each) => each.value);
    all("[data-lists]", form).forEach((each) => {
      each.hidden = !each.dataset.lists.split(" ").some((key) => chosen.includes(key));
    });
    all("[data-group]", form).forEach((group) => {
      const inside = all(".entry-form > div", group);
      group.hidden = inside.length > 0 && inside.every((each) => each.hidden);
    });
  }
  all("[data-lists-form]").forEach((form) => {
    lists(form);
    form.addEventListener("change", (event) => { if (event.target.matches("[data-list]")) lists(form); });
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fills]");
    if (!button) return;
    const box = document.getElementById(button.dataset.fills);
    if (box) { box.value = button.dataset.with; box.focus(); }
  });

  // Paste: how many rows there are

  all("[data-paste-form]").forEach((form) => {
    const box = one("textarea", form);
    const words = one("[data-paste-count]", form);
    const count = () => {
      const rows = box.value.split(/\r?\n/).filter((line) => line.trim()).length;
      words.textContent = rows ? said(words.dataset, rows) : "";
    };
    box.addEventListener("input", count);
    count();
  });

  // Board: drag a card to a stage it may go to

  const board = one("[data-board]");
  let carried = null;

  function refuse(card, words, form, stage) {
    const place = document.getElementById("notices");
    const notice = document.createElement("div");
    notice.className = "alert alert-warning";
    notice.setAttribute("role", "alert");
    notice.append(`${one("a", card).textContent}: ${words} `);
    if (form) {
      const link = all("details a", card).find((each) => each.href.includes(`/move/${stage}/`));
      if (link) {
        const there = document.createElement("a");
        there.href = link.href;
        there.textContent = board.dataset.fill;
        notice.append(there);
      }
    }
    place.replaceChildren(notice);
    notice.scrollIntoView({ block: "nearest" });
  }

  async function dropOn(card, column) {
    const stage = column.dataset.stage;
    if (!card.dataset.next.trim().split(" ").includes(stage)) {
      refuse(card, board.dataset.refused, false, stage);
      return;
    }
    let answer;
    try {
      answer = await post(board.dataset.board, { entry: card.dataset.entry, stage, expected: card.dataset.version });
    } catch {
      refuse(card, document.body.dataset.noAnswer, false, stage);
      return;
    }
    if (answer.ok) { window.location.reload(); return; }
    const isJson = (answer.headers.get("content-type") || "").includes("json");
    const why = isJson ? await answer.json() : { words: document.body.dataset.forbidden, form: false };
    refuse(card, why.words, why.form, stage);
  }

  if (board) {
    board.addEventListener("dragstart", (event) => {
      carried = event.target.closest(".board-card");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", carried.dataset.entry);
      const next = carried.dataset.next.trim().split(" ");
      all("[data-stage]", board).forEach((each) => {
        each.classList.toggle("barred", !next.includes(each.dataset.stage) && each !== carried.closest("[data-stage]"));
      });
    });
    board.addEventListener("dragover", (event) => {
      const column = event.target.closest("[data-stage]");
      if (!column || !carried) return;
      event.preventDefault();
      all("[data-stage]", board).forEach((each) => each.classList.toggle("over", each === column));
    });
    board.addEventListener("dragend", () => {
      carried = null;
      all("[data-stage]", board).forEach((each) => each.classList.remove("over", "barred"));
    });
    board.addEventListener("drop", (event) => {
      const column = event.target.closest("[data-stage]");
      event.preventDefault();
      if (column && carried && column !== carried.closest("[data-stage]")) dropOn(carried, column);
    });
  }

  // Builder: options of the kind that is chosen; the part that was just added or moved

  function kinds(root = document) {
    all("[data-kind]", root).forEach((select) => {
      all("[data-kinds]", select.closest(".builder-part")).forEach((each) => {
        each.hidden = !each.dataset.kinds.split(" ").includes(select.value);
      });
    });
  }
  document.addEventListener("change", (event) => { if (event.target.matches("[data-kind]")) kinds(); });
  kinds();
  const looked = one("[data-look-at]");
  const part = looked && document.getElementById(looked.dataset.lookAt);
  if (part) {
    part.scrollIntoView({ block: "center" });
    const box = one("[data-first]", part);
    if (box) box.focus();
  }

  // Lists: j and k go through the rows, Enter opens

  let current = -1;
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT", "TD"].includes(target.tagName)) return;
    if (event.key === "e") {
      const link = one("[data-key='e']");
      if (link) link.click();
    }
    if (event.key !== "j" && event.key !== "k") return;
    const rows = all("[data-list] [data-row]");
    if (!rows.length) return;
    current = Math.min(rows.length - 1, Math.max(0, current + (event.key === "j" ? 1 : -1)));
    rows.forEach((row, place) => row.classList.toggle("current", place === current));
    const link = one("[data-open]", rows[current]);
    if (link) link.focus({ preventScroll: true });
    rows[current].scrollIntoView({ block: "nearest" });
  });
})();
