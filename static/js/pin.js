// Letting a PIN into a wallet, or a new one in place of the old.

import { missingAbility } from "./flows/ability.js";
import { addPin, tryPin } from "./flows/add_pin.js";
import { pageData } from "./flows/http.js";
import { openHere } from "./flows/open.js";
import { stretch } from "./flows/stretch.js";
import { Invitation } from "./flows/touch.js";
import { askBeforeLeaving } from "./leaving.js";
import { unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { complain } from "./password_field.js";
import { digitsOf, objection, wirePads } from "./pin_field.js";
import { stepsOf } from "./steps.js";
import { gettext as _ } from "./text.js";
import { tell } from "./trouble.js";

const { name, workers } = pageData;
const wid = unb64u(pageData.wid, 16);
const find = (id) => document.getElementById(id);
const setter = panel(find("pin-panel"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.unlock, { pins: true });
const approvals = new Invitation(OP.approve);
const work = (input) => stretch({ ...input, worker: workers.argon2 });

// --- Choosing ------------------------------------------------------------------------------------

function choose(event) {
  event.preventDefault();
  const why = objection(digitsOf(find("pin")), pageData.least_digits);
  complain("pin", why);
  if (why !== "") return;
  find("again").value = "";
  complain("again", "");
  setter.show("confirm");
  invitation.keepFresh();
  approvals.keepFresh();
}

function isSame() {
  const same = digitsOf(find("again")) === digitsOf(find("pin"));
  complain("again", same ? "" : _("That is not the same. Try again, or go back and choose anew."));
  return same;
}

// --- Putting it in place -------------------------------------------------------------------------

function untilReady() {
  setter.show("second");
  return new Promise((resolve) => {
    find("second").addEventListener("click", resolve, { once: true });
  }).then(() => setter.show("working"));
}

function onStep(step) {
  find("working-title").textContent = _("Putting the PIN in place");
  steps.begin(step);
}

async function write({ opened, pin }) {
  const { record } = await addPin({
    wid,
    name,
    opened,
    pin,
    invitations: { vault: invitation, approval: approvals },
    stretch: work,
    onTouch: () => {
      steps.begin("touch");
      find("working-title").textContent = _("Touch your passkey");
    },
    onRelease: () => onStep("touch"),
    onSecondTouch: untilReady,
    onStep,
  });
  return record;
}

/** With what is committed now and what was typed the second time; the old PIN ends with it. */
async function prove(record) {
  onStep("proving");
  const opened = await openHere(wid);
  wipe(opened.secret);
  const { manifest } = opened;
  const pin = digitsOf(find("again"));
  await tryPin({ wid, manifest, record, pin, invitation, stretch: work });
}

async function put() {
  if (setter.state === "working") return;
  steps.reset();
  onStep("enrolling");
  setter.show("working");
  const leave = askBeforeLeaving();
  try {
    const opened = await openHere(wid);
    if (opened.state !== "open") {
      setter.show("closed");
      return;
    }
    const pin = digitsOf(find("pin"));
    await prove(await write({ opened, pin }).finally(() => wipe(opened.secret)));
    steps.finish();
    clear();
    setter.show("done");
  } catch (error) {
    steps.fail();
    invitation.drop();
    approvals.drop();
    tell(failed, error);
    setter.show("failed");
  } finally {
    leave();
  }
}

function clear() {
  for (const id of ["pin", "again"]) find(id).value = "";
}

alive();
if ((await missingAbility()) === "") {
  wirePads();
  find("choose").addEventListener("submit", choose);
  find("confirm").addEventListener("submit", (event) => {
    event.preventDefault();
    if (isSame()) put();
  });
  find("back").addEventListener("click", () => setter.show("choose"));
  failed.querySelector("[data-action='again']").addEventListener("click", put);
  find("to-confirm").disabled = false;
} else {
  setter.show("unsupported");
}
