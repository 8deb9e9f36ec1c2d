export { bech32 } from "@scure/base";
