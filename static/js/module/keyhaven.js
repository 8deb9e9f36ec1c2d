// What a wallet's maker imports. Everything else is inside.

import { missingAbility } from "../flows/ability.js";

export { ServerError } from "../flows/http.js";
export { KeyhavenError, OpeningError } from "../lib/errors.js";
export { METHOD, createWallet } from "./client.js";
export { hostedPages } from "./hosted_pages.js";
export { ownSite } from "./own_site.js";
export { STATUS } from "./status.js";

/** @returns {Promise<boolean>} whether this browser has all that is needed */
export async function isSupported() {
  return (await missingAbility()) === "";
}
