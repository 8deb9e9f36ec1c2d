// The page "Who sees what" asks the vault to prove itself, and shows all that the browser verified.

import { explain } from "./flows/explain.js";
import { pageData } from "./flows/http.js";
import { proofInWords } from "./flows/vault_proof.js";
import { later } from "./later.js";
import { hex } from "./lib/bytes.js";
import { OP } from "./lib/challenge.js";
import { panel } from "./panel.js";
import { gettext as _ } from "./text.js";

const COUNTERS = Object.freeze({
  none: _("nothing: whoever is in charge of the vault’s machine could turn it back"),
  tpm2: _("a security chip, which notices when it is turned back"),
});

const loadTouch = later(() => import("./flows/touch.js"));
const section = document.getElementById("proof");
const faces = panel(section);

function set(name, text) {
  section.querySelector(`[data-fact="${name}"]`).textContent = text;
}

function keyInGroups(bytes) {
  return hex(bytes).slice(0, 32).match(/.{4}/g).join(" ");
}

function show({ enclave, attestation }) {
  const { config } = attestation;
  set("words", proofInWords(enclave, pageData.policy));
  const isListed = enclave.measurement !== null;
  set("by", isListed ? enclave.measurement : keyInGroups(enclave.instanceKey));
  for (const label of section.querySelectorAll("[data-vouched]")) {
    label.hidden = (label.dataset.vouched === "list") !== isListed;
  }
  set("release", enclave.release);
  set("origins", config.relying_parties[pageData.rp.id].join(", "));
  set("budget", String(config.pin_budget));
  set("counter", COUNTERS[enclave.anchor]);
  set("when", new Date().toLocaleTimeString());
  faces.show("proved");
}

async function check() {
  faces.show("checking");
  try {
    const { fetchInvitation } = await loadTouch();
    show(await fetchInvitation({ op: OP.recover }));
  } catch (error) {
    const { title, what, todo } = explain(error);
    set("failure", title);
    faces.show("failed", `${what} ${todo}`);
  }
}

for (const button of section.querySelectorAll("[data-check]")) {
  button.addEventListener("click", check);
  button.hidden = false;
}
