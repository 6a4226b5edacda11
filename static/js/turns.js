// Meeting mode: counts the turn down by what the server said of it, tells once when it is over, and covers the private
// notebook on Escape. The page works without any of it.
(() => {
  "use strict";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let known = "", began = 0, told = "";

  const words = (timer, left) => {
    if (left >= 90) return timer.dataset.minutes.replace("#", Math.floor((left + 30) / 60));
    return left >= 45 ? timer.dataset.minute : left > 0 ? timer.dataset.last : timer.dataset.over;
  };

  const count = () => {
    const timer = document.getElementById("timer");
    if (!timer) return;
    // Only the difference of two moments counts, so a clock that is wrong does no harm.
    if (known !== timer.dataset.at) [known, began] = [timer.dataset.at, Date.now()];
    const left = Math.max(0, Number(timer.dataset.left) - Math.floor((Date.now() - began) / 1000));
    const rest = document.getElementById("rest"), said = words(timer, left);
    if (rest.textContent !== said) rest.textContent = said;
    const bar = document.getElementById("turn-bar");
    if (bar) bar.value = calm.matches ? Math.ceil(left / 60) * 60 : left;
    if (left === 0 && told !== known) {
      told = known;
      document.getElementById("said").textContent = timer.dataset.next;
    }
  };
  setInterval(count, 1000);
  document.addEventListener("htmx:after:swap", count);
  document.addEventListener("visibilitychange", count);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const open of document.querySelectorAll("details.cover[open]")) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });
})();
