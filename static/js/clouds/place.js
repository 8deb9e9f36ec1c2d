// Where a key lies, as the wallet's signed list has it, and whether two places are one account.
// The server compares in the same way: recovery/flows/cloud_key.py.

/**
 * @param {{url: string, user: string}} input
 * @returns {string} an address with the user's name in it, and never with a password
 */
export function webdavPlace({ url, user }) {
  const place = new URL(url);
  place.username = user;
  place.password = "";
  place.search = "";
  place.hash = "";
  if (!place.pathname.endsWith("/")) place.pathname += "/";
  return place.href;
}

/**
 * Whether whoever gets into one of the two places has the other as well. Two names of one server
 * cannot be told apart here.
 * @param {Place} one
 * @param {Place} other
 * @returns {boolean}
 */
export function isSameAccount(one, other) {
  if (one.kind !== other.kind) return false;
  if (one.kind !== "webdav") return one.place === other.place;
  const [first, second] = [new URL(one.place), new URL(other.place)];
  if (first.host !== second.host) return false;
  const isSameUser = first.username.toLowerCase() === second.username.toLowerCase();
  return isSameUser || first.pathname === second.pathname;
}
