// What every page's script says and asks first. Nothing here needs a module that may fail to load.

/** Says on the page that its script runs; what stands there for old browsers goes away. */
export function alive() {
  document.documentElement.classList.add("is-alive");
}

/** @returns {boolean} whether this browser can make and use passkeys on this page */
export function hasPasskeys() {
  return typeof PublicKeyCredential === "function" && typeof crypto.subtle === "object";
}
