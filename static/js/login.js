// Signing in with a passkey: by the button, or by the browser's own suggestion in the e-mail field.

import { explain } from "./flows/explain.js";
import { pageData, request } from "./flows/http.js";
import { OP, challenge } from "./lib/challenge.js";
import { getPasskey } from "./lib/passkey.js";
import { alive, hasPasskeys } from "./page.js";
import { gettext as _ } from "./text.js";
import { TicketHolder } from "./ticket.js";

const { rp } = pageData;
const tickets = new TicketHolder();
const button = document.getElementById("passkey");
const status = document.getElementById("status");
const label = button.querySelector("span");
const atRest = label.textContent;
let waiting = new AbortController();

function tell(text) {
  const notice = document.getElementById("failure").content.cloneNode(true);
  notice.querySelector(".notice-body p:last-child").textContent = text;
  status.replaceChildren(notice);
}

/** What the button says while it is at work, or nothing when it is at rest again. */
function busy(words) {
  button.toggleAttribute("disabled", words !== undefined);
  button.setAttribute("aria-busy", String(words !== undefined));
  label.textContent = words ?? atRest;
}

async function touch({ mediation, signal }) {
  const { ticket, nonce } = await tickets.current();
  const { wire } = await getPasskey({
    rpId: rp.id,
    challenge: await challenge({ op: OP.login, nonce, rpId: rp.id }),
    prf: false,
    mediation,
    signal,
  });
  tickets.spend();
  return { ticket, credential: wire };
}

async function enter(answer) {
  busy(_("Signing you in…"));
  // The page's own address may say where to go afterwards; the server decides whether it may.
  const { next } = await request("POST", `/login${location.search}`, { body: answer });
  location.assign(next);
}

function fail(error) {
  const { what, todo } = explain(error);
  const cancelled = error.code === "passkey_cancelled";
  busy();
  const words = _("No passkey was used. Try again, or take a code by e-mail.");
  tell(cancelled ? words : `${what} ${todo}`);
}

/** Lets the browser offer a passkey in the e-mail field, for as long as the page is open. */
async function offer() {
  waiting = new AbortController();
  const { signal } = waiting;
  const renewal = setTimeout(() => waiting.abort("renew"), tickets.lifetime);
  let answer;
  try {
    answer = await touch({ mediation: "conditional", signal });
  } catch {
    // Nobody asked for this, so nobody is told that it ended. The button still works.
    if (signal.reason === "renew") offer();
    return;
  } finally {
    clearTimeout(renewal);
  }
  await enter(answer).catch(fail);
}

async function press() {
  waiting.abort("button");
  busy(_("Follow your device…"));
  status.replaceChildren();
  try {
    await enter(await touch({ mediation: "optional" }));
  } catch (error) {
    fail(error);
    if (canOffer) offer();
  }
}

alive();
let canOffer = false;
if (hasPasskeys()) {
  busy();
  button.addEventListener("click", press);
  canOffer = (await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false;
  if (canOffer) offer();
} else {
  tell(_("This browser cannot use passkeys. Take a code by e-mail."));
}
