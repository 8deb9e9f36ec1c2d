// Getting one wallet back with the sheet of its kit, on a device that has no passkey for it.

import { missingAbility } from "./flows/ability.js";
import { pageData } from "./flows/http.js";
import { wholeBox } from "./flows/release.js";
import { restoreByKit } from "./flows/restore_by.js";
import { askBeforeLeaving } from "./leaving.js";
import { unb64u, wipe } from "./lib/bytes.js";
import { KitField } from "./kit_field.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { complain } from "./password_field.js";
import { stepsOf } from "./steps.js";
import { gettext as _ } from "./text.js";
import { tell } from "./trouble.js";

const wid = unb64u(pageData.wid, 16);
const find = (id) => document.getElementById(id);
const recovery = panel(find("recovery"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const say = (text) => complain("code", text);
const field = new KitField({ input: find("code"), photo: find("photo"), complain: say });

/** @type {object|null} the locked box; a second try at the code needs no second one */
let found = null;

async function lockedBox() {
  steps.begin("asking");
  found ??= await wholeBox({ wid, onFetch: () => steps.begin("fetching") });
  return found;
}

async function open(key) {
  const { address } = await restoreByKit({
    box: await lockedBox(),
    key,
    onOpening: () => steps.begin("opening"),
    onBringBack: () => steps.begin("fetching"),
    onOpen: () => steps.begin("settling"),
    onStep: () => undefined,
  });
  find("address").textContent = address;
}

function fail(error) {
  steps.fail();
  if (error.code === "wrong_key") {
    recovery.show("ready");
    say(_("This kit does not open this wallet. It may belong to another one, or be out of date."));
    return;
  }
  // The server's question may have been used, or the wallet may have moved on.
  found = null;
  tell(failed, error);
  recovery.show("failed");
}

async function start(event) {
  event.preventDefault();
  if (recovery.state === "working") return;
  const key = field.read();
  if (key === null) return;
  steps.reset();
  recovery.show("working");
  const leave = askBeforeLeaving();
  try {
    await open(key);
    steps.finish();
    field.clear();
    recovery.show("done");
  } catch (error) {
    fail(error);
  } finally {
    wipe(key);
    leave();
  }
}

alive();
if ((await missingAbility()) === "") {
  find("kit-form").addEventListener("submit", start);
  failed.querySelector("[data-action='again']").addEventListener("click", () => {
    recovery.show("ready");
  });
  find("open").disabled = false;
} else {
  recovery.show("unsupported");
}
