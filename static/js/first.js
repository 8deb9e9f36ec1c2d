// What a page does until its own script is there. What opens a wallet is many times as large as the
// page itself, so it comes behind. A button that is pressed meanwhile is at work at once, and its press
// is done when the script is there.

import { go, rest } from "./busy.js";

const HELD = "[data-panel] button, [data-waits]";

const { classList } = document.documentElement;
const waiting = Array.from(document.querySelectorAll("[data-waits]"));
/** @type {HTMLButtonElement|null} */
let pressed = null;

function hold(event) {
  const button = event.target.closest(HELD);
  if (button === null) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  pressed = button;
  go(button);
}

function wait() {
  classList.add("is-waiting");
  addEventListener("click", hold, { capture: true });
  for (const button of waiting) button.disabled = false;
}

function waitNoLonger() {
  classList.remove("is-waiting");
  removeEventListener("click", hold, { capture: true });
  if (pressed !== null) rest();
}

/** Only a reload helps: a browser may remember for as long as the page is open what did not come. */
function tellIncomplete() {
  for (const button of waiting) button.disabled = true;
  const notice = document.getElementById("incomplete");
  notice.hidden = false;
  if (pressed !== null) notice.querySelector("a").focus();
}

wait();
try {
  await import(document.getElementById("page-script").href);
  waitNoLonger();
  // The script may have found that something else comes first, and shows that instead.
  if (pressed?.checkVisibility()) pressed.click();
} catch (error) {
  waitNoLonger();
  tellIncomplete();
  console.error(error);
}
