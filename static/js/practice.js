// Testing one way in. Each kind is read in its own way; what follows is the same for all.

import { PlaceError } from "./clouds/errors.js";
import { requireSameAccount, signIn } from "./cloud_place.js";
import { missingAbility } from "./flows/ability.js";
import { keyFrom } from "./flows/cloud_key.js";
import { pageData } from "./flows/http.js";
import { recognisedSlot } from "./flows/kit.js";
import { enter, status } from "./flows/pin.js";
import { partsAfterTouch, practise } from "./flows/practice.js";
import { askForParts } from "./flows/release.js";
import { bringBack } from "./flows/restore.js";
import { stretch } from "./flows/stretch.js";
import { Invitation } from "./flows/touch.js";
import { unlock } from "./flows/unlock.js";
import { unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { KeyhavenError } from "./lib/errors.js";
import { kitWay } from "./lib/kit.js";
import { readUnverified } from "./lib/manifest.js";
import { passwordWay, typed } from "./lib/password.js";
import { checkMethod, forget, passkeyWay } from "./lib/slots.js";
import { KitField } from "./kit_field.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { complain, showable } from "./password_field.js";
import { digitsOf, looksLikePin, wirePads } from "./pin_field.js";
import { stepsOf } from "./steps.js";
import { gettext as _, ngettext } from "./text.js";
import { tell } from "./trouble.js";

// A test is not worth one of the last tries.
const FEW_TRIES = 3;
// Right ones count too: from here on the person is told.
const FEW_ENTRIES = 10;

const wid = unb64u(pageData.wid, 16);
const find = (id) => document.getElementById(id);
const practice = panel(find("practice"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const work = (input) => stretch({ ...input, worker: pageData.workers.argon2 });

/** @type {object|null} the locked box; a second try needs no second one */
let box = null;

async function lockedBox() {
  steps.begin("asking");
  box ??= await askForParts(wid);
  if (box.manifest === null) {
    steps.begin("fetching");
    box = { ...box, ...(await bringBack({ wid, ask: () => askForParts(wid) })) };
  }
  steps.begin("trying");
  return box;
}

function slotIn(manifest) {
  const { payload, pkMan } = readUnverified(manifest);
  const slot = payload.slots.find(({ id }) => id === pageData.slot);
  if (slot === undefined) throw new KeyhavenError("slot_missing");
  checkMethod(slot);
  return { slot, pkMan };
}

// --- Each kind: read gives null after saying what is wrong, open gives the parts and the way, slip
// what stands at its field when it was not right.

function passkey() {
  const invitation = new Invitation(OP.unlock);
  invitation.keepFresh();
  return {
    read: () => true,
    async open() {
      steps.begin("trying");
      const way = passkeyWay(await unlock({ invitation }));
      steps.begin("asking");
      return { found: await partsAfterTouch(wid), way };
    },
    slip: () => "",
    restart: () => invitation.drop(),
    clear: () => undefined,
  };
}

function entriesWords(left) {
  if (left === 0) return _("That was the last time: it is used up. Set a new one.");
  return ngettext(
    "It can be entered once more, then it is used up: set a new one.",
    "It can be entered %(count)s more times, then it is used up: set a new one.",
    left,
    { count: left },
  );
}

function pin() {
  const invitation = new Invitation(OP.unlock, { pins: true });
  wirePads();
  return {
    read() {
      const digits = digitsOf(find("pin"));
      const isPin = looksLikePin(digits);
      complain("pin", isPin ? "" : _("A PIN has 6 to 12 digits."));
      return isPin ? digits : null;
    },
    async open(digits) {
      const found = await lockedBox();
      const subject = { wid, invitation, ...slotIn(found.manifest) };
      const { left } = await status(subject);
      if (left === 0) throw new KeyhavenError("pin_locked");
      if (left <= FEW_TRIES) throw Object.assign(new Error("few tries"), { code: "pin_few", left });
      const { way, lifetimeLeft } = await enter({ ...subject, pin: digits, stretch: work });
      find("entries").textContent = entriesWords(lifetimeLeft);
      find("entries").hidden = lifetimeLeft > FEW_ENTRIES;
      return { found, way };
    },
    slip({ code, left }) {
      if (code === "pin_few") {
        return _("Only a few tries are left. Keep them for an emergency, or set a new PIN.");
      }
      if (code !== "pin_wrong" || left === 0) return "";
      return ngettext(
        "That is not the PIN. One try is left, then it is locked for good.",
        "That is not the PIN. %(count)s tries are left, then it is locked for good.",
        left,
        { count: left },
      );
    },
    restart: () => invitation.drop(),
    clear: () => (find("pin").value = ""),
  };
}

function password() {
  const field = find("password");
  showable(find("show"), [field]);
  return {
    read() {
      const text = typed(field.value);
      complain("password", text === "" ? _("Type the password.") : "");
      return text === "" ? null : text;
    },
    async open(text) {
      const found = await lockedBox();
      const { params } = slotIn(found.manifest).slot;
      return { found, way: await passwordWay({ wid, params, password: text, stretch: work }) };
    },
    slip({ code }) {
      if (code !== "wrong_password") return "";
      return _("That password does not open this wallet. Look for a slip, and try again.");
    },
    restart: () => undefined,
    clear: () => (field.value = ""),
  };
}

function kit() {
  const say = (text) => complain("code", text);
  const field = new KitField({ input: find("code"), photo: find("photo"), complain: say });
  return {
    read: () => field.read(),
    async open(key) {
      const found = await lockedBox();
      const slot = await recognisedSlot({ wid, key, manifest: found.manifest });
      if (slot === null) wipe(key);
      if (slot?.id !== pageData.slot) throw new KeyhavenError("wrong_key");
      return { found, way: kitWay({ key, params: slot.params }) };
    },
    slip({ code }) {
      if (code !== "wrong_key") return "";
      return _("This is not that kit. It may belong to another wallet, or be out of date.");
    },
    restart: () => undefined,
    clear: () => field.clear(),
  };
}

/** What is read is the account itself, signed in by this page alone. */
function cloudKey() {
  const { place, wanted } = pageData;
  return {
    async open({ folder, account }) {
      requireSameAccount(account, wanted);
      const found = await lockedBox();
      const { params } = slotIn(found.manifest).slot;
      return { found, way: await keyFrom({ folder, params }) };
    },
    slip: () => "",
    restart: () => undefined,
    clear: () => undefined,
    listen({ onRead, onFailed }) {
      signIn({ place, show: practice.show, onSignedIn: onRead, onFailed });
    },
  };
}

const FIELDS = { passkey: "start", pin: "pin", password: "password", kit: "code" };
const KINDS = { passkey, pin, password, kit, cloud_key: cloudKey };

// --- The test ------------------------------------------------------------------------------------

function fail({ kind, error }) {
  steps.fail();
  const slip = kind.slip(error);
  if (slip !== "") {
    practice.show("ready");
    complain(FIELDS[pageData.kind], slip);
    return;
  }
  // The server's question may have been used, or the wallet may have moved on.
  if (!(error instanceof PlaceError)) box = null;
  kind.restart();
  tell(failed, error);
  practice.show("failed");
}

async function test({ kind, value }) {
  const { found, way } = await kind.open(value);
  steps.begin("opening");
  try {
    const onBringBack = () => steps.begin("fetching");
    find("address").textContent = await practise({ found, way, onBringBack });
  } finally {
    forget(way);
  }
  steps.finish();
  kind.clear();
  practice.show("done");
}

async function start({ kind, value }) {
  if (value === null || practice.state === "working") return;
  steps.reset();
  practice.show("working");
  try {
    await test({ kind, value });
  } catch (error) {
    fail({ kind, error });
  }
}

/** The form of a kind that has one. */
function listenToForm({ onRead, read }) {
  find("practice-form").addEventListener("submit", (event) => {
    event.preventDefault();
    onRead(read());
  });
  find("start").disabled = false;
}

alive();
if ((await missingAbility()) === "") {
  const kind = KINDS[pageData.kind]();
  const { read, listen = listenToForm } = kind;
  const onRead = (value) => start({ kind, value });
  listen({ read, onRead, onFailed: (error) => fail({ kind, error }) });
  failed.querySelector("[data-action='again']").addEventListener("click", () => {
    practice.show("ready");
  });
} else {
  practice.show("unsupported");
}
