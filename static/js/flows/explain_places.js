// What a person reads when their browser and a place of their own do not get on: see clouds/errors.js.

import { gettext as _ } from "../text.js";
import { UNTOUCHED, again, reload, untouched } from "./explanation.js";

/** @type {Readonly<Object<string, Explanation>>} see explanation.js */
export const OF_PLACES = Object.freeze({
  place_unreachable: again(
    _("Your browser cannot talk to this place"),
    untouched(_(
      "Either it does not answer, or it does not let web pages in. A browser is not " +
        "told which.",
    )),
    _(
      "Check your connection and the address, then try again. If this is a server of " +
        "your own, it has to allow this site (CORS).",
    ),
  ),
  place_sign_in: again(
    _("This place did not let you in"),
    untouched(_("The name or the password is not right, or the sign-in is over.")),
    _("Sign in there once more."),
  ),
  place_denied: again(
    _("This place does not allow it"),
    untouched(_("It knows who you are, but does not let you read or write there.")),
    _("Look at the rights of this account, or take another one."),
  ),
  place_no_folder: again(
    _("That folder is not there"),
    untouched(_("The address leads to nothing on that server.")),
    _("Check the address, or make the folder there, then try again."),
  ),
  place_full: again(
    _("This place is full"),
    UNTOUCHED,
    _("Free some space there, or take another account, then try again."),
  ),
  place_busy: again(
    _("This place asks us to wait"),
    untouched(_("It has too much to do just now, or a fault of its own.")),
    _("Try again in a few minutes."),
  ),
  place_answer: again(
    _("This place gave an answer that we cannot read"),
    untouched(_("Perhaps it is no storage of the kind that you chose.")),
    _("Check the address, then try again."),
  ),
  place_differs: again(
    _("This place did not keep what it was given"),
    _(
      "Your browser read it back, and it was different, so it does not count. What " +
        "you had before is unchanged.",
    ),
    _("Try again, or take another place."),
  ),
  place_conflict: again(
    _("Somebody else has just written there"),
    untouched(_("Another tab or device was faster.")),
    _("Look once more."),
  ),
  place_newer: reload(
    _("A newer copy lies there"),
    untouched(_(
      "It is of a later time than the backup that this page knows, so it was left alone.",
    )),
    _("Reload this page. If that does not help, ask support before you change anything."),
  ),
  place_other_account: again(
    _("That is another account"),
    untouched(_(
      "You are signed in, but the key of this wallet lies in the account that is " +
        "named on this page.",
    )),
    _("Sign in there with the account that holds the key."),
  ),
  consent_refused: again(
    _("You did not allow it"),
    untouched(_("Without that permission your browser can neither write nor read the key.")),
    _("Try again if you want to, and agree to everything that is asked."),
  ),
  consent_blocked: again(
    _("Your browser opened no window"),
    untouched(_("It keeps web pages from opening windows, and this one is needed.")),
    _("Allow windows for this site, then try again."),
  ),
  consent_stopped: again(
    _("You stopped waiting"),
    UNTOUCHED,
    _("Try again when you are ready."),
  ),
  key_missing: again(
    _("There is no key of this wallet"),
    untouched(_("This account holds none, or it was deleted there.")),
    _("Sign in with the account that holds the key, or use another way in."),
  ),
  key_damaged: again(
    _("The key that lies there is damaged"),
    untouched(_("Somebody or something has changed it.")),
    _("Use another way in. Once the wallet is open, you can put a new key there."),
  ),
});
