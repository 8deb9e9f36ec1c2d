// One wallet: opening it on this device, bringing the device up to date, and protecting it again.

import { missingAbility } from "./flows/ability.js";
import { pageData } from "./flows/http.js";
import { openHere, refresh } from "./flows/open.js";
import { protect } from "./flows/protect.js";
import { Invitation } from "./flows/touch.js";
import { unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { generationsHeld } from "./lib/device.js";
import { firstAddress } from "./lib/wallet.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { stepsOf } from "./steps.js";
import { tell } from "./trouble.js";

const wid = unb64u(pageData.wid, 16);
const find = (id) => document.getElementById(id);
const opener = panel(find("opener"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.unlock);
const BUSY = new Set(["working", "renewing"]);

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
  opener.show("working", "Opening");
  const here = await openHere(wid);
  if (here.state !== "open") ask(here.state);
  else await show(here, "Nothing of its key has left this page.");
}

/** A touch is needed: its nonce is fetched while the person reads. */
function ask(state) {
  opener.show(state);
  invitation.keepFresh();
}

async function bringUpToDate() {
  opener.show("working", "Touch your passkey");
  const onRelease = () => opener.show("working", "Bringing this device up to date");
  await show(await refresh({ wid, invitation, onRelease }), "This device is up to date.");
}

function untilReady() {
  opener.show("second");
  return new Promise((resolve) => {
    find("second").addEventListener("click", resolve, { once: true });
  }).then(() => opener.show("renewing"));
}

function warnBeforeLeaving(event) {
  event.preventDefault();
}

async function renew() {
  steps.reset();
  steps.begin("touch");
  find("renewing-title").textContent = "Touch your passkey";
  opener.show("renewing");
  addEventListener("beforeunload", warnBeforeLeaving);
  try {
    await write();
  } finally {
    removeEventListener("beforeunload", warnBeforeLeaving);
  }
}

async function write() {
  const { secret, manifest } = opened;
  const { name } = pageData;
  const next = { secret, wid, name, gen: opened.gen + 1, previousManifest: manifest };
  const onStep = (step) => {
    find("renewing-title").textContent = "Protecting it again";
    steps.begin(step);
  };
  const onRelease = () => onStep("touch");
  const saved = await protect({
    wallet: next, invitation, onRelease, onSecondTouch: untilReady, onStep,
  });
  steps.finish();
  pageData.gen = saved.gen;
  // The panel of copies looks at once, and then goes on by itself.
  document.body.dispatchEvent(new Event("renewed"));
  // Opening what was just written proves it, and gives the manifest on which the next one builds.
  const here = await openHere(wid);
  close();
  if (here.state === "open") await show(here, "It is protected again, and your copies follow.");
  else ask(here.state);
}

async function copy() {
  await navigator.clipboard.writeText(find("address").textContent);
  find("copied").textContent = "Copied";
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
