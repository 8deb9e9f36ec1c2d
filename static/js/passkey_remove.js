// Removing a passkey from the account: one touch of another one, then the form goes its way.

import { approve } from "./flows/approve.js";
import { pageData } from "./flows/http.js";
import { Invitation } from "./flows/touch.js";
import { knownPasskeys } from "./flows/unlock.js";
import { ACTION } from "./lib/approval.js";
import { sha256, unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { alive, hasPasskeys } from "./page.js";
import { panel } from "./panel.js";
import { tell } from "./trouble.js";

const find = (id) => document.getElementById(id);
const remover = panel(find("remover"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.approve);

async function remove() {
  if (remover.state === "working") return;
  remover.show("working");
  try {
    const subject = await sha256(unb64u(pageData.credential_id));
    const operation = { action: ACTION.passkey, subject };
    const { ent, prf } = await approve({ operation, invitation, allow: knownPasskeys() });
    wipe(ent, prf);
    find("remove-form").submit();
  } catch (error) {
    invitation.drop();
    tell(failed, error);
    remover.show("failed");
  }
}

alive();
if (hasPasskeys()) {
  find("remove-form").addEventListener("submit", (event) => {
    event.preventDefault();
    remove();
  });
  failed.querySelector("[data-action='again']").addEventListener("click", remove);
  invitation.keepFresh();
  find("remove").disabled = false;
}
