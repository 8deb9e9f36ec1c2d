// What a person reads when a backup, or what their device keeps of it, is not as it should be.

import { gettext as _ } from "../text.js";
import { PAGE_FAULT, UNTOUCHED, again, reload, untouched } from "./explanation.js";

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

/** @type {Readonly<Object<string, Explanation>>} see explanation.js */
export const OF_BACKUPS = Object.freeze({
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

  // A key in a cloud of the person's own.
  key_beside_copy: reload(
    _("Your copies lie in this account"),
    _(
      "With the key beside them, whoever gets into this account would have both. The key that " +
        "was written there opens nothing.",
    ),
    _("Reload this page and choose another account for the key."),
  ),
});
