// Making a passkey.

import { addPasskey } from "./flows/add_passkey.js";
import { explain } from "./flows/explain.js";
import { pageData } from "./flows/http.js";
import { alive, hasPasskeys } from "./page.js";
import { panel } from "./panel.js";
import { gettext as _ } from "./text.js";
import { TicketHolder } from "./ticket.js";

const { rp, user, exclude } = pageData;
const tickets = new TicketHolder();
const steps = panel(document.getElementById("passkey-panel"));
const form = document.getElementById("passkey-form");

async function create(nickname) {
  const { ticket, nonce } = await tickets.current();
  const onTouched = () => tickets.spend();
  await addPasskey({ rp, user, exclude, ticket, nonce, nickname, onTouched });
}

function wordsFor(error) {
  if (error.code === "passkey_cancelled") {
    return _("You closed the window, or it ran out of time. You can simply try again.");
  }
  const { what, todo } = explain(error);
  return `${what} ${todo}`;
}

async function start() {
  steps.show("working");
  try {
    const nickname = new FormData(form).get("nickname");
    await create(String(nickname));
    steps.show("done");
  } catch (error) {
    if (error.code === "passkey_unsupported") steps.show("unsupported");
    else steps.show("failed", wordsFor(error));
  }
}

function submit(event) {
  event.preventDefault();
  // A second press while the first is at work would ask twice.
  if (steps.state !== "working") start();
}

alive();
if (hasPasskeys()) {
  form.addEventListener("submit", submit);
  document.getElementById("again").addEventListener("click", start);
  document.getElementById("create").disabled = false;
} else {
  steps.show("unsupported");
}
