// Letting a password into a wallet, or a new one in place of the old. It never leaves this page.

import { saveAs } from "./download.js";
import { missingAbility } from "./flows/ability.js";
import { addPassword } from "./flows/add_password.js";
import { pageData } from "./flows/http.js";
import { openHere } from "./flows/open.js";
import { Judge } from "./flows/strength.js";
import { stretch } from "./flows/stretch.js";
import { Invitation } from "./flows/touch.js";
import { askBeforeLeaving } from "./leaving.js";
import { unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { newPhrase, typed } from "./lib/password.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { complain, reveal, showable } from "./password_field.js";
import { stepsOf } from "./steps.js";
import { gettext as _, longDay } from "./text.js";
import { tell } from "./trouble.js";

const { name, workers } = pageData;
const wid = unb64u(pageData.wid, 16);
const find = (id) => document.getElementById(id);
const setter = panel(find("password-panel"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.approve);
const judge = new Judge({ worker: workers.strength, known: pageData.known });
const field = find("password");

const WORDS_FOR = [
  _("Guessed at once."),
  _("Guessed within hours."),
  _("Guessed within days."),
  _("Not enough yet: somebody with patience would guess it."),
];
// Four is the best; less is enough where the relying party says so.
const GOOD_ENOUGH = {
  3: _("Good enough here. Six words, drawn by lot, are stronger."),
  4: _("Strong."),
};

/** A generated phrase needs no judge: it is as good as the dice. */
let generated = "";
/** What "Try again" does. */
let again = () => undefined;

// --- Choosing ------------------------------------------------------------------------------------

function say({ text, isGood }) {
  find("strength").textContent = text;
  find("to-confirm").disabled = !isGood;
}

/** A phrase is longer than the field, so it stands below as a whole while it may be seen. */
function showWhole() {
  find("phrase").textContent = field.type === "text" ? typed(field.value) : "";
  find("phrase-part").hidden = find("phrase").textContent === "";
}

async function weigh() {
  const password = typed(field.value);
  showWhole();
  complain("password", "");
  find("copied").textContent = "";
  if (password === "") say({ text: "", isGood: false });
  else if (password === generated) {
    say({ text: _("Strong: six words, drawn by lot."), isGood: true });
  } else {
    say({ text: _("Looking at it…"), isGood: false });
    const strength = await judge.judge(password);
    if (strength !== null && typed(field.value) === password) {
      const { score, warning } = strength;
      const isGood = score >= pageData.least_score;
      say({ text: isGood ? GOOD_ENOUGH[score] : `${WORDS_FOR[score]} ${warning}`.trim(), isGood });
    }
  }
}

function generate() {
  generated = newPhrase();
  field.value = generated;
  reveal(find("show"), [field], true);
  weigh();
}

async function copy() {
  await navigator.clipboard.writeText(typed(field.value));
  find("copied").textContent = _("Copied. Put it where you keep it, then copy something else.");
}

function fileText(password) {
  const way = _(
    "It brings this wallet back when you have no passkey any more:\nopen %(address)s\n" +
      "sign in with a code by e-mail, and type it.",
    { address: pageData.recover },
  );
  const day = longDay(new Date());
  return [
    _("Password of the wallet “%(name)s”", { name }),
    "",
    `    ${password}`,
    "",
    way,
    "",
    _("Nobody can reset it. Whoever has it and can read your e-mail can get the wallet."),
    _("Keep this file where nobody else can read it, or print it and delete it."),
    "",
    _("Made on %(day)s. A password that you set later takes its place.", { day }),
    "",
  ].join("\n");
}

function download() {
  const content = fileText(typed(field.value));
  saveAs({ name: _("Password of %(name)s.txt", { name }), type: "text/plain", content });
  find("copied").textContent = _("Saved among your downloads.");
}

// --- Confirming ----------------------------------------------------------------------------------

function confirm(event) {
  event.preventDefault();
  if (find("to-confirm").disabled) return;
  find("again").value = "";
  setter.show("confirm");
}

function makeSure(event) {
  event.preventDefault();
  const isSame = typed(find("again").value) === typed(field.value);
  const isTicked = find("understood").checked;
  complain("understood", isTicked ? "" : _("Tick the box if you understand it."));
  complain("again", isSame ? "" : _("That is not the same. Look at where you keep it."));
  if (!isSame || !isTicked) return;
  setter.show("sure");
  invitation.keepFresh();
}

// --- Putting it in place -------------------------------------------------------------------------

function untilReady() {
  setter.show("second");
  return new Promise((resolve) => {
    find("second").addEventListener("click", resolve, { once: true });
  }).then(() => setter.show("working"));
}

function onStep(step) {
  find("working-title").textContent = _("Putting the password in place");
  steps.begin(step);
}

async function write(opened) {
  await addPassword({
    wid,
    name,
    opened,
    password: typed(field.value),
    again: typed(find("again").value),
    invitation,
    stretch: (input) => stretch({ ...input, worker: workers.argon2 }),
    onStretch: () => onStep("stretching"),
    onRelease: () => onStep("touch"),
    onSecondTouch: untilReady,
    onStep,
  });
}

async function put() {
  if (setter.state === "working") return;
  steps.reset();
  steps.begin("touch");
  find("working-title").textContent = _("Touch your passkey");
  setter.show("working");
  const leave = askBeforeLeaving();
  try {
    const opened = await openHere(wid);
    if (opened.state !== "open") {
      setter.show("closed");
      return;
    }
    await write(opened).finally(() => wipe(opened.secret));
    steps.finish();
    field.value = "";
    find("again").value = "";
    setter.show("done");
  } catch (error) {
    steps.fail();
    invitation.drop();
    again = put;
    tell(failed, error);
    setter.show("failed");
  } finally {
    leave();
  }
}

alive();
if ((await missingAbility()) === "") {
  find("generate").addEventListener("click", generate);
  field.addEventListener("input", weigh);
  showable(find("show"), [field, find("again")]);
  find("show").addEventListener("click", showWhole);
  find("copy").addEventListener("click", copy);
  find("download").addEventListener("click", download);
  find("choose").addEventListener("submit", confirm);
  find("confirm").addEventListener("submit", makeSure);
  find("back").addEventListener("click", () => setter.show("choose"));
  find("use").addEventListener("click", put);
  find("not-yet").addEventListener("click", () => setter.show("choose"));
  failed.querySelector("[data-action='again']").addEventListener("click", () => again());
  // Something may have been typed before this script was there.
  weigh();
} else {
  setter.show("unsupported");
}
