// Getting one wallet back with the key that lies in a cloud of the person's own, on a device that has
// no passkey for it. This page reads the key by itself; the server never sees it.

import { PlaceError } from "./clouds/errors.js";
import { requireSameAccount, signIn } from "./cloud_place.js";
import { missingAbility } from "./flows/ability.js";
import { keyFrom, keySlots } from "./flows/cloud_key.js";
import { pageData } from "./flows/http.js";
import { wholeBox } from "./flows/release.js";
import { restoreWallet } from "./flows/restore.js";
import { askBeforeLeaving } from "./leaving.js";
import { unb64u } from "./lib/bytes.js";
import { KeyhavenError } from "./lib/errors.js";
import { forget } from "./lib/slots.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { stepsOf } from "./steps.js";
import { tell } from "./trouble.js";

const { place, wanted } = pageData;
const wid = unb64u(pageData.wid, 16);
const find = (id) => document.getElementById(id);
const recovery = panel(find("recovery"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");

/** @type {object|null} the locked box; a second try needs no second one */
let found = null;

async function open(folder) {
  steps.begin("asking");
  found ??= await wholeBox({ wid, onFetch: () => steps.begin("fetching") });
  const [slot] = keySlots(found.manifest);
  if (slot === undefined) throw new KeyhavenError("slot_missing");
  steps.begin("reading");
  const way = await keyFrom({ folder, params: slot.params });
  steps.begin("opening");
  try {
    const { address } = await restoreWallet({
      found,
      way,
      onBringBack: () => steps.begin("fetching"),
      onOpen: () => steps.begin("settling"),
      onStep: () => undefined,
    });
    find("address").textContent = address;
  } finally {
    forget(way);
  }
}

function fail(error) {
  steps.fail();
  // The server's question may have been used, or the wallet may have moved on.
  if (!(error instanceof PlaceError)) found = null;
  tell(failed, error);
  recovery.show("failed");
}

async function signedIn({ folder, account }) {
  steps.reset();
  recovery.show("working");
  const leave = askBeforeLeaving();
  try {
    requireSameAccount(account, wanted);
    await open(folder);
    steps.finish();
    recovery.show("done");
  } catch (error) {
    fail(error);
  } finally {
    leave();
  }
}

alive();
if ((await missingAbility()) === "") {
  signIn({ place, show: recovery.show, onSignedIn: signedIn, onFailed: fail });
  failed.querySelector("[data-action='again']").addEventListener("click", () => {
    recovery.show("ready");
  });
} else {
  recovery.show("unsupported");
}
