// What a person reads when we, the site or the vault, did not answer as we should.

import { gettext as _ } from "../text.js";
import { PAGE_FAULT, UNTOUCHED, again, reload, untouched } from "./explanation.js";

const ONE_MORE_TOUCH = again(
  _("One more touch, please"),
  untouched(_(
    "The vault was restarted, or this page was open for a long time, so your touch came too " +
      "late.",
  )),
  _("Touch your passkey once more."),
);
const NOT_PROVEN = {
  title: _("The vault could not prove itself"),
  what: untouched(_(
    "Your browser checks the vault before each unlock, and this time the check failed. Your " +
      "passkey was not asked for anything.",
  )),
  todo: _("Try again in a few minutes. If it stays so, tell whoever runs this site."),
  action: "again",
};
const NOT_OUR_ANSWER = again(
  _("The answer was not for you"),
  untouched(_(
    "Somebody on the way, or a fault, changed what the vault answered. Your browser noticed " +
      "and threw it away.",
  )),
);
const OUR_FAULT = again(
  _("Something went wrong on our side"),
  _("Nothing was lost."),
  _("Try again in a minute."),
);
const ASK_AGAIN_SIGNED_IN = {
  title: _("You are no longer signed in"),
  what: untouched(_("You were signed out, perhaps in another tab.")),
  todo: _("Sign in, then come back to this page."),
  action: "sign_in",
};

/** @type {Readonly<Object<string, Explanation>>} see explanation.js */
export const OF_THE_SERVICE = Object.freeze({
  // No answer, or none that makes sense.
  offline: again(
    _("No connection"),
    _(
      "We could not be reached, or our answer was lost. What is on this device stays here, and " +
        "nothing was lost.",
    ),
    _("Check your connection, then try again."),
  ),
  page_incomplete: reload(
    _("A part of this page did not arrive"),
    untouched(_("The connection broke off while the page was loading.")),
  ),
  bad_answer: OUR_FAULT,
  internal: OUR_FAULT,
  unknown: PAGE_FAULT,
  bad_request: reload(_("We could not read what your browser sent"), UNTOUCHED),
  body_too_large: reload(_("Your browser sent more than we can take"), UNTOUCHED),
  forbidden: reload(_("This page is out of date"), UNTOUCHED),
  unauthorized: ASK_AGAIN_SIGNED_IN,
  too_many_requests: again(
    _("That was tried too often"),
    untouched(_("To keep strangers out, we wait after many tries.")),
    _("Wait a few minutes, then try again."),
  ),

  // The vault.
  proof_refused: reload(
    _("Your browser could not show that it opened the backup"),
    untouched(_("Another tab may have asked in between.")),
  ),
  approval_needed: reload(
    _("A touch for exactly this is needed"),
    untouched(_(
      "What decides who can get at your wallet is approved with a touch of its own, and that " +
        "was missing or too long ago.",
    )),
  ),
  touch_needed: reload(
    _("Your passkey is asked for first"),
    untouched(_("The parts of a backup are handed out for a little while after a touch.")),
    _("Reload this page and touch your passkey."),
  ),
  enclave_unreachable: again(
    _("The vault does not answer"),
    untouched(_("It helps to unlock your backup, and is down or restarting. Your backup is safe.")),
    _("Try again in a minute."),
  ),
  enclave_denied: ONE_MORE_TOUCH,
  challenge_spent: ONE_MORE_TOUCH,
  bad_challenge: ONE_MORE_TOUCH,
  attestation_format: NOT_PROVEN,
  attestation_malformed: NOT_PROVEN,
  attestation_key: NOT_PROVEN,
  attestation_signature: NOT_PROVEN,
  attestation_config: NOT_PROVEN,
  attestation_origins: NOT_PROVEN,
  attestation_chain: NOT_PROVEN,
  attestation_nonce: NOT_PROVEN,
  attestation_bind: NOT_PROVEN,
  attestation_debug: NOT_PROVEN,
  attestation_measurement: NOT_PROVEN,
  attestation_expired: again(
    _("The vault's proof is over"),
    untouched(_(
      "The vault proves itself with certificates that are valid for some hours, and with a " +
        "program that we vouch for until a certain day. By the clock of this device that time is " +
        "over.",
    )),
    _(
      "Check the date and time of this device, then try again. If they are right, tell whoever " +
        "runs this site.",
    ),
  ),
  sealed_reply: NOT_OUR_ANSWER,
  reply_signature: NOT_OUR_ANSWER,
  wrong_epoch: again(
    _("The vault no longer has the key for this way in"),
    untouched(_("It has renewed its keys since, and the old one is gone.")),
    _("Use another passkey, your emergency kit, or a device on which the wallet still opens."),
  ),

  // What whoever runs the site allows, and pages that an app sent the person to.
  way_not_allowed: {
    title: _("This way in cannot be added here"),
    what: untouched(_("Whoever runs this site wants no more ways in of this kind.")),
    todo: _("Choose another way in."),
    action: "none",
  },
  hosted_request_over: {
    title: _("The app has its answer already"),
    what: _("It was given before, perhaps in another tab. What is done on this page stays done."),
    todo: _("Go back to the app and look there. If it knows nothing, begin again."),
    action: "none",
  },
  hosted_request_expired: {
    title: _("The app waits no more"),
    what: _("It asked more than half an hour ago. What is done on this page stays done."),
    todo: _("Go back to the app and begin there again."),
    action: "none",
  },
  hosted_request_unknown: {
    title: _("This browser does not know of the app's request any more"),
    what: _("Its cookies were deleted meanwhile. What is done on this page stays done."),
    todo: _("Go back to the app and begin there again."),
    action: "none",
  },
  hosted_not_done: reload(
    _("That is not done yet"),
    untouched(_("The wallet has no new way in of the kind that the app asked for.")),
    _("Reload this page. Then make it, or go back without."),
  ),
  app_silent: {
    title: _("The app does not answer"),
    what: untouched(_("Its window is open, but it does not hand over the wallet.")),
    todo: _("Close this window, go back to the app, and begin there again."),
    action: "none",
  },
  wallet_unknown: again(
    _("This passkey opens no wallet here"),
    untouched(_("No wallet of this account came back with it.")),
    _("Use another passkey, or go back to the app."),
  ),
});
