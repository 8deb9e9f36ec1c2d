// Taking a wallet's backup along as a file.

import { missingAbility } from "./flows/ability.js";
import { takeAlong } from "./flows/export.js";
import { pageData } from "./flows/http.js";
import { Invitation } from "./flows/touch.js";
import { unb64u } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { saveAs } from "./download.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { gettext as _ } from "./text.js";
import { tell } from "./trouble.js";

const wid = unb64u(pageData.wid, 16);
const find = (id) => document.getElementById(id);
const taker = panel(find("taker"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.approve);

/** @type {{text: string, gen: number}|null} what was fetched and opened */
let taken = null;

function save() {
  const name = `Keyhaven ${pageData.name} ${taken.gen}.json`;
  saveAs({ name, type: "application/json", content: taken.text });
}

async function take() {
  if (taker.state === "working") return;
  taker.show("working", _("Touch your passkey"));
  try {
    const onRelease = () => taker.show("working", _("Fetching it, and opening it once"));
    taken = await takeAlong({ wid, invitation, onRelease });
    save();
    const words = { number: taken.gen, name: pageData.name };
    taker.show("done", _("This is backup number %(number)s of %(name)s. It opened.", words));
  } catch (error) {
    invitation.drop();
    tell(failed, error);
    taker.show("failed");
  }
}

alive();
if ((await missingAbility()) === "") {
  find("take").addEventListener("click", take);
  find("save").addEventListener("click", save);
  failed.querySelector("[data-action='again']").addEventListener("click", take);
  find("take").disabled = false;
  invitation.keepFresh();
} else {
  taker.show("unsupported");
}
