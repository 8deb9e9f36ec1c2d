// Is this kit still good, and is its file up to date? Nothing that is typed or chosen is sent.

import { saveAs } from "./download.js";
import { missingAbility } from "./flows/ability.js";
import { takeAlong } from "./flows/export.js";
import { pageData, request } from "./flows/http.js";
import { openKitFile, packKit, recognisedSlot } from "./flows/kit.js";
import { Invitation } from "./flows/touch.js";
import { b64u, equal, unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { setIdOf } from "./lib/kit.js";
import { KitField } from "./kit_field.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { complain } from "./password_field.js";
import { gettext as _ } from "./text.js";
import { tell } from "./trouble.js";

const wid = unb64u(pageData.wid, 16);
const { name } = pageData;
const find = (id) => document.getElementById(id);
const checker = panel(find("check-panel"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.approve);
const say = (text) => complain("code", text);
const field = new KitField({ input: find("code"), photo: find("photo"), complain: say });

/** @type {{key: Uint8Array, setId: string}|null} the kit that was found to be good */
let good = null;

async function currentManifest() {
  const { manifest, gen } = await request("GET", `/wallets/${b64u(wid)}`);
  return { manifest, gen };
}

/** What the chosen file is, in a sentence; "" where none was chosen. */
async function sentenceOfFile({ key, gen }) {
  const [file] = find("file").files;
  if (file === undefined) return "";
  const bytes = new Uint8Array(await file.arrayBuffer());
  let opened;
  try {
    opened = await openKitFile({ key, bytes });
  } catch {
    return _("The file does not open with this kit: it is damaged, or belongs to another kit.");
  }
  if (!equal(opened.wid, wid)) return _("The file belongs to another wallet.");
  if (opened.gen === gen) return _("The file opens, and it is up to date.");
  const numbers = { number: opened.gen, newest: gen };
  return _("The file opens. It is backup number %(number)s, and today's is %(newest)s.", numbers);
}

async function check() {
  const key = field.read();
  if (key === null) return;
  checker.show("working", _("Checking"));
  const { manifest, gen } = await currentManifest();
  const slot = await recognisedSlot({ wid, key, manifest });
  const aboutFile = await sentenceOfFile({ key, gen });
  field.clear();
  if (slot === null) {
    wipe(key);
    find("old-file-says").textContent = aboutFile;
    checker.show("outdated");
    return;
  }
  const setId = setIdOf(unb64u(slot.id, 16));
  good = { key, setId };
  find("sheet-says").textContent = _("Set %(set)s opens %(name)s.", { set: setId, name });
  find("file-says").textContent = aboutFile;
  find("packed").textContent = "";
  checker.show("good");
  invitation.keepFresh();
}

async function pack() {
  checker.show("working", _("Touch your passkey"));
  const onRelease = () => checker.show("working", _("Making the file, and opening it once"));
  const { text } = await takeAlong({ wid, invitation, onRelease });
  const { bytes, gen } = await packKit({ key: good.key, text });
  const fileName = `Keyhaven kit ${name} ${good.setId}.age`;
  saveAs({ name: fileName, type: "application/octet-stream", content: bytes });
  find("file-says").textContent = "";
  checker.show("good");
  find("packed").textContent = _(
    "%(file)s is among your downloads. It holds backup number %(number)s.",
    { file: fileName, number: gen },
  );
}

/** Runs one thing at a time, and says what went wrong. */
function once(work) {
  return async (event) => {
    event.preventDefault();
    if (checker.state === "working") return;
    try {
      await work();
    } catch (error) {
      invitation.drop();
      tell(failed, error);
      checker.show("failed");
    }
  };
}

alive();
if ((await missingAbility()) === "") {
  find("check").addEventListener("submit", once(check));
  find("pack").addEventListener("click", once(pack));
  failed.querySelector("[data-action='again']").addEventListener("click", () => {
    checker.show(good === null ? "ready" : "good");
  });
  find("start").disabled = false;
} else {
  checker.show("unsupported");
}
