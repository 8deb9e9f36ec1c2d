"""Every error that a person or a program outside can meet.

KeyhavenError
├── BadRequest               the request itself is malformed
├── BodyTooLarge             more than any request of ours needs
├── NotFound                 no such wallet, passkey, cloud or generation of this person
├── ChallengeSpent           used before, or too old
├── PasskeyRefused           the signature or its context is wrong
├── PasskeyUnknown           nobody here has this passkey
├── PasskeyExists            this passkey is already in the list
├── TooManyPasskeys          the list is full
├── LastPasskey              nothing would be left to sign in with
├── PasskeyInUse             it still opens a wallet
├── ProofRefused             the answer does not come from who opened the box
├── ApprovalNeeded           no touch was made for this very operation
├── TouchNeeded              the parts of a backup are asked for without a fresh touch
├── TooManyRequests          somebody tries too often
├── EnclaveUnreachable       down, slow or restarting
├── EnclaveDenied            it refused, and never says why
├── GenerationConflict       another device was faster
├── BackupRefused            envelope, manifest and generation do not belong together
├── NoWayIn                  no passkey of the list would open the backup
├── AuthShareGone            destroyed, or sealed under a key that is gone
├── RestoreUnavailable       no cloud holds a proved copy of this generation
├── ServerCopyDamaged        our own copy is not what was committed, so no cloud is given it
├── FileUnreadable           what was uploaded is no backup file
├── FileOfAnotherWallet      it is one, of another wallet
├── FileOutdated             it is of another generation than the one that our part fits
├── SupportNoteRefused       a request for help looks as if it held recovery words
├── SupportFormStale         what was shown before sending is too old
├── NameTaken                the person has a wallet of this name
├── CloudInUse               the only copy lies there
├── VisitUnlikely            what a browser says of a copy does not fit the wallet's backup
├── KeyBesideCopy            a key would lie in the account that holds the copies
├── CopyBesideKey            copies would lie in the account that holds a key
├── WayNotAllowed            the relying party wants no more ways in of this kind
├── CloudNotAllowed          the relying party wants no copies in clouds of this kind
├── AppListed                somebody else has just added the same app
├── FingerprintUnreadable    what was pasted is neither a fingerprint nor a certificate
├── PolicyRefused            what a relying party asks for cannot be kept
├── StaffPasskeyNeeded       staff with a passkey came in by a code
├── InvitationUnusable       used, withdrawn, too old, or for somebody else
├── LastOwner                nobody would be left to run the relying party
├── SamePlace                copies cannot move to where they are
├── MoveUnderway             one of the two places takes part in a move already
├── MoveTooLate              the old copies are being removed already
├── NewCopyUnproved          what would replace the old copies is not proved just now
├── OtherAccount             a place is reconnected, but with another account
├── AppUnknown               no wallet's app has this id
├── ReturnAddressUnknown     an app names an address that is not registered for it
├── HostedRequestOver        what an app asked for was answered already
│   ├── HostedRequestExpired     it took too long
│   └── HostedRequestUnknown     this browser has no such request
├── HostedNotDone            an app would be told of what has not happened
├── OriginUnknown            a site is named that is not registered for the relying party
├── KeyServiceOff            nothing is set up that could seal a backup share
├── KeyServiceUnavailable    what opens and seals backup shares does not answer, or refuses
├── ShareUnreadable          a backup share was moved or damaged, or its key is gone
├── ShareTooLarge            a backup share is empty, or larger than any should be
├── ShareConflict            this version has another share already
├── ShareOutdated            a newer version was begun or completed
├── ShareMissing             the other share of the pair is not here
├── TooManyMethods           an app names more methods for its client share than any has
├── EjectNotAllowed          the relying party's policy does not hand both shares to people
├── EjectClosed              nobody has opened the time for it, or it is over
├── EjectMakersAway          the relying party's own server does not give its share back
├── ShareServerError         see recovery/share_errors.py
└── CloudError               see recovery/clouds/errors.py

`code` is public and never changes. `message` is for people and never holds data. It is English
here, for logs and for programs; a page translates it where it shows it: gettext(error.message).
"""

from __future__ import annotations


def gettext_noop(english: str) -> str:
    """Mark a sentence for the catalogues of translations. Django's own is not for this layer."""
    return english


_ = gettext_noop


class KeyhavenError(Exception):
    code = "internal"
    status = 500
    message = _("Something went wrong on our side. Nothing was lost. Please try again.")

    def __str__(self) -> str:
        return self.code


class BadRequest(KeyhavenError):
    code = "bad_request"
    status = 400
    message = _("Your browser sent something that we cannot read. Reload the page and try again.")


class BodyTooLarge(KeyhavenError):
    code = "body_too_large"
    status = 413
    message = _("Your browser sent more than we accept, so we kept nothing of it.")


class NotFound(KeyhavenError):
    code = "not_found"
    status = 404
    message = _("We could not find that. It may have been removed on another device.")


class ChallengeSpent(KeyhavenError):
    code = "challenge_spent"
    status = 409
    message = _("This page waited too long, or was used already. Try again.")


class PasskeyRefused(KeyhavenError):
    code = "passkey_refused"
    status = 403
    message = _("This passkey could not be checked. Nothing was changed. Try again.")


class PasskeyUnknown(KeyhavenError):
    code = "passkey_unknown"
    status = 403
    message = _(
        "We do not know this passkey. It may have been removed here, or belong to another account. "
        "Choose another passkey, or sign in with a code by e-mail."
    )


class PasskeyExists(KeyhavenError):
    code = "passkey_exists"
    status = 409
    message = _("This passkey is already in your list.")


class TooManyPasskeys(KeyhavenError):
    code = "too_many_passkeys"
    status = 409
    message = _("Your list of passkeys is full. Remove one that you no longer use, then try again.")


class LastPasskey(KeyhavenError):
    code = "last_passkey"
    status = 409
    message = _("This is your only passkey. Add another one first, then you can remove it.")


class PasskeyInUse(KeyhavenError):
    code = "passkey_in_use"
    status = 409
    message = _(
        "This passkey still opens a wallet. Remove it from that wallet first, "
        "so that nothing old opens it either."
    )


class ProofRefused(KeyhavenError):
    code = "proof_refused"
    status = 403
    message = _(
        "Your browser could not show that it opened the backup. Reload the page and try again."
    )


class ApprovalNeeded(KeyhavenError):
    code = "approval_needed"
    status = 403
    message = _(
        "This needs a touch of a passkey that was made for exactly this, within the last minutes. "
        "Nothing was changed. Reload the page and try again."
    )


class TouchNeeded(KeyhavenError):
    code = "touch_needed"
    status = 403
    message = _(
        "The parts of a backup are handed out only for a little while after a touch of your "
        "passkey. Reload the page and touch it."
    )


class TooManyRequests(KeyhavenError):
    code = "too_many_requests"
    status = 429
    message = _("That was tried too often in a short time. Wait a few minutes, then try again.")


class EnclaveUnreachable(KeyhavenError):
    code = "enclave_unreachable"
    status = 503
    message = _(
        "The vault that helps to unlock your backup does not answer just now. "
        "Your backup is as it was. Try again in a minute."
    )


class EnclaveDenied(KeyhavenError):
    code = "enclave_denied"
    status = 403
    message = _("The vault did not accept this touch. Try again with one more touch.")


class GenerationConflict(KeyhavenError):
    code = "generation_conflict"
    status = 412
    message = _(
        "Another device or tab has just changed this wallet's backup. "
        "Nothing was overwritten. Reload to see the newest state."
    )


class BackupRefused(KeyhavenError):
    code = "backup_refused"
    status = 422
    message = _(
        "This backup does not fit your wallet, so we did not save it. Your old one is kept."
    )


class NoWayIn(KeyhavenError):
    code = "no_way_in"
    status = 409
    message = _(
        "The passkey that should open this backup was removed from your list meanwhile. "
        "Nothing was changed: what opened your wallet before still does. Reload and try again."
    )


class AuthShareGone(KeyhavenError):
    code = "auth_share_gone"
    status = 410
    message = _("Our part of this key is no longer here. Ask support before you change anything.")


class RestoreUnavailable(KeyhavenError):
    code = "restore_unavailable"
    status = 404
    message = _("None of your connected places holds a good copy of this backup.")


class ServerCopyDamaged(KeyhavenError):
    code = "server_copy_damaged"
    message = _(
        "Our own copy of this backup is damaged, so we do not write it anywhere. Bring it back "
        "from another copy, or protect the wallet again."
    )


class SupportNoteRefused(KeyhavenError):
    code = "support_note_refused"
    status = 422
    message = _(
        "Your words look like recovery words or a key, so we did not send them. Nobody needs those "
        "to help you, and whoever asks for them wants to steal from you. Take them out."
    )


class SupportFormStale(KeyhavenError):
    code = "support_form_stale"
    status = 409
    message = _("This page waited too long. Look at what is sent once more, then send it.")


class FileUnreadable(KeyhavenError):
    code = "file_unreadable"
    status = 422
    message = _(
        "This file is not a backup of ours, or it is damaged. Look for a file whose name begins "
        "with backup- and ends with .json. Nothing was changed."
    )


class FileOfAnotherWallet(KeyhavenError):
    code = "file_of_another_wallet"
    status = 409
    message = _(
        "This file is a backup of another wallet. Choose the one from this wallet's folder. "
        "Nothing was changed."
    )


class FileOutdated(KeyhavenError):
    code = "file_outdated"
    status = 409
    message = _(
        "This file is of another time than the part of the key that lies with us, so the two do "
        "not open the wallet. Choose the file with the highest number. Nothing was changed."
    )


class NameTaken(KeyhavenError):
    code = "name_taken"
    status = 409
    message = _("You already have a wallet with this name. Choose another name.")


class CloudInUse(KeyhavenError):
    code = "cloud_in_use"
    status = 409
    message = _(
        "The only good copy of a wallet lies there. Move it to another place, or add a place first."
    )


class WayNotAllowed(KeyhavenError):
    code = "way_not_allowed"
    status = 409
    message = _(
        "Ways in of this kind cannot be added here. Nothing was changed, and what opens your "
        "wallet today still does. Choose another way in."
    )


class CloudNotAllowed(KeyhavenError):
    code = "cloud_not_allowed"
    status = 409
    message = _(
        "Places of this kind cannot be connected here. Nothing was changed. Choose another one."
    )


class PolicyRefused(KeyhavenError):
    code = "policy_refused"
    status = 422
    message = _(
        "This policy cannot be kept: something in it is not known, stands twice, or is required "
        "and not allowed. Passkeys are always allowed. Nothing was changed."
    )


class FingerprintUnreadable(KeyhavenError):
    code = "fingerprint_unreadable"
    status = 422
    message = _(
        "This is neither a SHA-256 fingerprint, 32 pairs of letters and digits, nor a certificate "
        "that begins with BEGIN CERTIFICATE."
    )


class AppListed(KeyhavenError):
    code = "app_listed"
    status = 409
    message = "This app stands in the list already."


class VisitUnlikely(KeyhavenError):
    code = "visit_unlikely"
    status = 409
    message = _(
        "What your browser found does not fit the backup that counts, so we did not note it. "
        "Another device may have changed the wallet meanwhile. Reload the page and try again."
    )


class KeyBesideCopy(KeyhavenError):
    code = "key_beside_copy"
    status = 409
    message = _(
        "Your copies lie in that account. With the key beside them, whoever gets into it would "
        "have both. Nothing was changed. Choose another account for the key."
    )


class CopyBesideKey(KeyhavenError):
    code = "copy_beside_key"
    status = 409
    message = _(
        "A key that opens one of your wallets lies in that account. With a copy beside it, whoever "
        "gets into it would have both. Choose another place for the copies."
    )


class SamePlace(KeyhavenError):
    code = "same_place"
    status = 409
    message = _("The copies lie in that place already. Choose another one.")


class MoveUnderway(KeyhavenError):
    code = "move_underway"
    status = 409
    message = _(
        "Copies are being moved out of one of these places already. "
        "Wait until that is done, or stop it."
    )


class MoveTooLate(KeyhavenError):
    code = "move_too_late"
    status = 409
    message = _("The new copies are proved, and the old ones are being removed already.")


class NewCopyUnproved(KeyhavenError):
    code = "new_copy_unproved"
    status = 409
    message = _(
        "Not every new copy is proved just now. Until it is, the old place stays on your list."
    )


class StaffPasskeyNeeded(KeyhavenError):
    code = "staff_passkey_needed"
    status = 403
    message = _(
        "You work with other people's wallets here, so your passkeys are guarded. "
        "Sign in with one that you have, then add another."
    )


class InvitationUnusable(KeyhavenError):
    code = "invitation_unusable"
    status = 404
    message = _(
        "This invitation cannot be used. It may be too old, or for another e-mail address than "
        "the one you are signed in with. Ask whoever invited you for a new one."
    )


class LastOwner(KeyhavenError):
    code = "last_owner"
    status = 409
    message = _("This is the only owner. Make somebody else an owner first.")


class OtherAccount(KeyhavenError):
    """wanted, found: how the person recognises the two accounts."""

    code = "other_account"
    status = 409
    message = _("You signed in with another account than the one in which your copy lies.")

    def __init__(self, *, wanted: str, found: str) -> None:
        super().__init__(self.code)
        self.wanted = wanted
        self.found = found


class AppUnknown(KeyhavenError):
    code = "app_unknown"
    status = 404
    message = _(
        "The app that sent you here is not known to us. Nothing was given to it. Go back, and tell "
        "its makers."
    )


class ReturnAddressUnknown(KeyhavenError):
    code = "return_address_unknown"
    status = 400
    message = _(
        "The app that sent you here names an address that its makers have not registered, so we "
        "do not send you there. Nothing was given to it."
    )


class HostedRequestOver(KeyhavenError):
    code = "hosted_request_over"
    status = 409
    message = _(
        "What the app asked for was answered already, perhaps in another tab. Go back to the app "
        "and look there; if it knows nothing, begin again."
    )


class HostedRequestExpired(HostedRequestOver):
    code = "hosted_request_expired"
    message = _(
        "The app asked for this more than half an hour ago, and waits no more. What was done here "
        "stays done. Go back to the app and begin there again."
    )


class HostedRequestUnknown(HostedRequestOver):
    code = "hosted_request_unknown"
    status = 404
    message = _(
        "This browser does not know of the app's request any more: it was begun in another "
        "browser, or its cookies were deleted. Go back to the app and begin there again."
    )


class HostedNotDone(KeyhavenError):
    code = "hosted_not_done"
    status = 409
    message = _(
        "What the app asked for is not done yet, so we do not tell it so. Finish it, or go back "
        "without."
    )


class OriginUnknown(KeyhavenError):
    code = "origin_unknown"
    status = 403
    message = "This site is not registered for the relying party. Nothing was changed."


class KeyServiceOff(KeyhavenError):
    code = "key_service_off"
    status = 501
    message = "This server keeps no backup shares: no key service is set up."


class KeyServiceUnavailable(KeyhavenError):
    code = "key_service_unavailable"
    status = 503
    message = _(
        "What opens our part of the wallet does not answer. Nothing was changed. Try again in a "
        "moment."
    )


class ShareUnreadable(KeyhavenError):
    code = "share_unreadable"
    status = 410
    message = _("Our part of the wallet cannot be opened. Tell the makers of your wallet.")


class ShareTooLarge(KeyhavenError):
    code = "share_too_large"
    status = 413
    message = "A backup share has from 1 to 32,768 bytes. Nothing was kept."


class ShareConflict(KeyhavenError):
    code = "share_conflict"
    status = 409
    message = "This version of the wallet's shares is another one already. Nothing was changed."


class ShareOutdated(KeyhavenError):
    code = "share_outdated"
    status = 409
    message = "A newer version of the wallet's shares was begun. Nothing was changed."


class ShareMissing(KeyhavenError):
    code = "share_missing"
    status = 409
    message = _(
        "Only one of the two parts is kept, and it opens nothing alone. The wallet's app has to "
        "store the other one first."
    )


class TooManyMethods(KeyhavenError):
    code = "too_many_methods"
    status = 409
    message = "No wallet has more than 20 methods for its client share. Nothing was changed."


class EjectNotAllowed(KeyhavenError):
    code = "eject_not_allowed"
    status = 403
    message = "The policy of the relying party does not let people take both shares along."


class EjectClosed(KeyhavenError):
    code = "eject_closed"
    status = 403
    message = _(
        "Both parts of the wallet can be fetched only after its makers have allowed it, and for a "
        "limited time. Ask them to allow it again."
    )


class EjectMakersAway(KeyhavenError):
    code = "eject_makers_away"
    status = 503
    message = _(
        "The makers of the wallet keep one part of it, and did not give it back just now. Nothing "
        "was handed out. Try again in a while; if it stays like this, tell the makers."
    )


def message_of(code: str) -> str:
    """The sentence for a code that was stored with a row earlier."""
    waiting = [KeyhavenError]
    while waiting:
        kind = waiting.pop()
        if kind.code == code:
            return kind.message
        waiting.extend(kind.__subclasses__())
    return KeyhavenError.message
