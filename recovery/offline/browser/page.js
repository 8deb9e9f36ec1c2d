// The page that opens a backup without the service: files in, words out, nothing else.

import { hex, unb64u, wipe } from "../../../static/js/lib/bytes.js";
import { KeyhavenError } from "../../../static/js/lib/errors.js";
import { MAX_FILE, readKeptFile } from "../../../static/js/lib/keptfiles.js";
import { isAgeFile, openWithKit, readKitCode } from "../../../static/js/lib/kit.js";
import { claimsOf, gather, openKept, openTwoShares } from "../../../static/js/lib/offline.js";
import { METHOD } from "../../../static/js/lib/slots.js";
import { wordsOf } from "../../../static/js/lib/words.js";
import { sentencesOf } from "./sentences.js";
import { stretched } from "./stretch.js";

const KINDS = {
  cloud: "a backup as it lies in a cloud",
  export: "an export",
  share: "one share",
  age: "the file of an emergency kit; its code opens it",
};
const WAYS = {
  [METHOD.passkey]: "passkey",
  [METHOD.pin]: "PIN",
  [METHOD.password]: "password",
  [METHOD.cloudKey]: "key kept in a cloud",
  [METHOD.kit]: "emergency kit",
};
const FIELDS = {
  kit: ["Code of the kit", "Capitals, spaces and hyphens do not matter."],
  password: ["Password", "Type it as you set it: capitals and spaces count."],
  "cloud-key": ["Key from the cloud", "The text of the key file, 43 letters and digits."],
};

const element = (id) => document.getElementById(id);
const chosen = () => document.querySelector("input[name=way]:checked").value;
/** @type {Promise<object[]>} what was chosen, as soon as it is read */
let files = Promise.resolve([]);
let opened = null;

function item(text, className) {
  const li = document.createElement("li");
  li.textContent = text;
  if (className) li.className = className;
  return li;
}

/** @returns {Promise<{name: string, bytes: Uint8Array, code: string|null}>} */
async function load(file) {
  if (file.size > MAX_FILE) return { name: file.name, bytes: new Uint8Array(), code: "too_large" };
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), code: null };
}

function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new KeyhavenError("bad_json", { cause: error });
  }
}

function nameOf(slot) {
  const name = slot.params.name === "" ? "" : ` “${slot.params.name}”`;
  const where = [METHOD.passkey, METHOD.pin].includes(slot.method) ? ", at the service only" : "";
  return `${WAYS[slot.method]}${name}${where}`;
}

async function describe({ name, bytes, code }) {
  try {
    if (code !== null) throw new KeyhavenError(code);
    if (isAgeFile(bytes)) return item(`${name}: ${KINDS.age}.`);
    const { kind, backup } = readKeptFile(textOf(bytes));
    const line = item(`${name}: ${KINDS[kind]}.`);
    if (backup === null) return line;
    const claims = await claimsOf(backup.manifest);
    const ways = document.createElement("ul");
    ways.append(...claims.slots.map((slot) => item(nameOf(slot))));
    line.append(` It is of generation ${claims.gen}, and says that it opens with:`, ways);
    return line;
  } catch (error) {
    const { title, text } = sentencesOf(error.code);
    return item(`${name}: ${title} ${text}`, "notice bad");
  }
}

function clearOutcome() {
  wipe(opened?.secret);
  opened = null;
  element("words").replaceChildren();
  element("bytes").textContent = "";
  for (const id of ["failure", "opened", "words", "bytes", "busy"]) element(id).hidden = true;
}

async function choose() {
  clearOutcome();
  const chosenNow = Promise.all([...element("files").files].map(load));
  files = chosenNow;
  const lines = await Promise.all((await chosenNow).map(describe));
  // Somebody may have chosen others meanwhile.
  if (files === chosenNow) element("found").replaceChildren(...lines);
}

function turn() {
  clearOutcome();
  const way = chosen();
  element("typing").hidden = way === "shares";
  element("secret").hidden = way === "password";
  element("password").hidden = way !== "password";
  const [label, help] = FIELDS[way] ?? ["", ""];
  element("secret-label").textContent = label;
  element("secret-label").htmlFor = way === "password" ? "password" : "secret";
  element("secret-help").textContent = help;
}

function kitKey() {
  const read = readKitCode(element("secret").value);
  if (read.ok) return read.key;
  throw Object.assign(new Error("kit"), { code: read.reason, more: read.strange });
}

function cloudKey() {
  try {
    return unb64u(element("secret").value.trim(), 32);
  } catch (error) {
    throw Object.assign(new Error("cloud key"), { code: "bad_cloud_key", cause: error });
  }
}

async function contents(key) {
  return Promise.all(
    (await files).map(async ({ bytes, code }) => {
      if (code !== null) throw new KeyhavenError(code);
      if (!isAgeFile(bytes)) return readKeptFile(textOf(bytes));
      if (key === null) throw Object.assign(new Error("age"), { code: "kit_needed" });
      return readKeptFile(await openWithKit({ key, bytes }));
    }),
  );
}

async function open() {
  const way = chosen();
  const key = way === "kit" ? kitKey() : null;
  const given = gather(await contents(key));
  if (way === "shares") return openTwoShares(given);
  if (given.backup === null) throw Object.assign(new Error("none"), { code: "no_backup" });
  const { wid } = given.backup;
  if (way === "password") {
    const password = element("password").value;
    const firstOf = ({ params }) => stretched({ params, wid, password });
    return openKept({ ...given, method: METHOD.password, firstOf });
  }
  const method = way === "kit" ? METHOD.kit : METHOD.cloudKey;
  const first = key ?? cloudKey();
  return openKept({ ...given, method, firstOf: async () => first.slice() });
}

function fail(error) {
  const { title, text } = sentencesOf(error.code);
  element("failure-title").textContent = title;
  element("failure-text").textContent = `${text}${error.more ?? ""}`;
  element("failure").dataset.step = error.step ?? "";
  element("failure").dataset.code = error.code ?? "";
  element("failure").hidden = false;
}

function succeed(result) {
  opened = result;
  const isWords = [16, 20, 24, 28, 32].includes(result.secret.length);
  element("opened-text").textContent =
    `This is generation ${result.gen} of your wallet, and certainly yours: every check held.`;
  element("show").textContent = isWords ? "Show the wallet's words" : "Show the wallet's bytes";
  element("show").setAttribute("aria-expanded", "false");
  element("opened").hidden = false;
  element("show").focus();
}

function toggle() {
  const isShown = element("show").getAttribute("aria-expanded") === "true";
  element("show").setAttribute("aria-expanded", String(!isShown));
  const isWords = [16, 20, 24, 28, 32].includes(opened.secret.length);
  const target = element(isWords ? "words" : "bytes");
  target.hidden = isShown;
  const what = isWords ? "words" : "bytes";
  element("show").textContent = isShown ? `Show the wallet's ${what}` : `Hide the wallet's ${what}`;
  if (isShown) target.replaceChildren();
  else if (isWords) target.append(...wordsOf(opened.secret).map((word) => item(word)));
  else target.textContent = hex(opened.secret);
}

/** Two frames, so that the page is drawn before it stands still. */
function drawn() {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

async function submit(event) {
  event.preventDefault();
  clearOutcome();
  element("busy").hidden = false;
  element("open").disabled = true;
  await drawn();
  try {
    succeed(await open());
  } catch (error) {
    fail(error);
  } finally {
    element("busy").hidden = true;
    element("open").disabled = false;
  }
}

element("files").addEventListener("change", choose);
for (const radio of document.querySelectorAll("input[name=way]")) {
  radio.addEventListener("change", turn);
}
element("form").addEventListener("submit", submit);
element("show").addEventListener("click", toggle);
turn();
