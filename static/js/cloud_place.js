// Getting into a place of the person's own, in this page and for as long as it is open: the faces
// "ready" and "waiting" of both pages on which a key in a cloud is at stake.

import { DriveAppFolder } from "./clouds/drive_app_folder.js";
import { PlaceError } from "./clouds/errors.js";
import { askGoogle } from "./clouds/google_consent.js";
import { isSameAccount } from "./clouds/place.js";
import { WebdavFolder } from "./clouds/webdav_folder.js";
import { complain, showable } from "./password_field.js";
import { gettext as _ } from "./text.js";

const find = (id) => document.getElementById(id);

/**
 * @typedef {{kind: string, place: string, hint: string}} Account as in a key's slot, and its name
 * for people
 */

function fromForm(place) {
  const user = find("user").value.trim();
  const password = find("app-password").value;
  complain("app-password", password === "" ? _("Type the app password.") : "");
  complain("user", user === "" ? _("Type the user name.") : "");
  if (user === "" || password === "") return null;
  return new WebdavFolder({ url: place.api, user, password });
}

async function withGoogle({ place, show }) {
  const stop = new AbortController();
  find("stop-waiting").addEventListener("click", () => stop.abort(), { once: true });
  const asked = askGoogle(place.client, stop.signal);
  show("waiting");
  return new DriveAppFolder({ api: place.api, token: await asked });
}

/**
 * Lets the person sign in, as often as it takes.
 * @param {object} input
 * @param {object} input.place see recovery/pages/cloud_keys.py
 * @param {(state: string, message?: string) => void} input.show a face of the page's panel
 * @param {(found: {folder: object, account: Account}) => void} input.onSignedIn
 * @param {(error: unknown) => void} input.onFailed
 */
export function signIn({ place, show, onSignedIn, onFailed }) {
  const isGoogle = place.kind === "gdrive";
  const begin = async (event) => {
    event.preventDefault();
    try {
      const folder = isGoogle ? await withGoogle({ place, show }) : fromForm(place);
      if (folder === null) return;
      show("looking");
      const { place: where, hint } = await folder.account();
      if (!isGoogle) find("app-password").value = "";
      onSignedIn({ folder, account: { kind: place.kind, place: where, hint } });
    } catch (error) {
      if (error instanceof PlaceError && error.code === "consent_stopped") show("ready");
      else onFailed(error);
    }
  };
  if (isGoogle) {
    find("to-google").addEventListener("click", begin);
    find("to-google").disabled = false;
    return;
  }
  find("sign-in").addEventListener("submit", begin);
  showable(find("show"), [find("app-password")]);
  find("look").disabled = false;
}

/**
 * Both accounts are named to whoever signed in to the wrong one.
 * @param {Account} account
 * @param {{kind: string, place: string, name: string}} wanted where the key lies, and its name
 * @throws {PlaceError} place_other_account
 */
export function requireSameAccount(account, wanted) {
  // A password for the same folder may have another user's name.
  if (isSameAccount(account, wanted)) return;
  const names = { found: account.hint, wanted: wanted.name };
  const said = _(
    "You signed in to %(found)s. What opens this wallet is “%(wanted)s”. Nothing was changed.",
    names,
  );
  throw new PlaceError("place_other_account", { said });
}
