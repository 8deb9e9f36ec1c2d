// Protecting a wallet that an app brings. Its key comes from the app's window and goes nowhere.

import { pageData, request } from "./flows/http.js";
import { protect } from "./flows/protect.js";
import { Invitation } from "./flows/touch.js";
import { openers } from "./flows/unlock.js";
import { isPopup, isThere, tellStatus, wallet as walletOfApp } from "./hosted_window.js";
import { HostedWork, find } from "./hosted_work.js";
import { b64u, randomBytes, unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { readUnverified } from "./lib/manifest.js";
import { firstAddress } from "./lib/wallet.js";
import { newEntropy } from "./lib/words.js";
import { OF_STEP, STATUS } from "./module/status.js";
import { stepsOf } from "./steps.js";

const { asked, wallets } = pageData;
const hosted = new HostedWork({ id: "maker", last: "done" });
const steps = stepsOf(find("steps"));
const invitation = new Invitation(OP.unlock);

/** @type {{wid: Uint8Array, secret: Uint8Array}} what is to be protected */
let wallet;
/** Its id, once it is protected. What is tried again then is only to tell the app. */
let saved = null;

/** The same wallet, where it was protected here before. */
function known() {
  return wallets.find(({ wid }) => wid === b64u(wallet.wid));
}

async function bring() {
  if (!isPopup) return { wid: randomBytes(16), secret: newEntropy(12) };
  const { wid, name, secret } = await walletOfApp();
  if (typeof name === "string" && name !== "") find("name").value = name.slice(0, 40);
  return { wid: unb64u(wid, 16), secret };
}

function onStep(step) {
  steps.begin(step);
  tellStatus(OF_STEP[step]);
}

function untilReady() {
  hosted.panel.show("second");
  return new Promise((resolve) => {
    find("second").addEventListener("click", resolve, { once: true });
  }).then(() => hosted.panel.show("working"));
}

/** What is to be written: the first backup, or a fresh one behind the present one. */
async function next() {
  const name = find("name").value.trim().replace(/\s+/gu, " ");
  if (known() === undefined) return { ...wallet, name, gen: 1, previousManifest: null };
  const { gen, manifest } = await request("GET", `/wallets/${b64u(wallet.wid)}`);
  return { ...wallet, name: known().name, gen: gen + 1, previousManifest: manifest };
}

async function save() {
  tellStatus(STATUS.reading);
  const written = await next();
  const { previousManifest: before } = written;
  const { id } = await protect({
    wallet: written,
    invitation,
    allow: before === null ? undefined : openers(readUnverified(before).payload),
    onRelease: () => tellStatus(STATUS.generating),
    onSecondTouch: untilReady,
    onStep,
  });
  steps.finish();
  wipe(wallet.secret);
  return id;
}

/** The way in that the app asked for is made on a page of its own, which leads back here. */
function goOn(id) {
  const form = find("choose");
  form.elements.wallet.value = id;
  form.submit();
}

async function start(event) {
  event?.preventDefault();
  if (hosted.panel.state === "working") return;
  if (!isThere()) {
    hosted.panel.show("gone");
    return;
  }
  steps.reset();
  steps.begin("touch");
  hosted.panel.show("working");
  try {
    saved ??= await save();
    if (asked.method === "PASSKEY") await hosted.end([{ id: saved, wid: b64u(wallet.wid) }]);
    else goOn(saved);
  } catch (error) {
    steps.fail();
    invitation.drop();
    hosted.fail(error);
  }
}

await hosted.start(async () => {
  try {
    wallet = await bring();
    document.querySelector("[data-address]").textContent = await firstAddress(wallet.secret);
  } catch (error) {
    hosted.fail(error);
    return;
  }
  if (known() !== undefined && asked.method !== "PASSKEY") {
    wipe(wallet.secret);
    goOn(known().id);
    return;
  }
  // A wallet that is here already keeps the name that its owner gave it here.
  find("name-field").hidden = known() !== undefined;
  hosted.onAgain(start);
  find("name-form").addEventListener("submit", start);
  invitation.keepFresh();
  find("protect").disabled = false;
});
