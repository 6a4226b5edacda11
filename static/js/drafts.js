// What is typed and not sent survives a closed tab: kept in this browser for the person it belongs to, for a day at most.
//
// A form takes part with data-draft="a key that names what is written". Kept are its boxes for words, and the version
// that they began from, so that a text changed meanwhile by somebody else is met as two texts and not overwritten.
// Passwords and hidden fields are not kept. Signing out forgets everything, and so does another person's page.
(() => {
  "use strict";
  const PREFIX = "draft:";
  const A_DAY = 24 * 60 * 60 * 1000;
  const WORDS = "textarea[name], input[name]:not([type]), input[name][type=text], input[name][type=url], input[name][type=datetime-local]";
  const VERSIONS = "input[type=hidden][name=version], input[type=hidden][name=seen]";
  const SIGNS_OUT = 'form[action="/sign-out"], form[action="/account/sign-out-everywhere"]';
  const me = document.querySelector(".frame")?.dataset.person ?? "";

  const name = (form) => `${PREFIX}${me}:${form.dataset.draft}`;
  const all = () => { try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; } };
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const write = (key, draft) => { try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* full or forbidden: the page itself still holds it */ } };
  const forget = (key) => { try { localStorage.removeItem(key); } catch { /* there is none */ } };
  const drafts = () => all().map((key) => [key, read(key)]);

  const values = (form, fields) => Object.fromEntries([...form.querySelectorAll(fields)].map((field) => [field.name, field.value]));
  const changed = (form) => [...form.querySelectorAll(WORDS)].some((field) => field.value !== field.defaultValue);
  const put = (form, kept) => {
    for (const [field, value] of Object.entries(kept ?? {})) {
      const there = form.elements.namedItem(field);
      if (there instanceof Element) there.value = value;
    }
  };

  // Keeping: a moment after the last key, and at once when the page is left.
  const waiting = new Map();
  const keep = (form) => {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    if (!form.isConnected) return;
    if (changed(form)) write(name(form), { at: Date.now(), words: values(form, WORDS), began: values(form, VERSIONS) });
    else forget(name(form));
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-draft]");
    if (!form || !me || !event.target.matches(WORDS)) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(keep, 300, form));
  });
  const keepAll = () => { for (const form of [...waiting.keys()]) keep(form); };
  window.addEventListener("pagehide", keepAll);
  document.addEventListener("visibilitychange", keepAll);

  // Restoring: into the same form when it is opened again, with a quiet line that offers to forget it.
  const restore = (form) => {
    if (form.dataset.drafted) return;
    form.dataset.drafted = "looked";
    const draft = read(name(form));
    // What came back from the server to be corrected or settled is what was typed; it stays.
    if (!draft?.words || form.querySelector("[aria-invalid=true], [role=alert]")) return;
    const now = values(form, WORDS);
    if (!Object.entries(draft.words).some(([field, value]) => field in now && now[field] !== value)) return;
    const before = values(form, `${WORDS}, ${VERSIONS}`);
    put(form, draft.words);
    put(form, draft.began);
    offer(form, before);
  };
  const offer = (form, before) => {
    const line = document.getElementById("drafted")?.content.firstElementChild.cloneNode(true);
    if (!line) return;
    form.prepend(line);
    line.querySelector("button").addEventListener("click", () => {
      forget(name(form));
      put(form, before);
      line.remove();
      form.querySelector(WORDS)?.focus();
    });
  };
  const restoreAll = () => { if (me) document.querySelectorAll("form[data-draft]").forEach(restore); };

  // Sent: htmx tells how it went. A form that was sent whole has arrived when its page leads on to another one of ours.
  document.addEventListener("htmx:after:request", (event) => {
    const { sourceElement, response } = event.detail?.ctx ?? {};
    const form = sourceElement?.closest?.("form[data-draft]");
    if (!form || !response || response.status >= 400 || !sourceElement.matches("form, button, a")) return;
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    forget(name(form));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches(SIGNS_OUT)) all().forEach(forget);
    if (form.id === "unsent") for (const [key, draft] of carriedBy(form)) write(key, { ...draft, sentFrom: location.pathname });
    if (!form.matches("form[data-draft]") || form.hasAttribute("hx-post") || event.defaultPrevented) return;
    if (waiting.has(form)) keep(form);
    const draft = read(name(form));
    if (draft) write(name(form), { ...draft, sentFrom: location.pathname });
  });
  // What the server carried through signing in is the same as its draft here; dropping one drops the other.
  const carriedBy = (form) => {
    const held = new Set(Object.values(values(form, `${WORDS}, input[type=hidden][name]`)));
    return drafts().filter(([, draft]) => Object.values(draft?.words ?? {}).every((word) => !word || held.has(word)));
  };
  document.addEventListener("click", (event) => {
    const form = event.target.closest?.("#unsent a")?.closest("form");
    if (form) for (const [key] of carriedBy(form)) forget(key);
  });
  const arrived = (key, draft) => {
    const kind = performance.getEntriesByType("navigation")[0]?.type;
    const from = document.referrer && new URL(document.referrer).pathname;
    const form = [...document.querySelectorAll("form[data-draft]")].find((found) => name(found) === key);
    return me && kind === "navigate" && from === draft.sentFrom && !document.getElementById("unsent") && !form?.querySelector("[aria-invalid=true], [role=alert]");
  };

  const tidy = () => {
    for (const [key, draft] of drafts()) {
      const old = !draft?.at || Date.now() - draft.at > A_DAY;
      const others = me && !key.startsWith(`${PREFIX}${me}:`);
      if (old || others || (draft.sentFrom && arrived(key, draft))) forget(key);
      else if (draft.sentFrom) write(key, { ...draft, sentFrom: undefined });
    }
  };
  document.addEventListener("DOMContentLoaded", () => { tidy(); restoreAll(); });
  document.addEventListener("htmx:after:swap", restoreAll);
})();
