export { entropyToMnemonic, mnemonicToEntropy, mnemonicToSeedWebcrypto } from "@scure/bip39";
export { wordlist } from "@scure/bip39/wordlists/english.js";
