// Something moves as soon as somebody pressed something: a form's button is at work until the next
// page is there, and when that takes long, words say so. Without this script pages work as before.

const WORDS_AFTER_MS = 400;
// After this the answer is lost rather than late, and the button may be pressed again.
const GIVE_UP_MS = 20_000;

const words = document.getElementById("going");
/** @type {HTMLElement|null} */
let pressed = null;
let timers = [];

/** Nothing is under way any more. */
export function rest() {
  timers.forEach(clearTimeout);
  document.documentElement.classList.remove("is-going");
  pressed?.removeAttribute("aria-busy");
  pressed = null;
  words.textContent = "";
}

/** @param {HTMLElement|null} button that was pressed, if it was one */
export function go(button) {
  rest();
  pressed = button;
  pressed?.setAttribute("aria-busy", "true");
  document.documentElement.classList.add("is-going");
  const say = () => (words.textContent = words.dataset.words);
  timers = [setTimeout(say, WORDS_AFTER_MS), setTimeout(rest, GIVE_UP_MS)];
}

/** Whether a click on this link brings another page into this window. */
function leads(link, event) {
  const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const elsewhere = link.target !== "" || link.hasAttribute("download");
  const here = link.pathname === location.pathname && link.search === location.search;
  return isPlain && !elsewhere && link.origin === location.origin && !(here && link.hash !== "");
}

// These listen behind a page's own script, which may have taken the matter into its own hands.
addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  // A second press while the first is on its way would send everything twice.
  if (pressed !== null && event.submitter === pressed) event.preventDefault();
  else go(event.submitter);
});
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (link && event.button === 0 && !event.defaultPrevented && leads(link, event)) go(null);
});
// A page that comes out of the browser's memory is at rest.
addEventListener("pageshow", ({ persisted }) => { if (persisted) rest(); });
