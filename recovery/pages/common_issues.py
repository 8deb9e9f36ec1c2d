"""What goes wrong with copies in people's places, and what helps. One list for each provider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.errors import message_of


@dataclass(frozen=True)
class Issue:
    """code: of the error that leads here; also names the place on the page. steps: in order."""

    code: str
    title: str | Promise
    steps: tuple[str | Promise, ...]

    @property
    def said(self) -> str:
        """The sentence that stood on the wallet's page."""
        return _(message_of(self.code))


NAMES: dict[str, str | Promise] = {
    "webdav": gettext_lazy("Nextcloud and other WebDAV servers"),
    "s3": gettext_lazy("S3 storage"),
    "gdrive": "Google Drive",
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "icloud": "iCloud",
    "folder": gettext_lazy("A folder on this server"),
}
# Where the provider lists the apps that somebody has let in.
_LISTS_OF_APPS = {
    "gdrive": gettext_lazy("your Google account, then Security, then connections"),
    "dropbox": gettext_lazy("Dropbox, then Settings, then Connected apps"),
    "onedrive": gettext_lazy("your Microsoft account, then Privacy, then app access"),
}
_RECONNECT = gettext_lazy("On the wallet's page, press Reconnect and say yes once more.")
_AGAIN = gettext_lazy("On the wallet's page, press Try again.")


def issues_of(kind: str) -> list[Issue]:
    """What can go wrong in places of one kind, what happens most often first."""
    sign_in = _consent_issues(kind) if kind in _LISTS_OF_APPS else _SIGN_IN.get(kind, ())
    found = [*sign_in, *_SPACE.get(kind, _PLAIN_SPACE), *_SHARED]
    return [*found, *_NETWORK, *_IN_THE_FOLDER] if kind != "folder" else [*found, *_IN_THE_FOLDER]


def _consent_issues(kind: str) -> Iterator[Issue]:
    name, settings = NAMES[kind], _LISTS_OF_APPS[kind]
    yield Issue(
        "cloud_access_ended",
        _("%(name)s does not let us in any more") % {"name": name},
        (
            _(
                "Open %(settings)s and see whether our name is in the list. If it is not, "
                "somebody took the permission back, or it ran out."
            )
            % {"settings": settings},
            _RECONNECT,
            _(
                "Choose the account in which the copies lie. If you choose another one, we name "
                "both and change nothing."
            ),
        ),
    )
    yield Issue(
        "cloud_access_denied",
        _("%(name)s lets us in, but not to write") % {"name": name},
        (
            _(
                "If the account belongs to work or school, its administrator may have to allow "
                "it. A private account is the better place for a wallet."
            ),
            _RECONNECT,
        ),
    )
    yield Issue(
        "cloud_consent_incomplete",
        _("Not everything was ticked"),
        (
            _RECONNECT,
            _("Leave all the boxes ticked: they cover only what we write ourselves."),
        ),
    )


_SIGN_IN: dict[str, tuple[Issue, ...]] = {
    "webdav": (
        Issue(
            "cloud_sign_in_refused",
            gettext_lazy("The user name or the app password is refused"),
            (
                gettext_lazy(
                    "Open your cloud in a browser and sign in, to see that the account itself "
                    "works."
                ),
                gettext_lazy(
                    "In Nextcloud, open Settings, then Security, and make a new app password. With "
                    "two-factor sign-in your usual password never works here."
                ),
                gettext_lazy(
                    "On the wallet's page, press Reconnect and paste the new app password. The "
                    "user name is the one that Nextcloud shows beside it, which may not be your "
                    "e-mail address."
                ),
            ),
        ),
        Issue(
            "cloud_not_storage",
            gettext_lazy("Something answers, but it is not WebDAV storage"),
            (
                gettext_lazy(
                    "In Nextcloud, open Files, then Settings at the bottom left, and copy the "
                    "WebDAV address from there. It contains /remote.php/dav/files/ and your user "
                    "name."
                ),
                gettext_lazy("On the wallet's page, press Reconnect and paste it."),
            ),
        ),
        Issue(
            "cloud_access_denied",
            gettext_lazy("We may not write there"),
            (
                gettext_lazy(
                    "See whether the folder in the address is shared with you for reading only, "
                    "and choose one of your own."
                ),
                gettext_lazy(
                    "See whether your cloud's administrator limits apps by address or by time."
                ),
            ),
        ),
        Issue(
            "cloud_redirect_refused",
            gettext_lazy("The address leads on to another one"),
            (
                gettext_lazy("Open the address in a browser and see at which address you end."),
                gettext_lazy(
                    "On the wallet's page, press Reconnect and enter that one, with https:// in "
                    "front."
                ),
            ),
        ),
    ),
    "s3": (
        Issue(
            "cloud_key_refused",
            gettext_lazy("The access key or its secret is refused"),
            (
                gettext_lazy("In your provider's console, see whether the key is still active."),
                gettext_lazy("Make a new key, and press Reconnect on the wallet's page."),
            ),
        ),
        Issue(
            "cloud_access_denied",
            gettext_lazy("The key may not do everything that is needed"),
            (
                gettext_lazy(
                    "Give it the rights to list the bucket, and to read, write and delete objects "
                    "in it: s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject."
                ),
                _AGAIN,
            ),
        ),
        Issue(
            "cloud_region_wrong",
            gettext_lazy("The bucket lies in another region"),
            (
                gettext_lazy(
                    "In your provider's console, open the bucket and read its region and endpoint."
                ),
                gettext_lazy("On the wallet's page, press Reconnect and enter both."),
            ),
        ),
        Issue(
            "cloud_bucket_missing",
            gettext_lazy("There is no such bucket"),
            (
                gettext_lazy("Compare the name with your provider's console, letter by letter."),
                gettext_lazy(
                    "If your provider wants the bucket's name in front of the address, tick that "
                    "box."
                ),
            ),
        ),
    ),
}
_PLAIN_SPACE = (
    Issue(
        "cloud_full",
        gettext_lazy("There is no space left"),
        (gettext_lazy("Delete something else there; a copy needs less than a photo."), _AGAIN),
    ),
)
_SPACE: dict[str, tuple[Issue, ...]] = {
    "gdrive": (
        Issue(
            "cloud_full",
            gettext_lazy("There is no space left"),
            (
                gettext_lazy(
                    "Drive, Gmail and Photos share one space. Empty the bins of all three first: "
                    "what lies in them counts."
                ),
                gettext_lazy("A copy needs less than a photo."),
                _AGAIN,
            ),
        ),
    ),
    "webdav": (
        Issue(
            "cloud_full",
            gettext_lazy("There is no space left"),
            (
                gettext_lazy(
                    "Look at the bottom left in Nextcloud, where your space is shown. Empty the "
                    "bin: what lies in it counts, and so do old versions of files."
                ),
                gettext_lazy("A copy needs less than a photo."),
                _AGAIN,
            ),
        ),
    ),
}
_SHARED = (
    Issue(
        "cloud_not_there",
        gettext_lazy("The copy is gone"),
        (
            gettext_lazy(
                "We write it again by ourselves. Nothing is lost while we have the backup."
            ),
            gettext_lazy("If you moved the folder, move it back, or leave it: a new one is made."),
        ),
    ),
    Issue(
        "cloud_damaged_copy",
        gettext_lazy("The copy is not what we wrote"),
        (
            gettext_lazy(
                "We write it again by ourselves. If it happens twice, the place does not keep "
                "what it is given: choose another one."
            ),
        ),
    ),
)
_NETWORK = (
    Issue(
        "cloud_cannot_reach",
        gettext_lazy("Your cloud cannot be reached"),
        (
            gettext_lazy(
                "Open it in a browser. If it is not there for you either, there is nothing to do "
                "but wait: your copies are not lost, and we go on by ourselves."
            ),
            gettext_lazy(
                "If it is there for you, it may let in only your own network. We reach it from the "
                "internet."
            ),
        ),
    ),
    Issue(
        "cloud_timed_out",
        gettext_lazy("Your cloud takes too long"),
        (
            gettext_lazy("Wait an hour. We try again by ourselves, with longer and longer pauses."),
            gettext_lazy("If it stays so, choose another place as well."),
        ),
    ),
    Issue(
        "cloud_rate_limited",
        gettext_lazy("Your cloud asks us to go slower"),
        (gettext_lazy("Nothing to do. We wait as long as it wishes and then go on."),),
    ),
    Issue(
        "cloud_certificate_refused",
        gettext_lazy("Your cloud could not prove who it is"),
        (
            gettext_lazy(
                "Open it in a browser. If that warns you too, its certificate has to be renewed by "
                "whoever runs it. Do not tell the browser to go on regardless."
            ),
        ),
    ),
    Issue(
        "cloud_bad_answer",
        gettext_lazy("The answer was not one that storage gives"),
        (
            gettext_lazy(
                "Open your cloud in a browser. It may want something from you: new terms, a new "
                "password, a proof that you are human."
            ),
            _AGAIN,
        ),
    ),
)
_IN_THE_FOLDER = (
    Issue(
        "cloud_foreign_copy",
        gettext_lazy("Another wallet's backup is in the folder"),
        (
            gettext_lazy(
                "Look at the folder's name and at who shares the storage with you. Do not delete "
                "it: it may be somebody's only copy."
            ),
            gettext_lazy("Choose another place, or a folder of your own in this one."),
        ),
    ),
    Issue(
        "cloud_newer_copy",
        gettext_lazy("A newer backup lies there than we have"),
        (
            gettext_lazy(
                "Do not delete it. It may be the better one, for example after this server went "
                "back to an older state."
            ),
            gettext_lazy("Ask for help, and leave everything as it is until then."),
        ),
    ),
    Issue(
        "cloud_different_copy",
        gettext_lazy("A different backup with the same number lies there"),
        (
            gettext_lazy(
                "Do not delete it. Move the folder to another place in your cloud, then try again."
            ),
        ),
    ),
    Issue(
        "cloud_unknown_copy",
        gettext_lazy("Something lies there that we cannot read"),
        (
            gettext_lazy(
                "Rename the folder in your cloud, so that nothing is lost. Then try again."
            ),
        ),
    ),
)
