// Getting one wallet back with its password, on a device that has no passkey for it.

import { missingAbility } from "./flows/ability.js";
import { pageData } from "./flows/http.js";
import { wholeBox } from "./flows/release.js";
import { restoreByPassword } from "./flows/restore_by.js";
import { stretch } from "./flows/stretch.js";
import { askBeforeLeaving } from "./leaving.js";
import { unb64u } from "./lib/bytes.js";
import { typed } from "./lib/password.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { complain, showable } from "./password_field.js";
import { stepsOf } from "./steps.js";
import { gettext as _ } from "./text.js";
import { tell } from "./trouble.js";

const wid = unb64u(pageData.wid, 16);
const find = (id) => document.getElementById(id);
const recovery = panel(find("recovery"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");

/** @type {object|null} the locked box; a second try at the password needs no second one */
let found = null;

async function lockedBox() {
  steps.begin("asking");
  found ??= await wholeBox({ wid, onFetch: () => steps.begin("fetching") });
  return found;
}

async function open(password) {
  const box = await lockedBox();
  steps.begin("stretching");
  const { address } = await restoreByPassword({
    box,
    password,
    stretch: (input) => stretch({ ...input, worker: pageData.workers.argon2 }),
    onOpening: () => steps.begin("opening"),
    onBringBack: () => steps.begin("fetching"),
    onOpen: () => steps.begin("settling"),
    onStep: () => undefined,
  });
  find("address").textContent = address;
}

function fail(error) {
  steps.fail();
  if (error.code === "wrong_password") {
    recovery.show("ready");
    const words = _("That password does not open this wallet. Look for a slip, and try again.");
    complain("password", words);
    return;
  }
  // The server's question may have been used, or the wallet may have moved on.
  found = null;
  tell(failed, error);
  recovery.show("failed");
}

async function start(event) {
  event.preventDefault();
  const password = typed(find("password").value);
  complain("password", password === "" ? _("Type the password.") : "");
  if (password === "" || recovery.state === "working") return;
  steps.reset();
  recovery.show("working");
  const leave = askBeforeLeaving();
  try {
    await open(password);
    steps.finish();
    find("password").value = "";
    recovery.show("done");
  } catch (error) {
    fail(error);
  } finally {
    leave();
  }
}

alive();
if ((await missingAbility()) === "") {
  find("password-form").addEventListener("submit", start);
  showable(find("show"), [find("password")]);
  failed.querySelector("[data-action='again']").addEventListener("click", () => {
    recovery.show("ready");
  });
  find("open").disabled = false;
} else {
  recovery.show("unsupported");
}
