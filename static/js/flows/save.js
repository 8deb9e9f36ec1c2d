// How a backup is written: the browser's side of the write protocol.
//
// The device's own share is kept before anything is sent. Nothing is committed before the parts
// came back from the server and opened, here, with the very ways in that are at hand. If the page is
// closed at any point, the wallet is at the old generation or at the new one, complete.

import { b64u, unb64u } from "../lib/bytes.js";
import { discard, promote, saveShare } from "../lib/device.js";
import { buildGeneration, rehearse } from "../lib/protect.js";
import { ServerError, request } from "./http.js";

function pathOf({ wid, gen }) {
  return `/wallets/${b64u(wid)}/generations/${gen}`;
}

async function upload({ built, name }) {
  const { wid, gen, envelope, manifest } = built;
  const body = {
    name,
    envelope,
    manifest,
    auth_share: b64u(built.authShare),
    pk_man: b64u(built.pkMan),
  };
  const headers = { "If-Match": `"${gen - 1}"` };
  await request("PUT", pathOf({ wid, gen }), { body, headers, retry: true });
}

async function readBack({ wid, gen }) {
  const served = await request("GET", pathOf({ wid, gen }));
  const { envelope, manifest } = served;
  return { envelope, manifest, authShare: unb64u(served.auth_share) };
}

async function uploadAndCheck({ built, name, secret, ways, prove, onStep }) {
  try {
    onStep("sending");
    await upload({ built, name });
    onStep("checking");
    const served = await readBack(built);
    const proved = [...ways, ...(await prove(served.manifest))];
    return await rehearse({ built, served, secret, ways: proved });
  } catch (error) {
    // Not committed, and it never will be: this share has no generation to go with.
    if (error instanceof ServerError || error.name === "OpeningError") await discard(built);
    throw error;
  }
}

/**
 * Splits the secret afresh and makes the result the wallet's current backup.
 * @param {object} input
 * @param {Uint8Array} input.secret
 * @param {Uint8Array} input.wid 16 bytes
 * @param {string} input.name of the wallet
 * @param {number} input.gen the new generation's number
 * @param {string|null} input.previousManifest of generation gen - 1
 * @param {Way[]} input.ways at hand, at least one; each becomes a slot, or is its own again
 * @param {(manifest: string) => Promise<Way[]>} [input.prove] makes ways in anew out of the manifest
 *   that came back, to be tried as well
 * @param {string[]} [input.remove] ids of slots, as in the manifest, that are to go
 * @param {(step: "splitting"|"sending"|"checking"|"confirming") => void} input.onStep
 * @returns {Promise<{gen: number, id: string, manifest: string, built: Generation,
 *   openers: Opener[], question: Uint8Array}>} id names the wallet in addresses of pages; built: see
 *   lib/protect.js; openers: of `ways`, in their order; question: the server's, of what is committed
 *   now, see flows/way_proof.js
 * @throws {ServerError|KeyhavenError}
 */
export async function save(input) {
  // Of two tabs that write the same wallet, the second waits for the first, and is then told that
  // the wallet has moved on. Between devices the server decides the same by If-Match.
  return navigator.locks.request(`keyhaven-write-${b64u(input.wid)}`, () => write(input));
}

const nothingMore = () => Promise.resolve([]);

async function write({
  secret,
  wid,
  name,
  gen,
  previousManifest,
  ways,
  prove = nothingMore,
  remove,
  onStep,
}) {
  onStep("splitting");
  const built = await buildGeneration({ secret, wid, gen, previousManifest, add: ways, remove });
  const { digest } = built;
  await saveShare({ wid, gen, digest, share: built.deviceShare });
  const openers = await uploadAndCheck({ built, name, secret, ways, prove, onStep });
  onStep("confirming");
  const body = { digest: b64u(digest) };
  const committed = await request("POST", `${pathOf(built)}/commit`, { body, retry: true });
  await promote({ wid, gen, digest });
  const { id, question } = committed;
  const { manifest } = built;
  return { gen, id, manifest, built, openers, question: unb64u(question, 32) };
}
