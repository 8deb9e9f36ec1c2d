// How a password gets into a wallet, in place of the one before it. It never leaves the page.

import { readUnverified } from "../lib/manifest.js";
import { newParams, passwordWay } from "../lib/password.js";
import { METHOD } from "../lib/slots.js";
import { protect } from "./protect.js";

function passwordSlots(manifest) {
  const { payload } = readUnverified(manifest);
  return payload.slots.filter(({ method }) => method === METHOD.password);
}

/**
 * @param {object} input
 * @param {Uint8Array} input.wid
 * @param {string} input.name of the wallet
 * @param {{secret: Uint8Array, gen: number, manifest: string}} input.opened see openHere
 * @param {string} input.password as it was typed first
 * @param {string} input.again as it was typed the second time: what came back is opened with it
 * @param {Invitation} input.invitation for OP.approve
 * @param {function} input.stretch see stretch.js
 * @param {() => void} [input.onStretch] it takes a while from here on
 * @param {() => void} input.onRelease
 * @param {() => Promise<void>} input.onSecondTouch
 * @param {(step: string) => void} input.onStep see protect
 * @returns {Promise<{id: string, gen: number}>}
 * @throws {ServerError|KeyhavenError}
 */
export async function addPassword({
  wid,
  name,
  opened: { secret, gen, manifest },
  password,
  again,
  stretch,
  onStretch = () => undefined,
  ...callbacks
}) {
  const params = newParams();
  const wayOf = (input) => passwordWay({ wid, stretch, ...input });
  const saved = await protect({
    ...callbacks,
    wallet: { secret, wid, name, gen: gen + 1, previousManifest: manifest },
    adding: [{ method: METHOD.password, params }],
    remove: passwordSlots(manifest).map(({ id }) => id),
    more: async () => {
      onStretch();
      return [await wayOf({ params, password })];
    },
    // With the parameters that stand in what came back.
    prove: async (served) => {
      const slot = passwordSlots(served).find((each) => each.params.salt === params.salt);
      return [await wayOf({ params: slot.params, password: again })];
    },
  });
  return { id: saved.id, gen: saved.gen };
}
