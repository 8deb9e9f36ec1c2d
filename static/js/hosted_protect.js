// Protecting a wallet that an app brings. Its key comes from the app's window and goes nowhere.

import { missingAbility } from "./flows/ability.js";
import { pageData } from "./flows/http.js";
import { protect } from "./flows/protect.js";
import { Invitation } from "./flows/touch.js";
import { finish, isThere, tellStatus, wallet as walletOfApp } from "./hosted_window.js";
import { b64u, randomBytes, unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { firstAddress } from "./lib/wallet.js";
import { newEntropy } from "./lib/words.js";
import { OF_STEP, STATUS } from "./module/status.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { stepsOf } from "./steps.js";
import { tell } from "./trouble.js";

const find = (id) => document.getElementById(id);
const maker = panel(find("maker"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.unlock);

/** @type {{wid: Uint8Array, secret: Uint8Array}} what is to be protected */
let wallet;

async function bring() {
  if (pageData.asked.mode === "redirect") {
    return { wid: randomBytes(16), secret: newEntropy(12) };
  }
  const { wid, name, secret } = await walletOfApp();
  if (typeof name === "string" && name !== "") find("name").value = name.slice(0, 40);
  return { wid: unb64u(wid, 16), secret };
}

function onStep(step) {
  steps.begin(step);
  tellStatus(OF_STEP[step]);
}

function untilReady() {
  maker.show("second");
  return new Promise((resolve) => {
    find("second").addEventListener("click", resolve, { once: true });
  }).then(() => maker.show("working"));
}

async function work() {
  const name = find("name").value.trim().replace(/\s+/gu, " ");
  tellStatus(STATUS.reading);
  const saved = await protect({
    wallet: { ...wallet, name, gen: 1, previousManifest: null },
    invitation,
    onRelease: () => tellStatus(STATUS.generating),
    onSecondTouch: untilReady,
    onStep,
  });
  steps.finish();
  maker.show("done");
  wipe(wallet.secret);
  await finish([{ id: saved.id, wid: b64u(wallet.wid) }]);
}

async function start(event) {
  event?.preventDefault();
  if (maker.state === "working") return;
  if (!isThere()) {
    maker.show("gone");
    return;
  }
  steps.reset();
  steps.begin("touch");
  maker.show("working");
  try {
    await work();
  } catch (error) {
    steps.fail();
    invitation.drop();
    tell(failed, error);
    maker.show(error.code === "popup_closed" ? "gone" : "failed");
  }
}

async function cancel() {
  await finish([]).catch(() => maker.show("gone"));
}

alive();
if ((await missingAbility()) !== "") maker.show("unsupported");
else if (!isThere()) maker.show("gone");
else {
  find("cancel").addEventListener("click", cancel);
  failed.querySelector("[data-action='again']").addEventListener("click", start);
  wallet = await bring();
  document.querySelector("[data-address]").textContent = await firstAddress(wallet.secret);
  find("name-form").addEventListener("submit", start);
  invitation.keepFresh();
  find("protect").disabled = false;
}
