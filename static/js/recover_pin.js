// Getting one wallet back with its PIN, on a device that has no passkey for it.

import { missingAbility } from "./flows/ability.js";
import { pageData } from "./flows/http.js";
import { enter, renewed, settle, status } from "./flows/pin.js";
import { wholeBox } from "./flows/release.js";
import { restoreWallet } from "./flows/restore.js";
import { stretch } from "./flows/stretch.js";
import { Invitation } from "./flows/touch.js";
import { unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { KeyhavenError } from "./lib/errors.js";
import { readUnverified } from "./lib/manifest.js";
import { METHOD, checkMethod } from "./lib/slots.js";
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

function pinOf(manifest) {
  const { payload, pkMan } = readUnverified(manifest);
  const slot = payload.slots.find(({ method }) => method === METHOD.pin);
  if (slot === undefined) throw new KeyhavenError("slot_missing");
  checkMethod(slot);
  return { wid, pkMan, slot, invitation };
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

/** Where the vault has renewed its keys, the PIN that was just entered moves along by itself. */
async function open({ box, subject, pin }) {
  steps.begin("trying");
  const { way, isOld, since } = await enter({ ...subject, pin, stretch: work });
  steps.begin("opening");
  const renew = (opened) =>
    isOld ? renewed({ ...opened, pin, since, invitation, stretch: work }) : Promise.resolve(null);
  try {
    const { address, fresh } = await restoreWallet({
      found: box,
      way,
      onBringBack: () => steps.begin("fetching"),
      onOpen: () => steps.begin("settling"),
      onStep: () => undefined,
      renew,
    });
    find("address").textContent = address;
    await settleIn(subject, fresh);
  } finally {
    wipe(way.first, way.second);
  }
}

async function settleIn({ pkMan }, fresh) {
  if (fresh === null) return;
  try {
    await settle({ wid, pkMan, way: fresh, invitation });
  } catch {
    // The wallet is back, and the next entry of the PIN tells the vault.
  } finally {
    wipe(fresh.first, fresh.second);
  }
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

function warnBeforeLeaving(event) {
  event.preventDefault();
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
  addEventListener("beforeunload", warnBeforeLeaving);
  try {
    const box = await lockedBox();
    const subject = pinOf(box.manifest);
    if (await shouldAsk(subject)) return;
    await open({ box, subject, pin });
    finish();
  } catch (error) {
    fail(error);
  } finally {
    removeEventListener("beforeunload", warnBeforeLeaving);
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
  find("pin").value = "";
  find("open").disabled = false;
} else {
  recovery.show("unsupported");
}
