export { ristretto255_oprf } from "@noble/curves/ed25519.js";
