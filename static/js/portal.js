// What htmx leaves undone, and nothing the pages need in order to work: a poll rests while nobody looks, focus is never
// lost when its element is swapped away, the live region speaks again, a lost connection and an ended sign-in are told
// without losing what was typed, links can be copied.
(() => {
  "use strict";
  const said = () => document.getElementById("said");
  // What the page asks for by itself, without anybody having done something.
  const BY_ITSELF = ["every", "load", "profile-saved"];
  const isPoll = (detail) => BY_ITSELF.includes(detail?.ctx?.sourceEvent?.type);
  const say = (sentence) => { if (said()) said().textContent = sentence; };

  const notice = () => document.getElementById("notice");
  const state = () => notice()?.dataset.state;
  const quieten = () => {
    const line = notice();
    if (!line) return;
    for (const name of line.getAttributeNames()) if (name !== "id") line.removeAttribute(name);
    line.replaceChildren();
  };
  const tell = (words, name = "") => {
    const line = document.createElement("p");
    if (!notice() || !words) return;
    quieten();
    line.textContent = words;
    notice().className = "note ask";
    if (name) notice().dataset.state = name;
    notice().replaceChildren(line);
    say(words);
  };

  // A hidden page does not ask; the moment it is looked at again it asks at once. A page whose sign-in has ended asks
  // only then, since the answer can have changed only while somebody was elsewhere.
  const ask = () => {
    for (const part of document.querySelectorAll('[hx-trigger^="every"]')) part.dispatchEvent(new CustomEvent("every", { detail: { awake: true } }));
  };
  document.addEventListener("htmx:before:request", (event) => {
    if (isPoll(event.detail)) {
      const { type, detail } = event.detail.ctx.sourceEvent;
      if (type === "every" && (document.hidden || (state() === "signed-out" && !detail?.awake))) event.preventDefault();
    } else {
      say(""); // so that the same sentence twice is spoken twice
      quieten();
      // What the last page was left with is answered by the next deed; words that only preview do not move the page.
      if (["submit", "click"].includes(event.detail.ctx.sourceEvent?.type)) for (const line of document.querySelectorAll("[data-once]")) line.remove();
    }
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  window.addEventListener("focus", () => { if (state()) ask(); });

  // Without a connection the page stays as it is and says so once; with it, it catches up.
  const offline = () => { if (state() !== "offline") tell(said()?.dataset.offline, "offline"); };
  window.addEventListener("offline", offline);
  window.addEventListener("online", () => { quieten(); ask(); });
  document.addEventListener("submit", (event) => {
    if (navigator.onLine || [event.target, event.submitter].some((part) => part?.matches("[hx-post]"))) return;
    event.preventDefault(); // the browser would put a page of its own in the place of what was typed
    lost();
  });

  // The ids of a part of the page and of what it stands in, the nearest first.
  const above = (part, named = (at) => at.id) => {
    const ids = [];
    for (let at = part; at && at !== document.body; at = at.parentElement) ids.push(named(at));
    return ids.filter(Boolean);
  };

  // What somebody has typed or changed and not sent.
  const typed = (within = document) => [...within.querySelectorAll("main textarea, main input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);

  // A poll may bring a page without the form that somebody types in, when the others went on meanwhile. It stays, in what
  // it stood in as far as that is still there, until it is sent; the server says what it can no longer take.
  let begun = [];
  document.addEventListener("htmx:before:swap", (event) => {
    begun = isPoll(event.detail) ? [...document.querySelectorAll("main form[id][hx-post]")].filter(typed) : [];
    begun = begun.map((form) => [form, above(form.parentElement)]);
  });
  document.addEventListener("htmx:after:swap", () => {
    for (const [form, places] of begun) {
      const place = !document.getElementById(form.id) && places.map((id) => document.getElementById(id)).find(Boolean);
      if (!place) continue;
      place.append(form);
      window.htmx?.process(form);
      for (let at = place.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    }
    begun = [];
  });

  // Before a swap: where the focus stands, and what it stands in. After it: the nearest of these that is still there.
  // What somebody opened stays open, too; a small menu only until something in it was done.
  let standing = [], opened = [];
  document.addEventListener("htmx:before:swap", (event) => {
    const stays = isPoll(event.detail) ? "details[open]" : "details[open]:not(.more)";
    opened = [...document.querySelectorAll(stays)].map((part) => part.id || part.querySelector("summary").id).filter(Boolean);
    standing = above(document.activeElement, (at) => (at.matches("details") ? at.querySelector("summary").id : at.id)); // a menu that closes gives the focus to its button
  });
  document.addEventListener("htmx:after:swap", (event) => {
    // It has done its work; left in place it would draw the focus again at every later swap around it.
    for (const done of document.querySelectorAll("[autofocus]")) done.removeAttribute("autofocus");
    for (const part of opened.map((id) => document.getElementById(id)?.closest("details"))) if (part) part.open = true;
    // What came back to be corrected is taken up where it is wrong, wherever its form begins otherwise.
    if (event.detail?.ctx?.response?.status === 422) {
      const form = standing.map((id) => document.getElementById(id)).find((part) => part?.querySelector("[aria-invalid=true]"));
      form?.querySelector("[aria-invalid=true]").focus();
    }
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
  const lost = () => tell(said()?.dataset.lost);
  document.addEventListener("htmx:before:swap", (event) => {
    const answer = event.detail?.ctx?.response;
    if (!answer) return;
    if (isPoll(event.detail)) {
      if (answer.status === 401) {
        // Nothing is lost by leaving, and what a group wrote does not stay on an unattended screen.
        if (!typed()) location.reload();
        if (!typed() || state() === "signed-out") event.preventDefault();
      } else if (answer.status === 404 && !typed()) {
        event.preventDefault(); // whoever left, or may not read any more, is not left with a page full of words
        location.reload();
      } else if (answer.status < 400 && state()) quieten();
    }
    // An answer that some box on the way made up (a proxy's own error page) is not swapped in.
    if (answer.status < 500 || answer.headers.get("HX-Retarget")) return;
    event.preventDefault();
    if (!isPoll(event.detail)) lost();
  });
  document.addEventListener("htmx:after:request", (event) => {
    // An unchanged poll swaps nothing, yet it tells that all is well again.
    if (isPoll(event.detail) && event.detail.ctx.response?.status === 304 && state()) quieten();
  });
  document.addEventListener("htmx:error", (event) => {
    if (!event.detail?.ctx || event.detail.ctx.response) return;
    (isPoll(event.detail) ? offline : lost)();
  });

  // A page older than its sign-in is given the present token, if it is still the same person's.
  document.addEventListener("htmx:after:swap", () => {
    const { token, person } = notice()?.dataset ?? {};
    const frame = document.querySelector(".frame[data-person]");
    if (!token || !frame) return;
    delete notice().dataset.token;
    if (person !== frame.dataset.person) return location.reload();
    frame.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": token }));
    for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = token;
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

  // A file that is too large is told beside its field, before it is sent.
  document.addEventListener("change", ({ target }) => {
    if (target.type !== "file" || !target.dataset.most) return;
    target.setCustomValidity([...target.files].some((file) => file.size > target.dataset.most) ? target.dataset.tooLarge : "");
    target.reportValidity();
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
