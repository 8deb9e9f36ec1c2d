"""Every way in which a cloud can fail.

    CloudError
    ├── AddressInvalid ── AddressNotHttps · AddressHasPassword · AddressHasQuery
    ├── AddressRefused · RedirectRefused · CertificateRefused
    ├── CannotReach ── TimedOut
    ├── SignInRefused ── KeyRefused · AccessEnded
    ├── NotStorage ── NotBucketStorage · NotNextcloud
    ├── AccessDenied ── ConsentIncomplete
    ├── RegionWrong · ClockWrong · ConsentStale · RegistrationWrong
    ├── NotThere ── FolderMissing ── BucketMissing
    ├── Conflict · Locked · RateLimited · ServerFault · BadAnswer
    ├── Full · TooLarge
    ├── NameTaken · ReadBackDiffers · ForeignCopy · NewerCopy · DifferentCopy · UnknownCopy
    └── StaleCopy · DamagedCopy

`permanent` decides whether trying again by itself can help. The sentences hold no data, so that
they can be shown, logged and mailed as they are.
"""

from __future__ import annotations

from typing import ClassVar

from recovery.errors import KeyhavenError
from recovery.errors import gettext_noop as _


class CloudError(KeyhavenError):
    """Something a cloud did or refused.

    code: public and stable. permanent: a person has to act before another try makes sense.
    message: one or two sentences for that person. retry_after: seconds, where the cloud named them.
    """

    code = "cloud_error"
    status = 502
    permanent: ClassVar[bool] = False
    message = _("The cloud did not do what was asked. We try again by ourselves.")

    def __init__(self, *, retry_after: float | None = None) -> None:
        super().__init__(self.code)
        self.retry_after = retry_after


class AddressInvalid(CloudError):
    code = "cloud_address_invalid"
    status = 400
    permanent = True
    message = _(
        "This is not a complete address. Copy it from your cloud's settings: "
        "it begins with https:// and a host name."
    )


class AddressNotHttps(AddressInvalid):
    code = "cloud_address_not_https"
    message = _(
        "This address is not encrypted. Use the one that begins with https://, "
        "so that nobody on the way can read your app password."
    )


class AddressHasPassword(AddressInvalid):
    code = "cloud_address_has_password"
    message = _(
        "The address contains a user name or a password. Take it out of the address "
        "and enter both in their own fields."
    )


class AddressHasQuery(AddressInvalid):
    code = "cloud_address_has_query"
    message = _(
        "The address has a part after ? or #. That is a page for people: copy the WebDAV "
        "address from your cloud's settings."
    )


class AddressRefused(CloudError):
    code = "cloud_address_refused"
    status = 400
    permanent = True
    message = _(
        "This address leads into a private network, where this server may not go. Use your "
        "cloud's public address, or ask whoever runs this server to allow that network."
    )


class RedirectRefused(CloudError):
    code = "cloud_redirect_refused"
    permanent = True
    message = _(
        "Your cloud sent us on to a different address. Open the address in a browser, "
        "and enter the one that you end at."
    )


class CertificateRefused(CloudError):
    code = "cloud_certificate_refused"
    permanent = True
    message = _(
        "Your cloud could not prove who it is: its certificate is expired, for another name, or "
        "unknown here. Nothing was sent. Ask whoever runs it to renew the certificate."
    )


class CannotReach(CloudError):
    code = "cloud_cannot_reach"
    message = _(
        "Your cloud cannot be reached right now. Copies that are there are not lost; "
        "we try again by ourselves."
    )


class TimedOut(CannotReach):
    code = "cloud_timed_out"
    message = _("Your cloud took too long to answer. We try again by ourselves.")


class SignInRefused(CloudError):
    code = "cloud_sign_in_refused"
    permanent = True
    message = _(
        "Your cloud refused the user name or the app password. "
        "Make a new app password there and connect again."
    )


class KeyRefused(SignInRefused):
    code = "cloud_key_refused"
    message = _(
        "Your storage refused the access key or its secret. Make a new key there and connect again."
    )


class AccessEnded(SignInRefused):
    code = "cloud_access_ended"
    message = _(
        "Your cloud no longer lets us in: the permission was taken back, or it has run out. "
        "What lies there is not lost. Connect it again."
    )


class AccessDenied(CloudError):
    code = "cloud_access_denied"
    permanent = True
    message = _(
        "Your cloud lets us in but does not let us write here. Choose another folder, "
        "or allow this one in your cloud's settings."
    )


class ConsentIncomplete(AccessDenied):
    code = "cloud_consent_incomplete"
    message = _(
        "Your cloud lets us in, but not to everything that a copy needs. "
        "Connect it again, and leave all boxes ticked on its page."
    )


class ConsentStale(CloudError):
    code = "cloud_consent_stale"
    status = 409
    permanent = True
    message = _(
        "The answer from your cloud was used already, or is too old. Nothing was connected. "
        "Start again, and go through its pages without a long pause."
    )


class RegistrationWrong(CloudError):
    code = "cloud_registration_wrong"
    message = _(
        "Your cloud does not know this server any more. Whoever runs the server has to renew its "
        "registration there; copies wait until then."
    )


class NotStorage(CloudError):
    code = "cloud_not_storage"
    permanent = True
    message = _(
        "Something answers at this address, but it is not WebDAV storage. "
        "Copy the WebDAV address from your cloud's settings."
    )


class NotBucketStorage(NotStorage):
    code = "cloud_not_bucket_storage"
    message = _(
        "Something answers at this address, but it is not S3 storage. "
        "Copy the endpoint from your provider's settings."
    )


class NotNextcloud(NotStorage):
    code = "cloud_not_nextcloud"
    message = _(
        "Something answers at this address, but it is not a Nextcloud. Copy the address from your "
        "browser while you are there, or connect it as another WebDAV server."
    )


class NotThere(CloudError):
    code = "cloud_not_there"
    status = 404
    permanent = True
    message = _(
        "The file or folder is not in your cloud any more. If you did not move it, "
        "start a new back-up and it is written again."
    )


class FolderMissing(NotThere):
    code = "cloud_folder_missing"
    message = _("This folder does not exist in your cloud. Check the address, or make the folder.")


class BucketMissing(FolderMissing):
    code = "cloud_bucket_missing"
    message = _(
        "There is no bucket of this name at this address. Check the name, or make the bucket."
    )


class RegionWrong(CloudError):
    code = "cloud_region_wrong"
    permanent = True
    message = _(
        "This bucket lies in another region. Connect again with the region and the endpoint that "
        "your provider names for it."
    )


class ClockWrong(CloudError):
    code = "cloud_clock_wrong"
    message = _(
        "The clock of this server is wrong, so your storage refuses it. Whoever runs the server "
        "has to set it; we try again by ourselves."
    )


class Conflict(CloudError):
    code = "cloud_conflict"
    status = 409
    message = _(
        "Something else changed your back-up at the same moment. "
        "Nothing was overwritten; we look again and go on by ourselves."
    )


class Locked(CloudError):
    code = "cloud_locked"
    message = _(
        "Another program is holding the file in your cloud. Close it there if it is open; "
        "we try again by ourselves."
    )


class RateLimited(CloudError):
    code = "cloud_rate_limited"
    message = _("Your cloud asks us to go slower. We wait as long as it wishes and then go on.")


class ServerFault(CloudError):
    code = "cloud_server_fault"
    message = _("Your cloud reports a fault of its own. We try again by ourselves.")


class BadAnswer(CloudError):
    code = "cloud_bad_answer"
    message = _(
        "The answer was not one that storage gives: it may be a sign-in page or a broken "
        "connection. Open your cloud in a browser to see whether it wants something from you."
    )


class Full(CloudError):
    code = "cloud_full"
    permanent = True
    message = _("Your cloud is full. Free some space there, then try again.")


class TooLarge(CloudError):
    code = "cloud_too_large"
    permanent = True
    message = _(
        "A file was larger than your cloud, or any back-up, allows. "
        "Check that the address is that of your storage, or choose another cloud."
    )


class NameTaken(CloudError):
    code = "cloud_name_taken"
    status = 409
    permanent = True
    message = _(
        "A file with the name of this copy is there, but with different content. It was left "
        "alone. Move it away in your cloud, then try again."
    )


class ReadBackDiffers(CloudError):
    code = "cloud_read_back_differs"
    message = _(
        "Your cloud accepted the copy but gave back something else, so it does not count as "
        "backed up. We try again by ourselves; if it stays so, connect another cloud."
    )


class ForeignCopy(CloudError):
    code = "cloud_foreign_copy"
    status = 409
    permanent = True
    message = _(
        "This folder holds the back-up of another wallet. It was left alone. "
        "Give your wallet another name, or choose another place."
    )


class NewerCopy(CloudError):
    code = "cloud_newer_copy"
    status = 409
    permanent = True
    message = _(
        "Your cloud holds a newer back-up of this wallet than this server has. It was left "
        "alone. Recover from your cloud to go on with the newer one."
    )


class DifferentCopy(CloudError):
    code = "cloud_different_copy"
    status = 409
    permanent = True
    message = _(
        "Your cloud holds a back-up with the same number but different content. It was left "
        "alone. Recover from your cloud, or move that folder away there."
    )


class UnknownCopy(CloudError):
    code = "cloud_unknown_copy"
    status = 409
    permanent = True
    message = _(
        "This folder holds something that we cannot read. It was left alone. "
        "Rename that folder in your cloud, then try again."
    )


class StaleCopy(CloudError):
    code = "cloud_stale_copy"
    status = 409
    message = _(
        "Your cloud went back to an older back-up of this wallet. We write the newest one again."
    )


class DamagedCopy(CloudError):
    code = "cloud_damaged_copy"
    status = 409
    message = _("The copy in your cloud is not what we wrote there. We write it again.")
