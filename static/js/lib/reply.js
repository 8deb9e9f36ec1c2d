// The enclave's answer to a touch: the first two steps of opening a backup, see recover.js.

import { verifyReply } from "./attestation.js";
import { SUITE } from "./challenge.js";
import { openSealed } from "./hpke.js";
import { at } from "./recover.js";

/**
 * Takes the entropy out of the enclave's answer.
 * @param {object} reply
 * @param {OneTimeKeyPair} reply.keyPair see hpke.js
 * @param {Uint8Array} reply.sealed
 * @param {Uint8Array} reply.sig
 * @param {Uint8Array} reply.pkSig of the attested enclave, see attestation.js
 * @param {number} reply.op
 * @param {Uint8Array} reply.challenge 32 bytes, as this page computed it
 * @param {number} [reply.suite]
 * @returns {Promise<{epoch: number, ent: Uint8Array, older: {epoch: number, ent: Uint8Array}[]}>}
 *   ent: 32 bytes; wipe it after use. older: the same passkey's entropy of earlier epochs
 * @throws {OpeningError}
 */
export async function openReply({ keyPair, sealed, sig, pkSig, op, challenge, suite = SUITE }) {
  const reply = await at("unseal", "sealed_reply", () =>
    openSealed({ keyPair, sealed, suite, op, challenge }),
  );
  await at("signature", "reply_signature", () => verifyReply({ pkSig, challenge, sealed, sig }));
  return { epoch: reply.epoch, ent: reply.ent, older: reply.older };
}
