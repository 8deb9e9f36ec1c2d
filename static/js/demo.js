// The demo's page: what this browser holds, and how it forgets all of it.

import { hex, sha256 } from "./lib/bytes.js";
import { forgetEverything, inventory } from "./lib/device.js";
import { gettext as _ } from "./text.js";

const NAMES = {
  key: () => [_("Wrapping key"), _("cannot be read out, not even by this page")],
  share: (gen) => [
    _("Device share of backup number %(number)s", { number: gen }),
    _("wrapped with that key"),
  ],
  draft: () => [_("A wallet without a backup"), _("wrapped with that key")],
  generation: (gen) => [
    _("Highest backup number seen: %(number)s", { number: gen }),
    _("so that nobody can pass off an older one"),
  ],
  prf_check: () => [_("Check value of a passkey's own secret"), _("one-way, opens nothing")],
};
const find = (id) => document.getElementById(id);

async function rowOf({ kind, gen, bytes }) {
  const [what, note] = NAMES[kind](gen);
  const row = find("held").content.cloneNode(true);
  const words = _("%(count)s bytes", { count: bytes.length });
  const size = bytes.length === 0 ? "" : ` · ${words}`;
  row.querySelector(".held-what").textContent = what;
  row.querySelector(".held-note").textContent = `${note}${size}`;
  const print = row.querySelector(".held-print");
  if (bytes.length === 0) print.remove();
  else print.textContent = hex(await sha256(bytes)).slice(0, 16);
  return row;
}

async function list() {
  const rows = await Promise.all((await inventory()).map(rowOf));
  if (rows.length > 0) find("browser").replaceChildren(...rows);
}

/** The cookies and what is left go with the server's answer. */
async function forget(event) {
  event.preventDefault();
  find("act").disabled = true;
  find("new-device-note").textContent = _("Forgetting …");
  await forgetEverything();
  find("new-device").submit();
}

find("new-device").addEventListener("submit", forget);
await list();
