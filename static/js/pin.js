// Letting a PIN into a wallet, a new one in place of the old, and trying the one there is.

import { missingAbility } from "./flows/ability.js";
import { pageData } from "./flows/http.js";
import { openHere } from "./flows/open.js";
import { enrol, enter } from "./flows/pin.js";
import { protect } from "./flows/protect.js";
import { stretch } from "./flows/stretch.js";
import { Invitation } from "./flows/touch.js";
import { unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { KeyhavenError } from "./lib/errors.js";
import { readUnverified } from "./lib/manifest.js";
import { METHOD } from "./lib/slots.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { complain } from "./password_field.js";
import { digitsOf, looksLikePin, objection, wirePads } from "./pin_field.js";
import { stepsOf } from "./steps.js";
import { gettext as _, ngettext } from "./text.js";
import { tell } from "./trouble.js";

const { name, workers } = pageData;
const wid = unb64u(pageData.wid, 16);
const find = (id) => document.getElementById(id);
const setter = panel(find("pin-panel"));
const trial = find("trial") === null ? null : panel(find("trial"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.unlock, { pins: true });
const approvals = new Invitation(OP.approve);
const work = (input) => stretch({ ...input, worker: workers.argon2 });

function pinSlots(manifest) {
  const { payload } = readUnverified(manifest);
  return payload.slots.filter(({ method }) => method === METHOD.pin);
}

/** One entry at the vault. @returns {Promise<number>} entries left, right ones too */
async function enterOnce({ manifest, record, pin }) {
  const { pkMan } = readUnverified(manifest);
  const isIt = ({ params }) => record === undefined || params.nonce === record;
  const slot = pinSlots(manifest).find(isIt);
  if (slot === undefined) throw new KeyhavenError("pin_unknown");
  const { way, lifetimeLeft } = await enter({ wid, pkMan, slot, pin, invitation, stretch: work });
  wipe(way.first, way.second);
  return lifetimeLeft;
}

// --- Choosing ------------------------------------------------------------------------------------

function choose(event) {
  event.preventDefault();
  const why = objection(digitsOf(find("pin")), pageData.least_digits);
  complain("pin", why);
  if (why !== "") return;
  find("again").value = "";
  complain("again", "");
  setter.show("confirm");
  invitation.keepFresh();
  approvals.keepFresh();
}

function isSame() {
  const same = digitsOf(find("again")) === digitsOf(find("pin"));
  complain("again", same ? "" : _("That is not the same. Try again, or go back and choose anew."));
  return same;
}

// --- Putting it in place -------------------------------------------------------------------------

function untilReady() {
  setter.show("second");
  return new Promise((resolve) => {
    find("second").addEventListener("click", resolve, { once: true });
  }).then(() => setter.show("working"));
}

function onStep(step) {
  find("working-title").textContent = _("Putting the PIN in place");
  steps.begin(step);
}

/**
 * The vault names a PIN, and the touch approves that name. So the PIN is made before the touch. One
 * that no backup lists in the end costs nothing: until it is entered once, the old one counts.
 */
async function write({ opened, pin }) {
  const { secret, gen, manifest } = opened;
  const [listed] = pinSlots(manifest);
  const way = await enrol({ wid, secret, pin, listed, invitation, stretch: work });
  steps.begin("touch");
  find("working-title").textContent = _("Touch your passkey");
  await protect({
    wallet: { secret, wid, name, gen: gen + 1, previousManifest: manifest },
    invitation: approvals,
    adding: [way],
    remove: pinSlots(manifest).map(({ id }) => id),
    more: async () => [way],
    onRelease: () => onStep("touch"),
    onSecondTouch: untilReady,
    onStep,
  });
  return way.params.nonce;
}

/** With what is committed now and what was typed the second time; the old PIN ends with it. */
async function prove(record) {
  onStep("proving");
  const opened = await openHere(wid);
  wipe(opened.secret);
  await enterOnce({ manifest: opened.manifest, record, pin: digitsOf(find("again")) });
}

function warnBeforeLeaving(event) {
  event.preventDefault();
}

async function put() {
  if (setter.state === "working") return;
  steps.reset();
  onStep("enrolling");
  setter.show("working");
  addEventListener("beforeunload", warnBeforeLeaving);
  try {
    const opened = await openHere(wid);
    if (opened.state !== "open") {
      setter.show("closed");
      return;
    }
    const pin = digitsOf(find("pin"));
    await prove(await write({ opened, pin }).finally(() => wipe(opened.secret)));
    steps.finish();
    forget();
    setter.show("done");
  } catch (error) {
    steps.fail();
    invitation.drop();
    approvals.drop();
    tell(failed, error);
    setter.show("failed");
  } finally {
    removeEventListener("beforeunload", warnBeforeLeaving);
  }
}

function forget() {
  for (const id of ["pin", "again", "known"]) if (find(id) !== null) find(id).value = "";
}

// --- Trying --------------------------------------------------------------------------------------

const FEW_ENTRIES = 10;

function rightWords(entriesLeft) {
  if (entriesLeft > FEW_ENTRIES) return _("It works, and the count of tries is at zero.");
  return ngettext(
    "It works. It can be entered once more, then it is used up: set a new one.",
    "It works. It can be entered %(count)s more times, then it is used up: set a new one.",
    entriesLeft,
    { count: entriesLeft },
  );
}

async function tryIt(event) {
  event.preventDefault();
  const pin = digitsOf(find("known"));
  const isPin = looksLikePin(pin);
  complain("known", isPin ? "" : _("A PIN has 6 to 12 digits."));
  if (!isPin || trial.state === "working") return;
  trial.show("working");
  try {
    const opened = await openHere(wid);
    if (opened.state !== "open") {
      trial.show("ask");
      complain("known", _("Open the wallet on this device first, then try the PIN."));
      return;
    }
    wipe(opened.secret);
    const left = await enterOnce({ manifest: opened.manifest, pin });
    find("known").value = "";
    trial.show("right", rightWords(left));
  } catch (error) {
    tryAgain(error);
  }
}

function tryAgain(error) {
  if (error.code === "pin_wrong") {
    trial.show("ask");
    const wrong = _("That is not the PIN.");
    complain("known", `${wrong} ${triesLeft(error.left)}`);
    return;
  }
  invitation.drop();
  tell(document.querySelector("[data-show='trial-failed']"), error);
  trial.show("trial-failed");
}

/** @param {number} left */
function triesLeft(left) {
  if (left === 0) return _("No try is left: this PIN is locked for good. Set a new one below.");
  return ngettext(
    "One try is left, then it is locked for good.",
    "%(count)s tries are left, then it is locked for good.",
    left,
    { count: left },
  );
}

alive();
if ((await missingAbility()) === "") {
  wirePads();
  find("choose").addEventListener("submit", choose);
  find("confirm").addEventListener("submit", (event) => {
    event.preventDefault();
    if (isSame()) put();
  });
  find("back").addEventListener("click", () => setter.show("choose"));
  failed.querySelector("[data-action='again']").addEventListener("click", put);
  find("to-confirm").disabled = false;
  if (trial !== null) {
    find("try").addEventListener("submit", tryIt);
    find("try-it").disabled = false;
    const again = document.querySelector("[data-show='trial-failed'] [data-action='again']");
    again.addEventListener("click", () => trial.show("ask"));
  }
  // A browser that kept a field over a reload shows it hidden and empty.
  forget();
} else {
  setter.show("unsupported");
}
