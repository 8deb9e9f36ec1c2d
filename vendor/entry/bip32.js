export { HDKey } from "@scure/bip32";
