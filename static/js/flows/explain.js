// What a person reads when something went wrong: what happened, what was not lost, what to do.
//
// Every code that a person can meet has an entry. Entries never hold data.

import { gettext as _ } from "../text.js";
import { OF_PLACES } from "./explain_places.js";

/**
 * @typedef {"again"|"reload"|"sign_in"|"home"|"none"} Action
 * again: the same button once more · reload: this page afresh · sign_in: with a code by e-mail ·
 * home: the list of wallets · none: nothing on this page helps
 * @typedef {{title: string, what: string, todo: string, action: Action}} Explanation
 */

const UNTOUCHED = _("Nothing was changed, and nothing was lost.");

/** Two whole sentences, each translated by itself. */
const untouched = (sentence) => `${sentence} ${UNTOUCHED}`;

const again = (title, what, todo = _("Try again.")) => ({ title, what, todo, action: "again" });
const reload = (title, what, todo = _("Reload this page and try again.")) => ({
  title, what, todo, action: "reload",
});

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
const DAMAGED = {
  title: _("This backup was changed or damaged"),
  what: _(
    "Your browser found that a part of the backup is not what you wrote, so it did not use it. " +
      "Nothing was overwritten. Your copies and your other devices are as they were.",
  ),
  todo: _("Do not delete anything. Try again; if it stays so, ask support and tell them the code."),
  action: "again",
};
const WRONG_WALLET = {
  title: _("That is not your wallet"),
  what: _(
    "What we were given opens to something else than the wallet you protected. Your browser " +
      "refused it. Nothing was overwritten.",
  ),
  todo: _("Do not send money anywhere because of this. Ask support and tell them the code."),
  action: "none",
};
const SHARE_GONE = {
  title: _("Our part of this wallet is missing"),
  what: _("One of the three parts lies with us, and it is not there or cannot be read."),
  todo: _(
    "Change nothing. Open the wallet on a device that you used before, or ask support and tell " +
      "them the code.",
  ),
  action: "none",
};
const HERE_DAMAGED = reload(
  _("What this device keeps is damaged"),
  _("This device's own part cannot be read. Your backup is not touched by that."),
  _("Reload this page; one touch gives this device a new part."),
);
const PAGE_FAULT = reload(
  _("Something went wrong in this page"),
  UNTOUCHED,
  _("Reload this page and try again. If it stays so, ask support and tell them the code."),
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

/** @type {Readonly<Object<string, Explanation>>} */
export const EXPLANATIONS = Object.freeze({
  // No answer, or none that makes sense.
  offline: again(
    _("No connection"),
    _(
      "We could not be reached, or our answer was lost. What is on this device stays here, and " +
        "nothing was lost.",
    ),
    _("Check your connection, then try again."),
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
      "The vault cannot be sure of its own counts, so it answers no PIN at all. Nothing was " +
        "counted.",
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

  // The backup.
  manifest_malformed: DAMAGED,
  manifest_signature: DAMAGED,
  envelope: DAMAGED,
  header_mismatch: DAMAGED,
  bad_encoding: DAMAGED,
  bad_length: DAMAGED,
  bad_json: DAMAGED,
  too_large: DAMAGED,
  bad_share: DAMAGED,
  same_share: DAMAGED,
  slot_bind: {
    title: _("This backup was not made with your passkey"),
    what: _(
      "Your browser can tell that this backup is not the one that this passkey protected, so " +
        "it did not open it. Nothing was overwritten.",
    ),
    todo: _("Try again. If it stays so, ask support and tell them the code."),
    action: "again",
  },
  wrong_wallet: WRONG_WALLET,
  older_generation: {
    title: _("We were given an old backup"),
    what: _(
      "This device has seen a newer one, so it did not use the old one. Nothing was " +
        "overwritten.",
    ),
    todo: _("Try again. If it stays so, ask support and tell them the code."),
    action: "again",
  },
  update_needed: reload(
    _("This page is older than your backup"),
    untouched(_("The backup was written by a newer version of this page.")),
    _("Reload this page. If that does not help, close all its tabs and open it again."),
  ),
  auth_share: SHARE_GONE,
  auth_share_gone: SHARE_GONE,
  restore_unavailable: {
    title: _("No good copy was found"),
    what: _(
      "Our own copy of the backup is damaged, and none of your connected places holds a good " +
        "one right now. Nothing was overwritten.",
    ),
    todo: _(
      "See that your cloud is reachable and that the backup folder is there, then try again. A " +
        "device that you used before can still open the wallet.",
    ),
    action: "again",
  },
  restore_failed: {
    title: _("Your cloud did not give the backup back yet"),
    what: _(
      "Our own copy is damaged, so we asked your cloud, and it has not answered in time. " +
        "Nothing was lost.",
    ),
    todo: _("Try again in a minute."),
    action: "again",
  },

  // Writing.
  no_way_in: reload(
    _("Nothing would open it"),
    _(
      "The passkey that should open this backup was removed from your list meanwhile, so it " +
        "was not put in place. What opened your wallet before still does.",
    ),
  ),
  generation_conflict: {
    title: _("Another device or tab was faster"),
    what: _("It has just changed this wallet's backup. Nothing was overwritten."),
    todo: _(
      "Reload to see the newest state. If another tab was closed half-way, wait two minutes.",
    ),
    action: "reload",
  },
  wrong_generation: {
    title: _("Another device or tab was faster"),
    what: _("The backup has moved on since this page was opened. Nothing was overwritten."),
    todo: _("Reload to see the newest state."),
    action: "reload",
  },
  rehearsal_mismatch: again(
    _("The backup did not come back as it was sent"),
    _(
      "We read every backup back before it counts, and this one was different, so it does not " +
        "count. What you had before is unchanged.",
    ),
  ),
  backup_refused: reload(
    _("We could not accept this backup"),
    _("It does not fit your wallet, so we did not save it. What you had before is unchanged."),
  ),
  name_taken: {
    title: _("You have a wallet with this name"),
    what: UNTOUCHED,
    todo: _("Choose another name."),
    action: "again",
  },
  not_found: {
    title: _("We could not find that"),
    what: _("It may have been removed on another device."),
    todo: _("Go to your wallets and look there."),
    action: "home",
  },
  no_opener: {
    title: _("A passkey has to confirm this"),
    what: untouched(_("None of your passkeys opens this wallet, or none would be left.")),
    todo: _("Make a passkey and let it into the wallet first, then try again."),
    action: "home",
  },
  no_slots: PAGE_FAULT,
  too_many_slots: {
    title: _("This wallet has as many ways in as it can have"),
    what: UNTOUCHED,
    todo: _("Use one of those that open it already, or remove one first."),
    action: "home",
  },
  bad_secret: PAGE_FAULT,
  bad_word_count: again(
    _("That is not the right number of words"),
    _("A recovery phrase has 12, 15, 18, 21 or 24 words."),
    _("Count them, then try again."),
  ),

  // This device.
  stretch_failed: again(
    _("Your device could not work through the password"),
    untouched(_("That takes 128 MB of memory for a moment, and there was not enough free.")),
    _("Close other tabs and apps, then try again."),
  ),
  storage_unavailable: reload(
    _("This browser keeps nothing"),
    _(
      "It does not let this page store anything, perhaps because the window is private or the " +
        "disk is full. Your backup is not touched by that.",
    ),
    _("Use a normal window, or free some space, then reload."),
  ),
  device_share: HERE_DAMAGED,
  ambiguous_share: HERE_DAMAGED,
  share_missing: HERE_DAMAGED,

  // A key in a cloud of the person's own.
  key_beside_copy: reload(
    _("Your copies lie in this account"),
    _(
      "With the key beside them, whoever gets into this account would have both. The key that " +
        "was written there opens nothing.",
    ),
    _("Reload this page and choose another account for the key."),
  ),

  // A copy that only this browser reaches.
  visit_unlikely: reload(
    _("The backup has changed meanwhile"),
    _("What your browser found in your iCloud is not the backup that counts now."),
    _("Reload this page and look once more."),
  ),
  other_account: {
    title: _("That is another iCloud account"),
    what: untouched(_("The copy lies in the account that you used before.")),
    todo: _("Sign in with that one, or choose to keep the copy in this account from now on."),
    action: "again",
  },

  // What whoever runs the site allows, and pages that an app sent the person to.
  way_not_allowed: {
    title: _("This way in cannot be added here"),
    what: untouched(_("Whoever runs this site wants no more ways in of this kind.")),
    todo: _("Choose another way in."),
    action: "none",
  },
  hosted_request_over: {
    title: _("What the app asked for is over"),
    what: _("It was answered already, or too long ago. What is done on this page stays done."),
    todo: _("Go back to the app and begin there again."),
    action: "none",
  },
  wallet_unknown: again(
    _("This passkey opens no wallet here"),
    untouched(_("No wallet of this account came back with it.")),
    _("Use another passkey, or go back to the app."),
  ),
  ...OF_PLACES,
});

/**
 * @param {unknown} error
 * @returns {Explanation & {code: string}}
 */
export function explain(error) {
  const given = typeof error?.code === "string" ? error.code : "unknown";
  const code = Object.hasOwn(EXPLANATIONS, given) ? given : "unknown";
  // A fault of our own is for the console; what we can explain is not.
  if (code === "unknown") console.error(error);
  return { code, ...EXPLANATIONS[code] };
}
