// The long list of the Electronic Frontier Foundation, 7,776 words that are easy to type and to
// tell apart (Creative Commons Attribution 3.0 US), as zxcvbn-ts packs it.
export { default as words } from "../node_modules/@zxcvbn-ts/language-common/dist/diceware.json.mjs";
