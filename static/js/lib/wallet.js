// The first address of a wallet, by which people recognise it.

import { bech32 } from "../../vendor/base.js";
import { HDKey } from "../../vendor/bip32.js";
import { entropyToMnemonic, mnemonicToSeedWebcrypto, wordlist } from "../../vendor/bip39.js";
import { wipe } from "./bytes.js";

// Coin types of SLIP-44 and address prefixes of BIP-173; signet shares those of testnet.
const NETWORKS = {
  signet: { path: "m/84'/1'/0'/0/0", prefix: "tb" },
  mainnet: { path: "m/84'/0'/0'/0/0", prefix: "bc" },
};

/** Wipes the key. */
function addressOf({ key, prefix }) {
  try {
    // Witness version 0 and HASH160 of the public key, which BIP-32 calls the identifier.
    return bech32.encode(prefix, [0, ...bech32.toWords(key.identifier)]);
  } finally {
    key.wipePrivateData();
  }
}

/** The page answers what was pressed meanwhile: the first key of all takes longer than the others. */
const nextTask = () => new Promise((resolve) => { setTimeout(resolve); });

/**
 * The first receive address of the wallet's first account (BIP-84, no passphrase).
 * @param {Uint8Array} entropy of BIP-39, 16 to 32 bytes
 * @param {"signet"|"mainnet"} [network]
 * @returns {Promise<string>}
 */
export async function firstAddress(entropy, network = "signet") {
  const { path, prefix } = NETWORKS[network];
  const seed = await mnemonicToSeedWebcrypto(entropyToMnemonic(entropy, wordlist), "");
  const root = HDKey.fromMasterSeed(seed);
  wipe(seed);
  try {
    await nextTask();
    return addressOf({ key: root.derive(path), prefix });
  } finally {
    root.wipePrivateData();
  }
}
