// Getting wallets back for an app. Nothing is given to it before its owner has seen what, and said so.

import { pageData } from "./flows/http.js";
import { openHere } from "./flows/open.js";
import { recover, restoreWallet } from "./flows/restore.js";
import { Invitation } from "./flows/touch.js";
import { isPopup, isThere, tellStatus } from "./hosted_window.js";
import { HostedWork, find } from "./hosted_work.js";
import { unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { KeyhavenError } from "./lib/errors.js";
import { forget } from "./lib/slots.js";
import { firstAddress } from "./lib/wallet.js";
import { OF_STEP, STATUS } from "./module/status.js";
import { stepsOf } from "./steps.js";

const hosted = new HostedWork({ id: "recovery" });
const steps = stepsOf(find("steps"));
const invitation = new Invitation(OP.recover);

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
  offer();
}

function offer() {
  find("found").replaceChildren(...back.map(rowOf));
  hosted.panel.show("give");
}

/** What its owner opened a moment ago by a PIN, a password or a key, on the pages for that. */
async function openedHere() {
  for (const { id, wid, name } of pageData.wallets) {
    const { state, secret } = await openHere(unb64u(wid, 16));
    if (state === "open") back.push({ id, wid, name, secret, address: await firstAddress(secret) });
  }
}

async function start() {
  if (hosted.panel.state === "working") return;
  steps.reset();
  steps.begin("touch");
  hosted.panel.show("working");
  try {
    await work();
  } catch (error) {
    steps.fail();
    invitation.drop();
    hosted.fail(error);
  }
}

/** Ends it. What the person left out, the app learns nothing of. */
async function give(chosen) {
  await hosted.end(chosen.map(({ secret, ...rest }) => (isPopup ? { ...rest, secret } : rest)));
  wipe(...back.map(({ secret }) => secret));
  back = [];
}

function giveChosen(event) {
  event.preventDefault();
  const ids = new FormData(find("give-form")).getAll("wallet");
  const chosen = back.filter(({ id }) => ids.includes(id));
  if (!isThere()) hosted.panel.show("gone");
  else if (chosen.length > 0) give(chosen);
}

await hosted.start(async () => {
  hosted.onAgain(start);
  find("recover").addEventListener("click", start);
  find("give-form").addEventListener("submit", giveChosen);
  invitation.keepFresh();
  // Where one does not open here, the passkey is still there to try.
  await openedHere().catch(() => undefined);
  if (back.length > 0) offer();
  find("recover").disabled = false;
});
