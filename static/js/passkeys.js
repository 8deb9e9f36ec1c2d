// Making a passkey.

import { explain } from "./flows/explain.js";
import { pageData, request } from "./flows/http.js";
import { sha256, unb64u } from "./lib/bytes.js";
import { OP, challenge } from "./lib/challenge.js";
import { rememberPrf } from "./lib/device.js";
import { createPasskey, prfCheckValue } from "./lib/passkey.js";
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
  const userHandle = unb64u(user.id, 64);
  const paramsHash = await sha256(userHandle);
  const made = await createPasskey({
    rp: { id: rp.id, name: rp.name },
    user: { id: userHandle, name: user.name, displayName: user.display_name },
    challenge: await challenge({ op: OP.register, nonce, rpId: rp.id, paramsHash }),
    exclude: exclude.map(({ id, transports }) => ({ id: unb64u(id), transports })),
  });
  tickets.spend();
  const body = { ticket, nickname, credential: made.wire };
  await request("POST", "/passkeys", { body });
  return made;
}

/** Keeps what this passkey's own secret looked like, to see later whether it stays the same. */
async function remember({ prf, credentialId }) {
  if (prf === null) return;
  try {
    await rememberPrf({ cid: credentialId, checkValue: await prfCheckValue(prf) });
  } catch (error) {
    // A browser that keeps nothing can still use the passkey; the check is made at the next use.
    if (error.code !== "storage_unavailable") throw error;
  } finally {
    prf.fill(0);
  }
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
    await remember(await create(String(nickname)));
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
