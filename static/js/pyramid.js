// The pyramid by drag and by keyboard. Choosing a trait and pressing its place works without any of it; here the same
// form is sent. On one laptop, where nothing is saved before a member is ready, the pyramid is laid on the page alone: it
// is a face of the fifteen lists that are sent then.
(() => {
  "use strict";
  if (window.pyramid) return; // the page was made anew around it
  window.pyramid = true;
  const LIFTED_AFTER = 300; // ms that a finger rests on a trait before it is lifted: shorter touches scroll the page
  const MOVED = 6; // px that a mouse moves before it drags
  const TILE = ".placing [data-trait]", CELL = "#place-board button";
  let chosen = "", at = "", dragged = false;

  const board = () => document.querySelector("form.placing");
  const words = () => document.querySelector("[data-picked]").dataset;
  const lists = () => [...(board()?.querySelectorAll("select") ?? [])];
  const cells = () => [...document.querySelectorAll(CELL)];
  const say = (sentence) => { document.getElementById("said").textContent = sentence; };
  const nameOf = (trait) => board()?.querySelector(`[data-trait="${trait}"]`)?.dataset.name ?? "";

  // What the server does not know: which trait is picked up, and which place the keyboard stands on.
  const show = () => {
    const all = cells();
    if (!all.length) return;
    if (lists().length) draw(all);
    const here = all.find((cell) => cell.id === at) ?? all[0];
    for (const cell of all) {
      cell.tabIndex = cell === here ? 0 : -1;
      cell.parentElement.setAttribute("aria-selected", String(Boolean(chosen) && cell.dataset.trait === chosen));
    }
    for (const radio of board().querySelectorAll("input[name=trait]")) radio.checked = radio.value === chosen;
    const meaning = document.getElementById(`means-${chosen}`)?.textContent;
    document.getElementById("place-meaning").textContent = meaning ? `${nameOf(chosen)}: ${meaning}` : "";
  };
  const choose = (trait) => { chosen = trait; show(); };
  const put = (trait, button) => {
    choose(trait);
    if (!lists().length) return board().requestSubmit(button);
    lay(trait, lists()[button.value - 1]);
    choose("");
    say(`${nameOf(trait)}: ${button.dataset.where ?? button.textContent.trim()}`);
  };

  // On one laptop: what stands in a place takes the one that the trait leaves, as on the server.
  const lay = (trait, to) => {
    const left = lists().find((list) => list.value === trait);
    if (left) left.value = to?.value ?? "";
    if (to) to.value = trait;
  };
  const draw = (all) => {
    const tile = (trait) => document.querySelector(`#place-tray [data-trait="${trait}"]`);
    const laid = lists().map((list) => list.value);
    for (const [number, cell] of all.entries()) {
      const one = laid[number] ? tile(laid[number]).dataset : {};
      Object.assign(cell.dataset, { trait: laid[number], name: one.name ?? "" });
      cell.textContent = one.short ?? "";
      cell.ariaLabel = `${cell.dataset.where}: ${one.name ?? words().empty}`;
      cell.parentElement.classList.toggle("free", !laid[number]);
    }
    for (const label of document.querySelectorAll("#place-tray [data-trait]")) label.hidden = laid.includes(label.dataset.trait);
    const legend = document.querySelector("#place-tray legend"), left = laid.filter((trait) => !trait).length;
    legend.textContent = left ? `${legend.dataset.left} (${left})` : legend.dataset.whole;
  };
  const takeAway = (trait) => { if (document.getElementById("place-0")) put(trait, document.getElementById("place-0")); };

  document.addEventListener("change", (event) => {
    if (event.target.matches(".placing input[name=trait]")) choose(event.target.value);
  });
  // The form has read its fields by then; the next trait can be chosen while this one is on its way.
  document.addEventListener("submit", (event) => {
    if (event.target !== board()) return;
    if (lists().length) at = ""; // the next member begins at the top
    setTimeout(choose, 0, "");
  });
  document.addEventListener("click", (event) => {
    if (dragged && event.target.closest?.(TILE)) {
      dragged = false;
      return event.preventDefault();
    }
    const out = event.target.closest?.("#place-0");
    if (out && lists().length && chosen) return put(chosen, out);
    const cell = event.target.closest?.(CELL);
    if (!cell) return;
    at = cell.id;
    const { trait, name } = cell.dataset;
    if (chosen && trait !== chosen) return lists().length ? put(chosen, cell) : show(); // the form is sent
    event.preventDefault();
    if (!trait) return say(words().first);
    choose(trait === chosen ? "" : trait);
    say(`${name} ${chosen ? words().picked : words().letGo}`);
  });

  // Arrow keys. The rows stand centred, so up and down lead to the nearest place.
  const beside = (cell, key) => {
    const row = [...cell.closest("[role=row]").querySelectorAll("button")];
    const rows = [...document.querySelectorAll("#place-board [role=row]")].map((one) => [...one.querySelectorAll("button")]);
    const across = row.indexOf(cell), down = rows.findIndex((one) => one.includes(cell));
    const forward = getComputedStyle(cell).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (key === "Home") return row[0];
    if (key === "End") return row.at(-1);
    if (key === "ArrowUp") return rows[down - 1]?.[Math.min(across, rows[down - 1].length - 1)];
    if (key === "ArrowDown") return rows[down + 1]?.[across];
    return row[across + (key === forward ? 1 : -1)];
  };
  document.addEventListener("keydown", (event) => {
    if (!event.target.closest?.(".placing")) return;
    if (event.key === "Escape" && chosen) {
      say(`${nameOf(chosen)} ${words().letGo}`);
      return choose("");
    }
    const cell = event.target.closest(CELL);
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    if (["Delete", "Backspace"].includes(event.key) && cell.dataset.trait) {
      event.preventDefault();
      takeAway(cell.dataset.trait);
    } else if (/^(Arrow(Up|Down|Left|Right)|Home|End)$/.test(event.key)) {
      event.preventDefault();
      const next = beside(cell, event.key);
      if (!next) return;
      at = next.id;
      show();
      next.focus();
    }
  });

  // Dragging: a mouse lifts a trait by moving it, a finger by resting on it.
  let held = null;
  const over = (cell) => { for (const one of cells()) one.parentElement.classList.toggle("over", one === cell); };
  const follow = (x, y) => {
    held.ghost.style.insetInlineStart = "auto";
    held.ghost.style.left = `${x - held.ghost.offsetWidth / 2}px`;
    held.ghost.style.top = `${y - held.ghost.offsetHeight - 4}px`;
    over(document.elementFromPoint(x, y)?.closest(CELL));
  };
  const lift = () => {
    held.ghost = document.createElement("div");
    held.ghost.className = "button";
    held.ghost.textContent = held.name;
    held.ghost.ariaHidden = "true";
    Object.assign(held.ghost.style, { position: "fixed", pointerEvents: "none", zIndex: 9 });
    document.body.append(held.ghost);
    follow(held.x, held.y);
  };
  const letGo = () => {
    clearTimeout(held?.timer);
    held?.ghost?.remove();
    held = null;
    over(null);
  };
  document.addEventListener("pointerdown", (event) => {
    letGo();
    dragged = false;
    const tile = event.target.closest?.(TILE);
    if (!tile?.dataset.trait || event.button || !event.isPrimary) return;
    held = { trait: tile.dataset.trait, name: tile.dataset.name, x: event.clientX, y: event.clientY, finger: event.pointerType === "touch" };
    if (held.finger) held.timer = setTimeout(lift, LIFTED_AFTER);
  });
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    if (held.ghost) return follow(event.clientX, event.clientY);
    if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < MOVED) return;
    if (held.finger) letGo();
    else lift();
  });
  document.addEventListener("pointerup", (event) => {
    if (!held?.ghost) return letGo();
    const { trait } = held;
    dragged = true;
    letGo();
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const cell = under?.closest(CELL);
    if (cell && cell.dataset.trait !== trait) {
      at = cell.id;
      put(trait, cell);
    } else if (under?.closest("#place-tray") && cells().some((one) => one.dataset.trait === trait)) takeAway(trait);
  });
  document.addEventListener("pointercancel", letGo);
  document.addEventListener("touchmove", (event) => { if (held?.ghost) event.preventDefault(); }, { passive: false });
  for (const own of ["contextmenu", "dragstart", "selectstart"]) document.addEventListener(own, (event) => { if (held) event.preventDefault(); });

  document.addEventListener("htmx:after:swap", show);
  show();
})();
