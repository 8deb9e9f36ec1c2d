// The copy in the person's iCloud: looked at by this page, and written when it is missing or old.

import { signInWithApple } from "./clouds/apple_sign_in.js";
import { CloudKit } from "./clouds/cloudkit.js";
import { PlaceError } from "./clouds/errors.js";
import { isTheBackup, lookAt, putThere } from "./clouds/icloud_copy.js";
import { missingAbility } from "./flows/ability.js";
import { pageData } from "./flows/http.js";
import { report } from "./flows/icloud.js";
import { partsOf } from "./flows/restore.js";
import { Invitation } from "./flows/touch.js";
import { unlock } from "./flows/unlock.js";
import { unb64u, wipe } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { stepsOf } from "./steps.js";
import { gettext as _ } from "./text.js";
import { tell } from "./trouble.js";

const { cloudkit, gen, keep } = pageData;
const wid = unb64u(pageData.wid, 16);
const digest = unb64u(pageData.digest, 32);
const find = (id) => document.getElementById(id);
const visitor = panel(find("icloud-panel"));
const steps = stepsOf(find("steps"));
const failed = document.querySelector("[data-show='failed']");
const invitation = new Invitation(OP.unlock);

/** @type {CloudKit|null} once somebody is signed in */
let cloud = null;
let account = "";
/** @type {object|null} what the last look found */
let found = null;
let replaces = false;
/** What "Try again" does. */
let again = () => visitor.show("ready");

const WORDS_FOR = {
  missing: _("There is no copy in your iCloud yet."),
  stale: _("The copy there is older than your backup, and opens nothing now."),
  invalid: _("What lies there is damaged, or not what we wrote."),
};

/** What a failure says about the copy, for our server; "" where it says nothing. */
function healthOf(error) {
  if (error.code === "place_sign_in" || error.code === "place_denied") return "no_access";
  return error.code === "place_unreachable" || error.code === "place_busy" ? "cannot_reach" : "";
}

async function fail(error) {
  steps.fail();
  const health = error instanceof PlaceError ? healthOf(error) : "";
  if (health !== "" && account !== "") {
    const seen = { health, gen: 0, digest: new Uint8Array(32) };
    // The failure itself matters more than that it could not be told.
    await report({ wid, account, found: seen, replaces }).catch(() => undefined);
  }
  tell(failed, error);
  visitor.show("failed");
}

function guarded(work) {
  return async (event) => {
    event?.preventDefault();
    try {
      await work();
    } catch (error) {
      if (error.code === "consent_stopped") visitor.show("ready");
      else await fail(error);
    }
  };
}

// --- Looking -------------------------------------------------------------------------------------

async function look() {
  visitor.show("looking");
  found = await lookAt({ cloud, wid, gen, digest });
  await report({ wid, account, found, replaces });
  if (pageData.is_damaged && (await isTheBackup({ text: found.text, wid, digest }))) {
    visitor.show("rescue");
  } else if (found.health === "healthy") {
    visitor.show("good");
  } else {
    find("found").textContent = WORDS_FOR[found.health];
    visitor.show("write");
    invitation.keepFresh();
  }
}

async function signedIn(token) {
  cloud = new CloudKit({ ...cloudkit, token });
  account = await cloud.account();
  again = guarded(look);
  if (pageData.account !== "" && pageData.account !== account && !replaces) visitor.show("other");
  else await look();
}

async function signIn() {
  again = () => visitor.show("ready");
  const stop = new AbortController();
  find("stop-waiting").addEventListener("click", () => stop.abort(), { once: true });
  // The window has to be opened right from the click, so its address was asked for before.
  const asked = signInWithApple({ address, origins: cloudkit.signIn, stopped: stop.signal });
  visitor.show("waiting");
  await signedIn(await asked);
}

// --- Writing -------------------------------------------------------------------------------------

async function write() {
  steps.reset();
  steps.begin("touch");
  visitor.show("working");
  const touched = await unlock({ invitation });
  // The touch was for our server, which hands out whole backups only after one.
  wipe(touched.ent, touched.prf, ...touched.older.map(({ ent }) => ent));
  const { envelope, manifest } = await partsOf({ wid, gen });
  const backup = { wid, gen, envelope, manifest };
  const onStep = (step) => steps.begin(step);
  found = await putThere({ cloud, backup, digest, found, keep, onStep });
  await report({ wid, account, found, replaces });
  steps.finish();
  visitor.show("good");
}

/** Gives our server the file that it lost; it takes nothing but exactly that. */
function rescue() {
  const files = new DataTransfer();
  files.items.add(new File([found.text], `backup-${gen}.json`, { type: "application/json" }));
  find("rescue-file").files = files.files;
  find("rescue-form").submit();
}

/** @type {string} of Apple's page for signing in */
let address = "";

async function prepare() {
  address = await new CloudKit(cloudkit).signInAddress();
  find("sign-in").disabled = false;
}

alive();
if ((await missingAbility()) === "") {
  find("sign-in").addEventListener("click", guarded(signIn));
  find("write").addEventListener("click", guarded(write));
  find("look-again").addEventListener("click", guarded(look));
  find("rescue").addEventListener("click", rescue);
  find("take-this").addEventListener("click", () => {
    replaces = true;
    guarded(look)();
  });
  find("another-account").addEventListener("click", () => visitor.show("ready"));
  failed.querySelector("[data-action='again']").addEventListener("click", () => again());
  await guarded(prepare)();
} else {
  visitor.show("unsupported");
}
