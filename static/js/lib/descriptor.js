// Where a wallet's addresses are, in the words of other wallet programs: an output descriptor with
// public keys only (BIP-380 to 386, BIP-84). It spends nothing, and shows every address.

import { HDKey } from "../../vendor/bip32.js";
import { entropyToMnemonic, mnemonicToSeedWebcrypto, wordlist } from "../../vendor/bip39.js";
import { wipe } from "./bytes.js";

// Coin types of SLIP-44, and the version bytes of BIP-32; signet shares those of testnet.
const NETWORKS = {
  signet: { coin: 1, versions: { private: 0x04358394, public: 0x043587cf } },
  mainnet: { coin: 0, versions: { private: 0x0488ade4, public: 0x0488b21e } },
};
const LETTERS =
  "0123456789()[],'/*abcdefgh@:$%{}IJKLMNOPQRSTUVWXYZ&+-.;<=>?!^_|~ijklmnopqrstuvwxyzABCDEFGH`#\"\\ ";
const CHECKSUM_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR = [0xf5dee51989n, 0xa9fdca3312n, 0x1bab10e32dn, 0x3706b1677an, 0x644d626ffdn];

function step(checksum, value) {
  const top = checksum >> 35n;
  const next = ((checksum & 0x7ffffffffn) << 5n) ^ BigInt(value);
  return GENERATOR.reduce((sum, part, bit) => ((top >> BigInt(bit)) & 1n ? sum ^ part : sum), next);
}

/**
 * The checksum that stands behind a descriptor (BIP-380).
 * @param {string} text of the letters that a descriptor may have
 * @returns {string} 8 letters
 */
export function descriptorChecksum(text) {
  let sum = 1n;
  let group = 0;
  let count = 0;
  for (const letter of text) {
    const position = LETTERS.indexOf(letter);
    sum = step(sum, position & 31);
    group = group * 3 + (position >> 5);
    count += 1;
    if (count === 3) {
      sum = step(sum, group);
      [group, count] = [0, 0];
    }
  }
  if (count > 0) sum = step(sum, group);
  for (let index = 0; index < 8; index += 1) sum = step(sum, 0);
  sum ^= 1n;
  return Array.from({ length: 8 }, (_, index) => {
    return CHECKSUM_LETTERS[Number((sum >> (5n * BigInt(7 - index))) & 31n)];
  }).join("");
}

/**
 * The first account of a wallet (BIP-84, no passphrase), receiving and change.
 * @param {Uint8Array} entropy of BIP-39, 16 to 32 bytes
 * @param {"signet"|"mainnet"} [network]
 * @returns {Promise<{path: string, descriptor: string}>}
 */
export async function accountOf(entropy, network = "signet") {
  const { coin, versions } = NETWORKS[network];
  const seed = await mnemonicToSeedWebcrypto(entropyToMnemonic(entropy, wordlist), "");
  const root = HDKey.fromMasterSeed(seed, versions);
  const account = root.derive(`m/84'/${coin}'/0'`);
  wipe(seed);
  try {
    const fingerprint = root.fingerprint.toString(16).padStart(8, "0");
    const origin = `[${fingerprint}/84h/${coin}h/0h]`;
    const text = `wpkh(${origin}${account.publicExtendedKey}/<0;1>/*)`;
    return { path: `m/84'/${coin}'/0'`, descriptor: `${text}#${descriptorChecksum(text)}` };
  } finally {
    root.wipePrivateData();
    account.wipePrivateData();
  }
}
