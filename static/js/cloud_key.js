// Letting a key into a wallet that lies in a cloud of the person's own. Key, token and app password
// never leave this page but for that cloud.

import { isSameAccount } from "./clouds/place.js";
import { signIn } from "./cloud_place.js";
import { missingAbility } from "./flows/ability.js";
import { letKeyIn } from "./flows/cloud_key.js";
import { pageData } from "./flows/http.js";
import { openHere } from "./flows/open.js";
import { Invitation } from "./flows/touch.js";
import { askBeforeLeaving } from "./leaving.js";
import { unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { complain } from "./password_field.js";
import { stepsOf } from "./steps.js";
import { gettext as _ } from "./text.js";
import { tell } from "./trouble.js";

const { name, place, copies } = pageData;
const wid = unb64u(pageData.wid, 16);
const find = (id) => document.getElementById(id);
const putter = panel(find("key-panel"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.approve);

/** @type {{folder: object, account: object}|null} where the key is to lie */
let chosen = null;

function signedIn(found) {
  const beside = copies.find((copy) => isSameAccount(found.account, copy));
  if (beside !== undefined) {
    find("same-account").textContent = beside.hint;
    putter.show("same");
    return;
  }
  chosen = found;
  find("account").textContent = found.account.hint;
  putter.show("known");
  invitation.keepFresh();
}

function fail(error) {
  steps.fail();
  invitation.drop();
  tell(failed, error);
  putter.show("failed");
}

function untilReady() {
  putter.show("second");
  return new Promise((resolve) => {
    find("second").addEventListener("click", resolve, { once: true });
  }).then(() => putter.show("working"));
}

function onStep(step) {
  find("working-title").textContent = _("Putting the key in place");
  steps.begin(step);
}

async function write() {
  const opened = await openHere(wid);
  if (opened.state !== "open") {
    putter.show("closed");
    return;
  }
  const onRelease = () => onStep("touch");
  const callbacks = { invitation, onRelease, onSecondTouch: untilReady, onStep };
  const done = letKeyIn({ ...chosen, opened, wid, name, ...callbacks });
  await done.finally(() => wipe(opened.secret));
  steps.finish();
  putter.show("done");
}

async function put(event) {
  event.preventDefault();
  const isTicked = find("understood").checked;
  complain("understood", isTicked ? "" : _("Tick the box if you understand it."));
  if (!isTicked || putter.state === "working") return;
  steps.reset();
  steps.begin("touch");
  find("working-title").textContent = _("Touch your passkey");
  putter.show("working");
  const leave = askBeforeLeaving();
  try {
    await write();
  } catch (error) {
    fail(error);
  } finally {
    leave();
  }
}

alive();
if ((await missingAbility()) === "") {
  signIn({ place, show: putter.show, onSignedIn: signedIn, onFailed: fail });
  find("put").addEventListener("submit", put);
  failed.querySelector("[data-action='again']").addEventListener("click", () => {
    putter.show(chosen === null ? "ready" : "known");
  });
  for (const button of document.querySelectorAll("[data-other-account]")) {
    button.addEventListener("click", () => {
      chosen = null;
      putter.show("ready");
    });
  }
} else {
  putter.show("unsupported");
}
