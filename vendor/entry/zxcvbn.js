export { ZxcvbnFactory } from "@zxcvbn-ts/core";
export * as common from "@zxcvbn-ts/language-common";
export * as english from "@zxcvbn-ts/language-en";
