// Getting wallets back for an app. Nothing is given to it before its owner has seen what, and said so.

import { missingAbility } from "./flows/ability.js";
import { pageData } from "./flows/http.js";
import { recover, restoreWallet } from "./flows/restore.js";
import { Invitation } from "./flows/touch.js";
import { finish, isThere, tellStatus } from "./hosted_window.js";
import { wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { KeyhavenError } from "./lib/errors.js";
import { forget } from "./lib/slots.js";
import { OF_STEP, STATUS } from "./module/status.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { stepsOf } from "./steps.js";
import { tell } from "./trouble.js";

const find = (id) => document.getElementById(id);
const recovery = panel(find("recovery"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.recover);
const givesKey = pageData.asked.mode === "popup";

/** @type {{id: string, wid: string, name: string, address: string, secret: Uint8Array}[]} */
let back = [];

async function one({ found, way }) {
  let opened = null;
  steps.begin("opening");
  tellStatus(STATUS.parsing);
  const { id } = await restoreWallet({
    found,
    way,
    onBringBack: () => {
      steps.begin("fetching");
      tellStatus(STATUS.recoveringBackup);
    },
    onOpen: (address, secret) => {
      opened = { address, secret: secret.slice() };
      steps.begin("settling");
      tellStatus(STATUS.generating);
    },
    onStep: (step) => tellStatus(OF_STEP[step]),
  });
  return { id, wid: found.wid, name: found.name, ...opened };
}

function rowOf({ id, name, address }) {
  const row = find("row").content.cloneNode(true);
  row.querySelector("[data-name]").textContent = name;
  row.querySelector("[data-address]").textContent = address;
  row.querySelector("input").value = id;
  return row;
}

async function work() {
  tellStatus(STATUS.reading);
  const onRelease = () => {
    steps.begin("vault");
    tellStatus(STATUS.decrypting);
  };
  const { wallets, way } = await recover({ invitation, onRelease });
  try {
    // What is back already stays so, if a later one fails and all are tried again.
    const rest = wallets.filter(({ wid }) => back.every((other) => other.wid !== wid));
    for (const found of rest) back.push(await one({ found, way }));
  } finally {
    forget(way);
  }
  if (back.length === 0) throw new KeyhavenError("wallet_unknown");
  steps.finish();
  find("found").replaceChildren(...back.map(rowOf));
  recovery.show("give");
}

async function start() {
  if (recovery.state === "working") return;
  steps.reset();
  steps.begin("touch");
  recovery.show("working");
  try {
    await work();
  } catch (error) {
    steps.fail();
    invitation.drop();
    tell(failed, error);
    recovery.show("failed");
  }
}

/** Ends it. What the person left out, the app learns nothing of. */
async function give(chosen) {
  const given = chosen.map(({ secret, ...rest }) => (givesKey ? { ...rest, secret } : rest));
  try {
    await finish(given);
    recovery.show("done");
  } catch (error) {
    tell(failed, error);
    recovery.show(error.code === "popup_closed" ? "gone" : "failed");
  } finally {
    wipe(...back.map(({ secret }) => secret));
    back = [];
  }
}

function giveChosen(event) {
  event.preventDefault();
  const ids = new FormData(find("give-form")).getAll("wallet");
  const chosen = back.filter(({ id }) => ids.includes(id));
  if (!isThere()) recovery.show("gone");
  else if (chosen.length > 0) give(chosen);
}

alive();
if ((await missingAbility()) !== "") recovery.show("unsupported");
else if (!isThere()) recovery.show("gone");
else {
  for (const button of document.querySelectorAll("[data-cancel]")) {
    button.addEventListener("click", () => give([]));
  }
  failed.querySelector("[data-action='again']").addEventListener("click", start);
  find("recover").addEventListener("click", start);
  find("give-form").addEventListener("submit", giveChosen);
  invitation.keepFresh();
  find("recover").disabled = false;
}
