// What htmx leaves undone, and nothing the pages need in order to work: a poll rests while nobody looks, focus is never
// lost when its element is swapped away, the live region speaks again, a lost connection is told, links can be copied.
(() => {
  "use strict";
  const said = () => document.getElementById("said");
  // What the page asks for by itself, without anybody having done something.
  const BY_ITSELF = ["every", "load", "profile-saved"];
  const isPoll = (detail) => BY_ITSELF.includes(detail?.ctx?.sourceEvent?.type);
  const say = (sentence) => { if (said()) said().textContent = sentence; };

  const quieten = () => {
    const notice = document.getElementById("notice");
    notice?.removeAttribute("class");
    notice?.replaceChildren();
  };

  // A hidden page does not ask; the moment it is looked at again it asks at once.
  document.addEventListener("htmx:before:request", (event) => {
    if (isPoll(event.detail)) {
      if (document.hidden && event.detail.ctx.sourceEvent.type === "every") event.preventDefault();
    } else {
      say(""); // so that the same sentence twice is spoken twice
      quieten();
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    for (const part of document.querySelectorAll('[hx-trigger^="every"]')) part.dispatchEvent(new CustomEvent("every"));
  });

  // Before a swap: where the focus stands, and what it stands in. After it: the nearest of these that is still there.
  let standing = [];
  document.addEventListener("htmx:before:swap", () => {
    standing = [];
    for (let at = document.activeElement; at && at !== document.body; at = at.parentElement) {
      const id = at.matches("details") ? at.querySelector("summary").id : at.id; // a menu that closes gives the focus to its button
      if (id) standing.push(id);
    }
  });
  document.addEventListener("htmx:after:swap", () => {
    // It has done its work; left in place it would draw the focus again at every later swap around it.
    for (const done of document.querySelectorAll("[autofocus]")) done.removeAttribute("autofocus");
    // A browser takes the focus from what was hidden, or can no longer hold it, only at the next frame: look now.
    const holds = (part) => part && part !== document.body && part.checkVisibility();
    const now = document.activeElement;
    const next = holds(now) ? now : standing.map((id) => document.getElementById(id)).find(holds);
    if (!next) return;
    if (next.tabIndex < 0 && !next.hasAttribute("tabindex")) next.setAttribute("tabindex", "-1");
    if (next !== now) next.focus({ preventScroll: true });
  });

  // A page that came back with something to correct begins there; a row of places shows the one that is open.
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector("[aria-invalid=true]")?.focus();
    const here = document.querySelector(".rooms [aria-current]")?.parentElement;
    if (here) here.parentElement.scrollLeft = here.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;
  });

  // A request that never arrived: say so beside the page, which keeps what was typed.
  const lost = () => {
    const notice = document.getElementById("notice");
    const line = document.createElement("p");
    if (!notice) return;
    line.textContent = said()?.dataset.lost ?? "";
    notice.className = "note ask";
    notice.replaceChildren(line);
    say(line.textContent);
  };
  // An answer that some box on the way made up (a proxy's own error page) is not swapped in.
  document.addEventListener("htmx:before:swap", (event) => {
    const answer = event.detail?.ctx?.response;
    if (!answer || answer.status < 500 || answer.headers.get("HX-Retarget")) return;
    event.preventDefault();
    if (!isPoll(event.detail)) lost();
  });
  document.addEventListener("htmx:error", (event) => {
    if (event.detail?.ctx && !event.detail.ctx.response && !isPoll(event.detail)) lost();
  });

  // A button with data-copy copies the value of the field it names, and says that it did.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button[data-copy]");
    const field = button && document.getElementById(button.dataset.copy);
    if (!field) return;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      say(button.dataset.said ?? "");
    } catch {
      field.focus(); // selected, so that the keyboard's own copy works
    }
  });

  // The small menus close on Escape and on a click elsewhere.
  const menus = () => document.querySelectorAll("details.more[open]");
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
