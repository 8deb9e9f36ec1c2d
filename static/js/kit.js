// Making an emergency kit: first the sheet, then the proof that it can be read, then the wallet.
//
// The old kit goes only when the new one lies on paper. If the page is closed before the touch,
// nothing has changed.

import { go, rest } from "./busy.js";
import { saveAs } from "./download.js";
import { missingAbility } from "./flows/ability.js";
import { pageData } from "./flows/http.js";
import { letKitIn, packKit } from "./flows/kit.js";
import { openHere } from "./flows/open.js";
import { Invitation } from "./flows/touch.js";
import { painted } from "./later.js";
import { askBeforeLeaving } from "./leaving.js";
import { equal, unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { kitCode, kitGroups, newKit } from "./lib/kit.js";
import { KitField } from "./kit_field.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { complain } from "./password_field.js";
import { drawQr } from "./qr_code.js";
import { stepsOf } from "./steps.js";
import { gettext as _, longDay } from "./text.js";
import { tell } from "./trouble.js";

const wid = unb64u(pageData.wid, 16);
const { name } = pageData;
const find = (id) => document.getElementById(id);
const maker = panel(find("kit-panel"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.approve);
const field = new KitField({ input: find("code"), photo: find("photo"), complain: say });

/** @type {{key: Uint8Array, params: object, setId: string}|null} */
let kit = null;
/** @type {{bytes: Uint8Array, gen: number}|null} the file, once it was made */
let packed = null;

function say(text) {
  complain("code", text);
}

function fileName() {
  return `Keyhaven kit ${name} ${kit.setId}.age`;
}

function group(text) {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}

async function begin() {
  // The press is answered before the work: drawing the square code takes a phone a moment.
  go(find("begin"));
  await painted();
  kit = await newKit(wid);
  find("set-id").textContent = kit.setId;
  find("made-on").textContent = longDay(new Date());
  find("paper-file").textContent = fileName();
  find("groups").replaceChildren(...kitGroups(kit.key).map(group));
  drawQr(find("qr"), kitCode(kit.key));
  find("paper").hidden = false;
  rest();
  maker.show("paper");
}

function toConfirm() {
  // What is still to be seen on the screen would prove nothing.
  find("paper").hidden = true;
  field.clear();
  maker.show("confirm");
  invitation.keepFresh();
}

function backToPaper() {
  find("paper").hidden = false;
  maker.show("paper");
}

/** @returns {boolean} whether the paper was read and the consequence was ticked */
function isConfirmed() {
  const isTicked = find("understood").checked;
  complain("understood", isTicked ? "" : _("Tick the box if you understand it."));
  const key = field.read();
  if (key === null) return false;
  const isSame = equal(key, kit.key);
  wipe(key);
  if (!isSame) say(_("This is the code of another kit. Look at the set on the sheet."));
  return isSame && isTicked;
}

function untilReady() {
  maker.show("second");
  return new Promise((resolve) => {
    find("second").addEventListener("click", resolve, { once: true });
  }).then(() => maker.show("working"));
}

function onStep(step) {
  find("working-title").textContent = _("Putting the kit in place");
  steps.begin(step);
}

function save() {
  saveAs({ name: fileName(), type: "application/octet-stream", content: packed.bytes });
}

async function pack(text) {
  onStep("packing");
  try {
    packed = await packKit({ key: kit.key, text });
  } catch {
    // The kit counts already; its file can be made at any time on the page that checks kits.
    maker.show("unpacked");
    return;
  }
  steps.finish();
  find("file-name").textContent = fileName();
  save();
  maker.show("done");
}

async function put() {
  const opened = await openHere(wid);
  if (opened.state !== "open") {
    maker.show("closed");
    return;
  }
  const onRelease = () => onStep("touch");
  const callbacks = { invitation, onRelease, onSecondTouch: untilReady, onStep };
  const made = letKitIn({ kit, opened, wid, name, ...callbacks });
  await pack(await made.finally(() => wipe(opened.secret)));
}

async function submit(event) {
  event.preventDefault();
  if (maker.state === "working" || !isConfirmed()) return;
  steps.reset();
  steps.begin("touch");
  find("working-title").textContent = _("Touch your passkey");
  maker.show("working");
  const leave = askBeforeLeaving();
  try {
    await put();
    field.clear();
  } catch (error) {
    steps.fail();
    invitation.drop();
    tell(failed, error);
    maker.show("failed");
  } finally {
    leave();
  }
}

alive();
if ((await missingAbility()) === "") {
  find("begin").addEventListener("click", begin, { once: true });
  find("print").addEventListener("click", () => print());
  find("to-confirm").addEventListener("click", toConfirm);
  find("back").addEventListener("click", backToPaper);
  find("confirm").addEventListener("submit", submit);
  find("save").addEventListener("click", save);
  failed.querySelector("[data-action='again']").addEventListener("click", () => {
    maker.show("confirm");
  });
  find("begin").disabled = false;
} else {
  maker.show("unsupported");
}
