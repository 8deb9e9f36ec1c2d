// A key that lies in a place of the person's own: written and read by this page, never by a server.

import { PlaceError } from "../clouds/errors.js";
import { b64u, equal, randomBytes, unb64u, wipe } from "../lib/bytes.js";
import { KeyhavenError } from "../lib/errors.js";
import { readUnverified } from "../lib/manifest.js";
import { METHOD } from "../lib/slots.js";
import { protect } from "./protect.js";

const nameOf = (id) => `keyhaven-key-${id}.txt`;

/** The slots of such keys in a manifest. @param {string} manifest */
export function keySlots(manifest) {
  const { slots } = readUnverified(manifest).payload;
  return slots.filter(({ method }) => method === METHOD.cloudKey);
}

/**
 * @param {{folder: object, params: object}} input folder: a signed-in place; params: of the slot
 * @returns {Promise<Way>} forget it after use
 * @throws {PlaceError} key_missing, key_damaged, place_…
 */
export async function keyFrom({ folder, params }) {
  const text = await folder.read(nameOf(params.id));
  try {
    return { method: METHOD.cloudKey, params, epoch: 0, first: unb64u(text.trim(), 32), second: null };
  } catch (error) {
    if (!(error instanceof KeyhavenError)) throw error;
    throw new PlaceError("key_damaged", { cause: error });
  }
}

/** Writes a key, and gives the one that came back. */
async function written({ folder, params }) {
  const key = randomBytes(32);
  await folder.write(nameOf(params.id), b64u(key));
  const back = await keyFrom({ folder, params });
  const isSame = equal(back.first, key);
  wipe(key);
  if (!isSame) throw new PlaceError("place_differs");
  return back;
}

/** What opens nothing any more may go, and may as well stay. */
async function tidyUp({ folder, ids }) {
  try {
    for (const id of ids) await folder.remove(nameOf(id));
  } catch (error) {
    if (!(error instanceof PlaceError)) throw error;
  }
}

/**
 * Lets a new key into an open wallet, in place of one from before. It counts only when it has come
 * back from the place twice, and has opened the backup that came back from our server.
 * @param {object} input
 * @param {object} input.folder a signed-in place, see clouds/
 * @param {{kind: string, place: string, hint: string}} input.account whose place it is
 * @param {{secret: Uint8Array, gen: number, manifest: string}} input.opened see openHere
 * @param {Uint8Array} input.wid
 * @param {string} input.name of the wallet
 * @param {object} input.invitation for OP.approve
 * @param {() => void} input.onRelease
 * @param {() => Promise<void>} input.onSecondTouch
 * @param {(step: string) => void} input.onStep "writing" besides those of save
 * @throws {ServerError|KeyhavenError|PlaceError}
 */
export async function letKeyIn({ folder, account, opened, wid, name, onStep, ...callbacks }) {
  const { kind, place, hint } = account;
  const id = b64u(randomBytes(16));
  const params = { id, kind, place, name: `Key in ${hint}`.slice(0, 64) };
  const old = keySlots(opened.manifest);
  const { secret, gen, manifest } = opened;
  let mayCount = false;
  try {
    await protect({
      ...callbacks,
      wallet: { secret, wid, name, gen: gen + 1, previousManifest: manifest },
      adding: [{ method: METHOD.cloudKey, params }],
      remove: old.map((slot) => slot.id),
      more: async () => {
        onStep("writing");
        return [await written({ folder, params })];
      },
      prove: async (served) => {
        const slot = keySlots(served).find((entry) => entry.params.id === id);
        return [await keyFrom({ folder, params: slot.params })];
      },
      onStep: (step) => {
        // From here on nobody but our server knows whether the new backup is in force.
        if (step === "confirming") mayCount = true;
        onStep(step);
      },
    });
  } catch (error) {
    if (!mayCount) await tidyUp({ folder, ids: [id] });
    throw error;
  }
  const here = old.filter(({ params: before }) => before.kind === kind && before.place === place);
  await tidyUp({ folder, ids: here.map((slot) => slot.params.id) });
}
