// What a person reads when a way into their wallet did not open it.

import { gettext as _ } from "../text.js";
import { UNTOUCHED, again, reload, untouched } from "./explanation.js";

const PASSKEY_NOT_USED = again(
  _("Your passkey was not used"),
  untouched(_("The window was closed, or it ran out of time.")),
  _("Try again when you are ready."),
);
const OTHER_BROWSER = {
  title: _("This browser cannot use passkeys here"),
  what: UNTOUCHED,
  todo: _("Open this page in the newest Safari, Chrome, Edge or Firefox, or on your phone."),
  action: "none",
};

/** @type {Readonly<Object<string, Explanation>>} see explanation.js */
export const OF_WAYS_IN = Object.freeze({
  // The passkey.
  passkey_cancelled: PASSKEY_NOT_USED,
  staff_passkey_needed: {
    title: _("Sign in with a passkey first"),
    what: untouched(_(
      "You work with other people's wallets here, so your list of passkeys only grows for " +
        "somebody who has just used one.",
    )),
    todo: _("Sign out, sign in with a passkey that you have, then come back."),
    action: "none",
  },
  passkey_failed: again(
    _("Your passkey could not be used"),
    untouched(_("The browser or the device reported a fault.")),
    _("Try again, or use another passkey."),
  ),
  passkey_unsupported: OTHER_BROWSER,
  passkey_exists: {
    title: _("This device has a passkey already"),
    what: UNTOUCHED,
    todo: _("Use the passkey that is there."),
    action: "home",
  },
  passkey_unknown: {
    title: _("We do not know this passkey"),
    what: untouched(_("It may have been removed here, or belong to another account.")),
    todo: _("Try again with another passkey, or sign in with a code by e-mail."),
    action: "again",
  },
  passkey_refused: again(
    _("This passkey could not be checked"),
    UNTOUCHED,
    _("Try again. If your device offers several passkeys, choose another one."),
  ),
  too_many_passkeys: {
    title: _("Your list of passkeys is full"),
    what: UNTOUCHED,
    todo: _("Remove one that you no longer use, then try again."),
    action: "home",
  },
  slot_missing: {
    title: _("This passkey does not open this wallet"),
    what: untouched(_("It signs you in, but the wallet was protected with another one.")),
    todo: _("Try again with a passkey that opens it."),
    action: "again",
  },
  prf_missing: {
    title: _("This device cannot use the whole passkey"),
    what: untouched(_(
      "Your wallet is locked with a secret that only the passkey has, and this browser or " +
        "device does not hand it out.",
    )),
    todo: _(
      "Try the newest version of this browser, another browser, or the device you had before.",
    ),
    action: "again",
  },

  // A PIN.
  pin_wrong: again(_("That is not the PIN"), UNTOUCHED, _("Look for a slip, and try again.")),
  pin_unknown: reload(
    _("This PIN does not count any more"),
    untouched(_("It was removed, or a new one took its place.")),
    _("Reload this page. If you have set a new PIN, use that one, or another way in."),
  ),
  pin_locked: {
    title: _("This PIN is locked for good"),
    what: _(
      "It was tried too often, by you or by somebody else, so the vault will never answer it " +
        "again. Your wallet and its backup are as they were.",
    ),
    todo: _("Use another way in. Once the wallet is open, you can set a new PIN."),
    action: "none",
  },
  pin_closed: again(
    _("No PIN can be used at present"),
    _(
      "The vault answers a PIN only while it can count each try for good, and just now it " +
        "cannot. It may have counted a try all the same.",
    ),
    _("Use another way in. If you have none, tell whoever runs this site, and try again later."),
  ),
  pin_taken: again(
    _("Another page is just setting a PIN"),
    untouched(_("It has not finished yet.")),
    _("If that is you, go on there. Otherwise try again."),
  ),
  pin_proof: {
    title: _("The vault's answer was not right"),
    what: _(
      "That is a fault of ours, not a wrong PIN. The vault may have counted a try all the " +
        "same. Your wallet and its backup are as they were.",
    ),
    todo: _("Do not go on trying. Use another way in, or tell whoever runs this site."),
    action: "none",
  },

  // What a person brings along.
  wrong_password: again(
    _("That password does not open this wallet"),
    untouched(_("It may be another one, or have a slip in it.")),
    _("Type it again, exactly as you saved it. Spaces and capital letters count."),
  ),
  wrong_key: again(
    _("That key does not open this wallet"),
    untouched(_("It may belong to another wallet, or have been replaced since.")),
    _("Look for the newest one, then try again."),
  ),
});
