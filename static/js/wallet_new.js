// Making or importing a wallet, and protecting it. Nothing of the secret leaves this page.

import { missingAbility } from "./flows/ability.js";
import { pageData } from "./flows/http.js";
import { protect } from "./flows/protect.js";
import { Invitation } from "./flows/touch.js";
import { askBeforeLeaving } from "./leaving.js";
import { b64u, randomBytes, unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { drafts, dropDraft, openDraft, saveDraft } from "./lib/device.js";
import { firstAddress } from "./lib/wallet.js";
import { newEntropy } from "./lib/words.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { stepsOf } from "./steps.js";
import { gettext as _ } from "./text.js";
import { tell } from "./trouble.js";
import { wordsField } from "./words_field.js";

const { owner, wallets, urls } = pageData;
const NO_ID = "00000000-0000-0000-0000-000000000000";
const find = (id) => document.getElementById(id);
const maker = panel(find("maker"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.unlock);
const TRAIL = { name: "make", words: "make", done: "place" };

/** @type {{wid: Uint8Array, name: string, secret: Uint8Array|null}|null} what is being made */
let wallet = null;
/** What "Try again" does. */
let again = () => undefined;

function show(state) {
  for (const item of document.querySelectorAll("[data-trail]")) {
    const isHere = item.dataset.trail === (TRAIL[state] ?? "protect");
    if (isHere) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  }
  maker.show(state);
}

function fail(error, retry) {
  again = retry;
  tell(failed, error);
  show("failed");
}

// --- Name ---------------------------------------------------------------------------------------

function nameError(text) {
  const list = find("name-error");
  list.hidden = text === "";
  list.firstElementChild.textContent = text;
  find("name").setAttribute("aria-invalid", String(text !== ""));
  if (text !== "") find("name").focus();
}

function checkedName() {
  const name = find("name").value.trim().replace(/\s+/gu, " ");
  const taken = wallets.some((other) => other.name === name);
  if (name === "") nameError(_("Give it a name."));
  else if (taken) nameError(_("You have a wallet with this name. Choose another one."));
  else {
    nameError("");
    return name;
  }
  return null;
}

/** Words have a length of their own. */
function offerLength() {
  find("length").hidden = new FormData(find("name-form")).get("source") === "words";
}

async function submitName(event) {
  event.preventDefault();
  const name = checkedName();
  if (name === null) return;
  const chosen = new FormData(find("name-form"));
  if (wallet !== null && wallet.secret !== null) await keep({ ...wallet, name });
  else if (chosen.get("source") === "words") show("words");
  else await keep({ wid: randomBytes(16), name, secret: newEntropy(Number(chosen.get("count"))) });
}

// --- The wallet, not protected yet ---------------------------------------------------------------

/** Keeps the wallet on this device first, so that a closed tab loses nothing. */
async function keep({ wid, name, secret }) {
  try {
    await saveDraft({ wid, owner, name, entropy: secret });
    await meet({ wid, name, secret });
  } catch (error) {
    fail(error, () => keep({ wid, name, secret }));
  }
}

async function meet(made) {
  wallet = made;
  const { wid, name, secret } = wallet;
  // Behind the # it is not sent to the server; a reload finds the draft by it.
  history.replaceState(null, "", `#draft=${b64u(wid)}`);
  const address = await firstAddress(secret);
  for (const element of document.querySelectorAll("[data-wallet-name]")) element.textContent = name;
  document.querySelector("[data-address]").textContent = address;
  show("meet");
  invitation.keepFresh();
}

// --- Protecting ----------------------------------------------------------------------------------

/** Resolves when the person is ready for the second touch. */
function untilReady() {
  show("second");
  return new Promise((resolve) => {
    find("second").addEventListener("click", resolve, { once: true });
  }).then(() => work(_("Touch your passkey")));
}

function work(title) {
  find("working-title").textContent = title;
  show("working");
}

function onStep(step) {
  find("working-title").textContent = _("Protecting %(name)s", { name: wallet.name });
  steps.begin(step);
}

async function start() {
  // A second click while the first is at work would protect the wallet twice.
  if (maker.state === "working") return;
  steps.reset();
  steps.begin("touch");
  work(_("Touch your passkey"));
  const leave = askBeforeLeaving();
  try {
    const { wid, name, secret } = wallet;
    const first = { wid, name, secret, gen: 1, previousManifest: null };
    const onRelease = () => work(_("One moment"));
    const onSecondTouch = untilReady;
    await finish(await protect({ wallet: first, invitation, onRelease, onSecondTouch, onStep }));
  } catch (error) {
    steps.fail();
    invitation.drop();
    fail(error, error.code === "name_taken" ? rename : start);
  } finally {
    leave();
  }
}

function rename() {
  show("name");
  nameError(_("You have a wallet with this name. Choose another one."));
}

async function finish({ id, outcome }) {
  steps.finish();
  const confirmed = outcome === "confirmed" ? "confirmed" : "without";
  for (const line of document.querySelectorAll("[data-outcome]")) {
    line.hidden = line.dataset.outcome !== confirmed;
  }
  find("to-place").href = urls.cloud_add.replace(NO_ID, id);
  find("to-wallet").href = urls.wallet.replace(NO_ID, id);
  history.replaceState(null, "", location.pathname);
  show("done");
  wipe(wallet.secret);
  // If this fails, the next page that lists drafts does it: the wallet is committed.
  await dropDraft(wallet.wid).catch(() => undefined);
}

// --- Taking up again what a closed tab left ------------------------------------------------------

function offer(begun) {
  for (const { wid, name } of begun) {
    const link = document.createElement("a");
    link.href = `#draft=${b64u(wid)}`;
    link.textContent = _("Finish protecting %(name)s", { name });
    const item = document.createElement("li");
    item.append(link);
    find("begun-list").append(item);
  }
  find("begun").hidden = begun.length === 0;
}

/** The drafts that still need protection. */
async function unfinished() {
  const committed = new Set(wallets.map(({ wid }) => wid));
  const all = await drafts(owner);
  for (const { wid } of all) if (committed.has(b64u(wid))) await dropDraft(wid);
  return all.filter(({ wid }) => !committed.has(b64u(wid)));
}

async function resume() {
  const asked = new URLSearchParams(location.hash.slice(1)).get("draft");
  const finished = wallets.find(({ wid }) => wid === asked);
  const begun = await unfinished();
  if (finished !== undefined) {
    location.replace(urls.wallet.replace(NO_ID, finished.id));
    return;
  }
  const draft = begun.find(({ wid }) => b64u(wid) === asked);
  if (draft === undefined) offer(begun);
  else await meet({ ...draft, secret: await openDraft({ wid: unb64u(asked, 16), owner }) });
}

async function open() {
  try {
    await resume();
  } catch (error) {
    fail(error, () => location.reload());
  }
}

alive();
if ((await missingAbility()) === "") {
  const words = wordsField(find("words-form"));
  find("name-form").addEventListener("submit", submitName);
  find("name-form").addEventListener("change", offerLength);
  // Something may have been chosen before this script was there.
  offerLength();
  find("words-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const secret = words.read();
    if (secret !== null) keep({ wid: randomBytes(16), name: checkedName(), secret });
  });
  find("words-back").addEventListener("click", () => show("name"));
  find("protect").addEventListener("click", start);
  failed.querySelector("[data-action='again']").addEventListener("click", () => again());
  addEventListener("hashchange", () => location.reload());
  await open();
  find("to-key").disabled = false;
} else {
  maker.show("unsupported");
}
