// One wallet: opening it on this device, bringing the device up to date, and protecting it again.

import { missingAbility } from "./flows/ability.js";
import { pageData } from "./flows/http.js";
import { openHere, refresh } from "./flows/open.js";
import { destroy } from "./flows/pin.js";
import { protect, wayOfTouch } from "./flows/protect.js";
import { Invitation } from "./flows/touch.js";
import { knownPasskeys, openers, unlock } from "./flows/unlock.js";
import { askBeforeLeaving } from "./leaving.js";
import { b64u, unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { generationsHeld } from "./lib/device.js";
import { readUnverified } from "./lib/manifest.js";
import { METHOD } from "./lib/slots.js";
import { firstAddress } from "./lib/wallet.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { stepsOf } from "./steps.js";
import { gettext as _ } from "./text.js";
import { tell } from "./trouble.js";

const wid = unb64u(pageData.wid, 16);
const find = (id) => document.getElementById(id);
const opener = panel(find("opener"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.unlock);
const approvals = new Invitation(OP.approve);
const BUSY = new Set(["working", "renewing", "second", "newcomer"]);

/** @type {{secret: Uint8Array, gen: number, manifest: string}|null} while the wallet is open */
let opened = null;
let again = () => undefined;

function fail(error, retry) {
  again = retry;
  tell(failed, error);
  opener.show("failed");
}

/** Runs one thing at a time: a second click while it works does nothing. */
function once(work) {
  const run = async () => {
    if (BUSY.has(opener.state)) return;
    try {
      await work();
    } catch (error) {
      steps.fail();
      invitation.drop();
      approvals.drop();
      fail(error, run);
    }
  };
  return run;
}

async function show(wallet, message) {
  opened = wallet;
  find("address").textContent = await firstAddress(wallet.secret);
  find("copied").textContent = "";
  opener.show("open", message);
}

function close() {
  wipe(opened?.secret);
  opened = null;
  find("address").textContent = "";
}

async function open() {
  opener.show("working", _("Opening"));
  const here = await openHere(wid);
  if (here.state !== "open") ask(here.state);
  else await show(here, _("Nothing of its key has left this page."));
}

/** A touch is needed: its nonce is fetched while the person reads. */
function ask(state) {
  opener.show(state);
  invitation.keepFresh();
}

async function bringUpToDate() {
  opener.show("working", _("Touch your passkey"));
  const onRelease = () => opener.show("working", _("Bringing this device up to date"));
  await show(await refresh({ wid, invitation, onRelease }), _("This device is up to date."));
}

function untilReady() {
  opener.show("second");
  return new Promise((resolve) => {
    find("second").addEventListener("click", resolve, { once: true });
  }).then(() => opener.show("renewing"));
}

/**
 * Locks the wallet anew with one touch.
 * @param {object} input
 * @param {string} input.title which passkey to touch
 * @param {string} input.doing what the person reads then
 * @param {string} input.done and in the end
 * @param {object} [input.how] allow, adding, remove and more, see protect
 */
async function change({ title, doing, done, how = {} }) {
  if (opened === null && !(await openForChange())) return;
  steps.reset();
  steps.begin("touch");
  find("renewing-title").textContent = title;
  opener.show("renewing");
  const leave = askBeforeLeaving();
  try {
    await write({ doing, done, how });
  } finally {
    leave();
  }
}

/** @returns {Promise<boolean>} whether it is open; otherwise the page asks for a touch first */
async function openForChange() {
  opener.show("working", _("Opening"));
  const here = await openHere(wid);
  if (here.state === "open") opened = here;
  else ask(here.state);
  return opened !== null;
}

async function renew() {
  if (opened === null && !(await openForChange())) return;
  const { payload } = readUnverified(opened.manifest);
  const doing = _("Protecting it again");
  const done = _("It is protected again, and your copies follow.");
  await change({ title: _("Touch your passkey"), doing, done, how: { allow: openers(payload) } });
}

/** A passkey that opens the wallet says yes first; then the new one is touched. */
function letIn(cid, name) {
  const newcomer = knownPasskeys().filter(({ id }) => b64u(id) === cid);
  const words = {
    doing: _("Letting %(name)s in", { name }),
    done: _("%(name)s opens it now. Your copies follow.", { name }),
  };
  // Who has just opened it with a password has shown as much.
  const touchIt = _("Touch %(name)s", { name });
  if (pageData.proved) return change({ ...words, title: touchIt, how: { allow: newcomer } });
  const adding = [{ method: METHOD.passkey, params: { cid } }];
  const more = () => touchOf({ newcomer, name });
  const title = _("Touch a passkey that opens it already");
  return change({ ...words, title, how: { adding, more } });
}

async function touchOf({ newcomer, name }) {
  for (const place of document.querySelectorAll("[data-newcomer]")) place.textContent = name;
  invitation.keepFresh();
  opener.show("newcomer");
  await new Promise((resolve) => {
    find("newcomer").addEventListener("click", resolve, { once: true });
  });
  opener.show("renewing");
  const touched = await unlock({ invitation, allow: newcomer });
  return [(await wayOfTouch({ touched, onSecondTouch: untilReady })).way];
}

// --- Ways in -------------------------------------------------------------------------------------

/** A button that is pressed before this script runs would do nothing, so it waits. */
function enableWays() {
  const buttons = find("ways").querySelectorAll("[data-let-in], [data-remove]");
  for (const button of buttons) button.disabled = false;
}

/** @type {{id: string, name: string}|null} the way in that is about to go */
let leaving = null;

function askToRemove(id, name) {
  leaving = { id, name };
  const all = [...find("ways").querySelectorAll("[data-way]")];
  const staying = all.filter((item) => item.dataset.way !== id);
  find("staying").textContent = staying.map((item) => item.dataset.name).join(", ");
  for (const place of document.querySelectorAll("[data-way-name]")) place.textContent = name;
  opener.show("removing");
  approvals.keepFresh();
}

async function removeWay() {
  const { id, name } = leaving;
  const done = _("%(name)s opens it no longer. Your copies follow.", { name });
  const title = _("Touch a passkey that stays");
  if (opened === null && !(await openForChange())) return;
  const gone = readUnverified(opened.manifest).payload.slots.find((slot) => slot.id === id);
  const secret = opened.secret.slice();
  try {
    const doing = _("Removing %(name)s", { name });
    await change({ title, doing, done, how: { remove: [id] } });
    if (gone?.method === METHOD.pin) await forgetPin({ secret, slot: gone });
  } finally {
    wipe(secret);
  }
}

/** The vault need not count for a PIN that opens nothing any more. */
async function forgetPin({ secret, slot }) {
  try {
    await destroy({ wid, secret, slot, invitation: new Invitation(OP.unlock, { pins: true }) });
  } catch {
    // No backup lists it now, so nothing hangs on this.
  }
}

async function write({ doing, done, how }) {
  const { secret, manifest } = opened;
  const { name } = pageData;
  const next = { secret, wid, name, gen: opened.gen + 1, previousManifest: manifest };
  const onStep = (step) => {
    find("renewing-title").textContent = doing;
    steps.begin(step);
  };
  const onRelease = () => onStep("touch");
  const saved = await protect({
    ...how,
    wallet: next,
    invitation: how.adding || how.remove ? approvals : invitation,
    onRelease,
    onSecondTouch: untilReady,
    onStep,
  });
  steps.finish();
  pageData.gen = saved.gen;
  // The panels of copies and of ways in look at once.
  document.body.dispatchEvent(new Event("renewed"));
  // Opening what was just written proves it, and gives the manifest on which the next one builds.
  const here = await openHere(wid);
  close();
  if (here.state === "open") await show(here, done);
  else ask(here.state);
}

async function copy() {
  await navigator.clipboard.writeText(find("address").textContent);
  find("copied").textContent = _("Copied");
}

async function begin() {
  const held = await generationsHeld(wid);
  if (held.length === 0) ask("none");
  else if (!held.some(({ gen }) => gen >= pageData.gen)) ask("older");
}

alive();
if ((await missingAbility()) === "") {
  find("open").addEventListener("click", once(open));
  find("refresh-older").addEventListener("click", once(bringUpToDate));
  find("refresh-none").addEventListener("click", once(bringUpToDate));
  find("renew").addEventListener("click", once(renew));
  find("renew").closest("details").addEventListener("toggle", () => invitation.keepFresh());
  find("copy").addEventListener("click", copy);
  find("close").addEventListener("click", () => {
    close();
    opener.show("closed");
    find("open").focus();
  });
  find("remove").addEventListener("click", once(removeWay));
  find("keep").addEventListener("click", () => {
    leaving = null;
    opener.show(opened === null ? "closed" : "open");
  });
  enableWays();
  document.body.addEventListener("htmx:afterSettle", enableWays);
  // The list is exchanged after each change, so the page listens in its place.
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-let-in], [data-remove]");
    if (button === null || BUSY.has(opener.state)) return;
    const { letIn: cid, remove: id, name } = button.dataset;
    if (cid === undefined) askToRemove(id, name);
    else once(() => letIn(cid, name))();
  });
  failed.querySelector("[data-action='again']").addEventListener("click", () => again());
  try {
    await begin();
    find("open").disabled = false;
  } catch (error) {
    fail(error, () => location.reload());
  }
} else {
  opener.show("unsupported");
}
