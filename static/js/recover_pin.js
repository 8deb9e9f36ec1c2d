// Getting one wallet back with its PIN, on a device that has no passkey for it.

import { missingAbility } from "./flows/ability.js";
import { pageData } from "./flows/http.js";
import { status } from "./flows/pin.js";
import { wholeBox } from "./flows/release.js";
import { pinOf, restoreByPin } from "./flows/restore_by.js";
import { stretch } from "./flows/stretch.js";
import { Invitation } from "./flows/touch.js";
import { askBeforeLeaving } from "./leaving.js";
import { unb64u } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { KeyhavenError } from "./lib/errors.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { complain } from "./password_field.js";
import { digitsOf, looksLikePin, wirePads } from "./pin_field.js";
import { stepsOf } from "./steps.js";
import { gettext as _, longDay, ngettext } from "./text.js";
import { tell } from "./trouble.js";

// From here on the person is asked before a try.
const FEW_TRIES = 3;

const wid = unb64u(pageData.wid, 16);
const find = (id) => document.getElementById(id);
const recovery = panel(find("recovery"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.unlock, { pins: true });
const work = (input) => stretch({ ...input, worker: pageData.workers.argon2 });

/** @type {object|null} the locked box; a second try needs no second one */
let found = null;
/** @type {{failed: number, since: number}|null} the count before the first try on this page */
let before = null;
let mayUseLastTries = false;

async function lockedBox() {
  steps.begin("asking");
  found ??= await wholeBox({ wid, onFetch: () => steps.begin("fetching") });
  return found;
}

function triesWords({ failed: count, since }) {
  return ngettext(
    "One wrong try was made since %(day)s, before you came to this page.",
    "%(count)s wrong tries were made since %(day)s, before you came to this page.",
    count,
    { count, day: longDay(new Date(since * 1000)) },
  );
}

/** @returns {Promise<boolean>} whether the person should be asked before this try */
async function shouldAsk(subject) {
  const count = await status(subject);
  before ??= count;
  if (count.left === 0) throw Object.assign(new KeyhavenError("pin_locked"), { left: 0 });
  if (count.left > FEW_TRIES || mayUseLastTries) return false;
  const { left } = count;
  const few = ngettext("One try is left.", "%(count)s tries are left.", left, { count: left });
  recovery.show("few", before.failed > 0 ? `${few} ${triesWords(before)}` : few);
  return true;
}

async function open({ box, pin }) {
  steps.begin("trying");
  const { address } = await restoreByPin({
    box,
    pin,
    invitation,
    stretch: work,
    onOpening: () => steps.begin("opening"),
    onBringBack: () => steps.begin("fetching"),
    onOpen: () => steps.begin("settling"),
    onStep: () => undefined,
  });
  find("address").textContent = address;
}

function finish() {
  steps.finish();
  find("pin").value = "";
  const told = find("tries-before");
  told.hidden = before.failed === 0;
  const advice = _("If that was not you, set a new PIN.");
  told.textContent = told.hidden ? "" : `${triesWords(before)} ${advice}`;
  recovery.show("done");
}

function fail(error) {
  steps.fail();
  if (error.code === "pin_wrong" && error.left > 0) {
    const { left } = error;
    const tries = ngettext(
      "One try is left, then it is locked for good.",
      "%(count)s tries are left, then it is locked for good.",
      left,
      { count: left },
    );
    mayUseLastTries = false;
    find("pin").value = "";
    recovery.show("ready");
    const wrong = _("That is not the PIN.");
    complain("pin", `${wrong} ${tries}`);
    return;
  }
  // The server's question may have been used, or the wallet may have moved on.
  found = null;
  invitation.drop();
  tell(failed, error.code === "pin_wrong" ? new KeyhavenError("pin_locked") : error);
  recovery.show("failed");
}

async function start() {
  const pin = digitsOf(find("pin"));
  const isPin = looksLikePin(pin);
  complain("pin", isPin ? "" : _("A PIN has 6 to 12 digits."));
  if (!isPin || recovery.state === "working") return;
  steps.reset();
  recovery.show("working");
  const leave = askBeforeLeaving();
  try {
    const box = await lockedBox();
    if (await shouldAsk({ ...pinOf(box), invitation })) return;
    await open({ box, pin });
    finish();
  } catch (error) {
    fail(error);
  } finally {
    leave();
  }
}

alive();
if ((await missingAbility()) === "") {
  wirePads();
  find("pin-form").addEventListener("submit", (event) => {
    event.preventDefault();
    start();
  });
  find("go-on").addEventListener("click", () => {
    mayUseLastTries = true;
    start();
  });
  find("rather-not").addEventListener("click", () => recovery.show("ready"));
  failed.querySelector("[data-action='again']").addEventListener("click", () => {
    recovery.show("ready");
  });
  find("open").disabled = false;
} else {
  recovery.show("unsupported");
}
