// Wallets that were made on this device and have no backup yet are known to this device only.

import { pageData } from "./flows/http.js";
import { b64u } from "./lib/bytes.js";
import { drafts, dropDraft } from "./lib/device.js";

const { owner, wallets } = pageData;
const place = document.getElementById("drafts");

function show({ wid, name }) {
  const card = document.getElementById("draft").content.cloneNode(true);
  card.querySelector("[data-name]").textContent = name;
  const link = card.querySelector("[data-finish]");
  link.setAttribute("href", `${link.getAttribute("href")}#draft=${b64u(wid)}`);
  place.append(card);
  place.hidden = false;
  document.getElementById("empty")?.remove();
}

async function list() {
  const committed = new Set(wallets.map(({ wid }) => wid));
  for (const draft of await drafts(owner)) {
    // The page was closed between the commit and its own tidying up.
    if (committed.has(b64u(draft.wid))) await dropDraft(draft.wid);
    else show(draft);
  }
}

try {
  await list();
} catch (error) {
  // A browser that keeps nothing has no drafts either; the rest of the page does not need it.
  if (error.code !== "storage_unavailable") throw error;
}
