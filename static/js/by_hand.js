// Writing a wallet down by hand. Its words are shown after a touch for exactly that, for a minute, and
// go when the page is out of sight. Then each is asked for in order.

import { missingAbility } from "./flows/ability.js";
import { approve } from "./flows/approve.js";
import { pageData, request } from "./flows/http.js";
import { openHere } from "./flows/open.js";
import { Invitation } from "./flows/touch.js";
import { openers } from "./flows/unlock.js";
import { ACTION } from "./lib/approval.js";
import { b64u, unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { accountOf } from "./lib/descriptor.js";
import { readUnverified } from "./lib/manifest.js";
import { wordsOf } from "./lib/words.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { drawQr } from "./qr_code.js";
import { gettext as _, longDay } from "./text.js";
import { tell } from "./trouble.js";

const SHOWN_SECONDS = 60;
// Within the five minutes for which the server remembers the touch.
const ASKED_SECONDS = 210;

const wid = unb64u(pageData.wid, 16);
const find = (id) => document.getElementById(id);
const writer = panel(find("by-hand"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.approve);

/** @type {string[]} in their order, while they are shown or asked for */
let words = [];
/** How many of them were given back. */
let given = 0;
let clock = 0;

// --- Letting go ----------------------------------------------------------------------------------

function forgetWords() {
  clearInterval(clock);
  words = [];
  given = 0;
  for (const id of ["words", "given", "offered"]) find(id).replaceChildren();
  find("word-error").textContent = "";
}

function hide(why) {
  if (words.length === 0) return;
  forgetWords();
  writer.show("hidden", why);
}

/** Counts down, and hides the words at the end. @param {(left: number) => void} onSecond */
function hideAfter(seconds, onSecond) {
  clearInterval(clock);
  const end = performance.now() + seconds * 1000;
  const tick = () => {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (left > 0) onSecond(left);
    else hide(_("The time is over. They are shown again after another touch."));
  };
  clock = setInterval(tick, 500);
  tick();
}

// --- Showing -------------------------------------------------------------------------------------

async function opened() {
  const here = await openHere(wid);
  if (here.state !== "open") writer.show("closed");
  return here.state === "open" ? here : null;
}

/** One touch for exactly this, noted by the server before anything is shown. */
async function touched(manifest) {
  const operation = { action: ACTION.words, wid };
  const allow = openers(readUnverified(manifest).payload);
  const { ent, prf, older } = await approve({ operation, invitation, allow });
  wipe(ent, prf, ...older.map((entry) => entry.ent));
  await note("shown");
}

function note(step) {
  return request("POST", `/wallets/${b64u(wid)}/words`, { body: { step } });
}

function item(text) {
  return Object.assign(document.createElement("li"), { textContent: text });
}

async function show() {
  writer.show("working");
  const here = await opened();
  if (here === null) return;
  try {
    await touched(here.manifest);
    words = wordsOf(here.secret);
  } finally {
    wipe(here.secret);
  }
  find("words").replaceChildren(...words.map(item));
  writer.show("shown");
  hideAfter(SHOWN_SECONDS, (left) => (find("seconds").textContent = String(left)));
  // Whoever looks away while the browser asks for the touch has seen nothing yet.
  if (document.visibilityState === "hidden") hide(_("You looked away, so they were hidden."));
}

// --- Asking for them -----------------------------------------------------------------------------

function shuffled(all) {
  const rest = [...all];
  const drawn = [];
  while (rest.length > 0) {
    const at = crypto.getRandomValues(new Uint32Array(1))[0] % rest.length;
    drawn.push(...rest.splice(at, 1));
  }
  return drawn;
}

function ask() {
  if (words.length === 0) return;
  find("words").replaceChildren();
  given = 0;
  find("offered").replaceChildren(...shuffled(words).map(wordButton));
  writer.show("asking");
  hideAfter(ASKED_SECONDS, () => undefined);
  nextNumber();
}

function nextNumber() {
  find("next").textContent = String(given + 1);
}

function wordButton(word) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "suggestion", textContent: word });
  button.addEventListener("click", () => take(button));
  return button;
}

function take(button) {
  const word = button.textContent;
  for (const other of find("offered").children) other.removeAttribute("aria-invalid");
  if (word !== words[given]) {
    button.setAttribute("aria-invalid", "true");
    const values = { number: given + 1, word };
    find("word-error").textContent = _("Word %(number)s is not “%(word)s”. Look at your paper.", values);
    return;
  }
  find("word-error").textContent = "";
  find("given").append(item(word));
  button.remove();
  given += 1;
  if (given === words.length) once(finish)();
  else {
    nextNumber();
    find("offered").firstElementChild.focus({ preventScroll: true });
  }
}

async function finish() {
  forgetWords();
  writer.show("saving");
  const { written_down_at: at } = await note("written");
  find("written-on").textContent = longDay(new Date(at));
  writer.show("done");
}

// --- A sheet to write on -------------------------------------------------------------------------

/** Nothing on it is secret: the lines are empty. */
async function makeSheet() {
  const here = await opened();
  if (here === null) return;
  try {
    const { path, descriptor } = await accountOf(here.secret);
    find("sheet-path").textContent = path;
    find("sheet-descriptor").textContent = descriptor;
    drawQr(find("qr"), descriptor);
    const lines = wordsOf(here.secret).map(() => item(""));
    find("lines").replaceChildren(...lines);
  } finally {
    wipe(here.secret);
  }
  find("paper").hidden = false;
  print();
}

// --- Wiring --------------------------------------------------------------------------------------

const BUSY = new Set(["working", "saving"]);

function once(work) {
  return async () => {
    if (BUSY.has(writer.state)) return;
    try {
      await work();
    } catch (error) {
      forgetWords();
      invitation.drop();
      tell(failed, error);
      writer.show("failed");
    }
  };
}

alive();
if ((await missingAbility()) === "") {
  find("show").addEventListener("click", once(show));
  find("show-again").addEventListener("click", once(show));
  find("to-check").addEventListener("click", ask);
  find("hide").addEventListener("click", () => hide(_("They are shown again after another touch.")));
  find("sheet").addEventListener("click", once(makeSheet));
  failed.querySelector("[data-action='again']").addEventListener("click", () => writer.show("ready"));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") hide(_("You looked away, so they were hidden."));
  });
  addEventListener("pagehide", forgetWords);
  invitation.keepFresh();
  find("show").disabled = false;
} else {
  writer.show("unsupported");
}
