// Getting wallets back on a new device: one button, one touch. A failure destroys nothing, and an
// empty wallet is never shown: an address stands here only after the wallet has proved itself.

import { missingAbility } from "./flows/ability.js";
import { explain } from "./flows/explain.js";
import { pageData } from "./flows/http.js";
import { afterPaint, later } from "./later.js";
import { askBeforeLeaving } from "./leaving.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { stepsOf } from "./steps.js";
import { longDay, gettext as _, ngettext } from "./text.js";
import { tell } from "./trouble.js";

const find = (id) => document.getElementById(id);
const recovery = panel(find("recovery"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const loadRecovering = later(() => import("./recovering.js"));
/** @type {object|null} the module recovering.js, once it was needed */
let recovering = null;
const NO_ID = "00000000-0000-0000-0000-000000000000";
// After these, a code by e-mail is a way on.
const BY_MAIL = new Set(["passkey_unknown", "passkey_cancelled", "passkey_unsupported"]);

// After these, another copy or a file is one.
const BY_CHOICE = new Set(["restore_failed", "restore_unavailable"]);

/** Wallets that are back already; a second try leaves them alone. */
const back = new Map();

function titled(text, note = "") {
  find("working-title").textContent = text;
  find("working-note").textContent = note;
}

/**
 * One wallet, as far as it gets.
 * @returns {Promise<{found: object, address: string|null, id?: string, error?: unknown}>}
 */
async function one({ found, way }) {
  let address = null;
  steps.begin("opening");
  try {
    const restored = await recovering.restoreWallet({
      found,
      way,
      onBringBack: () => {
        steps.begin("fetching");
        const note = _("Our own copy is damaged, so we ask your cloud. This may take a minute.");
        titled(found.name, note);
      },
      onOpen: (first) => {
        address = first;
        steps.begin("settling");
      },
      onStep: () => undefined,
    });
    return { found, address, id: restored.id };
  } catch (error) {
    return { found, address, error };
  }
}

async function all({ wallets, way }) {
  const results = [];
  for (const [index, found] of wallets.entries()) {
    const place = { number: index + 1, total: wallets.length };
    const many = wallets.length > 1 ? _("Wallet %(number)s of %(total)s", place) : "";
    titled(_("Opening %(name)s", { name: found.name }), many);
    const result = back.get(found.wid) ?? (await one({ found, way }));
    if (result.error === undefined) back.set(found.wid, result);
    results.push(result);
  }
  return results;
}

function rowOf({ found, address, id, error }) {
  const row = find("row").content.cloneNode(true);
  const part = (name) => row.querySelector(`[data-${name}]`);
  const link = part("link");
  link.textContent = found.name;
  if (id === undefined) link.replaceWith(found.name);
  else link.href = pageData.wallet_url.replace(NO_ID, id);
  part("made").textContent = madeOf(found);
  part("good").hidden = error !== undefined;
  part("partly").hidden = error === undefined || address === null;
  part("bad").hidden = error === undefined || address !== null;
  part("address-part").hidden = address === null;
  part("address").textContent = address ?? "";
  part("choose").hidden = error === undefined || !BY_CHOICE.has(error.code);
  part("choose").href = pageData.backups_url.replace(NO_ID, found.id);
  part("why").hidden = error === undefined;
  part("why").textContent = error === undefined ? "" : why({ error, address });
  return row;
}

/** By its day and device somebody with several wallets knows which is which. */
function madeOf({ made_at: madeAt, device }) {
  if (madeAt === null) return "";
  const day = longDay(new Date(madeAt));
  if (device === "") return _("Protected on %(day)s", { day });
  return _("Protected on %(day)s, on %(device)s", { day, device });
}

function why({ error, address }) {
  const { title, what, todo } = explain(error);
  if (address === null) return `${title}. ${what} ${todo}`;
  const kept = _(
    "It is your wallet, and the backup stays as it was. But it could not be split afresh: %(why)s.",
    { why: title },
  );
  return `${kept} ${todo}`;
}

function titleOf({ name, count, total }) {
  if (count === total) return _("Welcome back, %(name)s", { name });
  return count === 0 ? _("Not quite there yet") : _("Some are back, some are not");
}

/** The wallets one by one, each with how far it got. */
function report({ name, results }) {
  const count = results.filter(({ error }) => error === undefined).length;
  const total = results.length;
  const allBack = ngettext("Your wallet is back.", "All %(count)s wallets are back.", total, {
    count: total,
  });
  find("done-title").textContent = titleOf({ name, count, total });
  find("done-lead").textContent = count === total ? allBack : "";
  find("done-mark").hidden = count < total;
  find("again-some").hidden = count === total;
  find("to-home").className = `button button-${count === total ? "primary" : "secondary"}`;
  find("found").replaceChildren(...results.map(rowOf));
  recovery.show("done");
}

function settle({ name, results }) {
  const [only] = results;
  if (results.length === 0) {
    find("empty-title").textContent = _("%(name)s, no wallet is protected here", { name });
    recovery.show("empty");
  } else if (results.length === 1 && only.error !== undefined && only.address === null) {
    // With a single wallet the failure has the whole page, and a button of its own.
    find("choose-link").href = pageData.backups_url.replace(NO_ID, only.found.id);
    throw only.error;
  } else {
    steps.finish();
    report({ name, results });
  }
}

async function work() {
  const onRelease = () => {
    steps.begin("vault");
    titled(_("One moment"));
  };
  recovering = await loadRecovering();
  const { invitation } = recovering;
  const onAsk = () => titled(_("Touch your passkey"));
  const { name, wallets, way } = await recovering.recover({ invitation, onAsk, onRelease });
  try {
    settle({ name, results: await all({ wallets, way }) });
  } finally {
    recovering.forget(way);
  }
}

async function start() {
  if (recovery.state === "working") return;
  steps.reset();
  steps.begin("touch");
  titled(_("One moment"));
  recovery.show("working");
  const leave = askBeforeLeaving();
  try {
    await work();
  } catch (error) {
    steps.fail();
    recovering?.invitation.drop();
    const code = tell(failed, error);
    find("by-mail").hidden = !BY_MAIL.has(code);
    find("by-choice").hidden = !BY_CHOICE.has(code);
    recovery.show("failed");
  } finally {
    leave();
  }
}

alive();
if ((await missingAbility()) === "") {
  find("recover").addEventListener("click", start);
  find("again-some").addEventListener("click", start);
  failed.querySelector("[data-action='again']").addEventListener("click", start);
  find("recover").disabled = false;
  afterPaint(loadRecovering);
} else {
  recovery.show("unsupported");
}
