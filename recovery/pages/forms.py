from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.clouds import open_cloud
from recovery.clouds.errors import CloudError
from recovery.errors import FileUnreadable
from recovery.flows import backup_files, cloud_rules
from recovery.flows.clouds import Connection
from recovery.models import CloudAccount, Holder, Wallet


class WebdavForm(forms.Form):
    """Where copies go on a WebDAV server, such as a Nextcloud."""

    url = forms.CharField(
        label=gettext_lazy("WebDAV address"),
        max_length=500,
        help_text=gettext_lazy(
            "In Nextcloud: Files, then Settings at the bottom left. It starts with https://"
        ),
        widget=forms.URLInput(attrs={"autocomplete": "url", "inputmode": "url"}),
        # Passwords and paths are taken as typed; only the address is trimmed.
        strip=True,
    )
    user = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    password = forms.CharField(
        label=gettext_lazy("App password"),
        max_length=500,
        strip=False,
        help_text=gettext_lazy(
            "Make one in your cloud's security settings. Do not use your main password."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            # Nothing is sent yet; the cloud's own file says what it thinks of the address.
            open_cloud(
                kind="webdav", settings={"url": url}, secret="", permitted=cloud_rules.permitted()
            )
        except CloudError as error:
            raise forms.ValidationError(_(error.message), code=error.code) from error
        return url

    def connection(self, *, holder: Holder) -> Connection:
        data: dict[str, Any] = self.cleaned_data
        names = {"user": data["user"], "host": urlsplit(data["url"]).hostname}
        return Connection(
            kind="webdav",
            settings={"url": data["url"], "user": data["user"]},
            secret=data["password"],
            account_hint=(_("%(user)s at %(host)s") % names)[:120],
        )


class S3Form(forms.Form):
    """Where copies go in a bucket of S3 storage, at Amazon or anywhere else."""

    url = forms.CharField(
        label=gettext_lazy("Endpoint"),
        max_length=500,
        help_text=gettext_lazy("From your provider, such as https://s3.eu-central-1.amazonaws.com"),
        widget=forms.URLInput(attrs={"autocomplete": "url", "inputmode": "url"}),
    )
    bucket = forms.CharField(
        label=gettext_lazy("Bucket"),
        max_length=63,
        help_text=gettext_lazy("It has to exist already. Give it to nothing else, if you can."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    region = forms.CharField(
        label=gettext_lazy("Region"),
        max_length=64,
        required=False,
        help_text=gettext_lazy("Leave it empty if your provider names none."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    access_key = forms.CharField(
        label=gettext_lazy("Access key"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Secret key"),
        max_length=500,
        strip=False,
        help_text=gettext_lazy(
            "Its key may list, read, write and delete in this bucket, and nothing else."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    is_virtual = forms.BooleanField(
        label=gettext_lazy("My provider wants the bucket's name in front of the address"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"url", "bucket"} <= data.keys():
            try:
                # Nothing is sent yet; the cloud's own file says what it thinks of the address.
                open_cloud(
                    kind="s3", settings=self._place(), secret="", permitted=cloud_rules.permitted()
                )
            except CloudError as error:
                self.add_error("url", forms.ValidationError(_(error.message), code=error.code))
        return data

    def _place(self) -> dict[str, str]:
        data = self.cleaned_data
        return {
            "url": data["url"],
            "bucket": data["bucket"],
            "region": data.get("region", ""),
            "access_key": data.get("access_key", ""),
            "style": "virtual" if data.get("is_virtual") else "path",
        }

    def connection(self, *, holder: Holder) -> Connection:
        place = self._place()
        names = {"bucket": place["bucket"], "host": urlsplit(place["url"]).hostname}
        return Connection(
            kind="s3",
            settings=place,
            secret=self.cleaned_data["password"],
            account_hint=(_("%(bucket)s at %(host)s") % names)[:120],
        )


class FolderForm(forms.Form):
    """A folder on this server: nothing to type."""

    def connection(self, *, holder: Holder) -> Connection:
        return Connection(
            kind="folder",
            # Each person has a directory of their own; nothing that is typed becomes a path.
            settings={"path": holder.pk.hex},
            secret="",
            account_hint=_("A folder on this server"),
        )


class DisconnectForm(forms.Form):
    understood = forms.BooleanField(
        label=gettext_lazy("I understand that new backups are no longer copied there."),
        error_messages={"required": gettext_lazy("Tick the box to disconnect this place.")},
    )


class BandForm(forms.Form):
    band = forms.ChoiceField(choices=Wallet.Band.choices)


class LeaveForm(forms.Form):
    understood = forms.BooleanField(
        label=gettext_lazy("My money is somewhere else, or I can do without these wallets."),
        error_messages={"required": gettext_lazy("Tick the box, or keep everything.")},
    )
    word = forms.CharField(
        label=gettext_lazy("Type “delete” to confirm"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Type the word “delete”.")},
    )

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"]
        # Some type the quotation marks as well.
        if word.strip(' “”„"«»').lower() not in {"delete", _("delete")}:
            raise forms.ValidationError(_("Type the word “delete”."))
        return word


class MoveForm(forms.Form):
    """To which of the person's other places the copies go."""

    target = forms.ModelChoiceField(
        label=gettext_lazy("Move to"),
        queryset=CloudAccount.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Choose a place."),
            "invalid_choice": gettext_lazy(
                "That place is not connected any more. Choose another one."
            ),
        },
    )

    def __init__(self, *args: Any, places: QuerySet[CloudAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        target = cast("forms.ModelChoiceField[CloudAccount]", self.fields["target"])
        target.queryset = places


class BackupFileForm(forms.Form):
    """A file from a wallet's folder. What is in it is judged by flows/restore.py."""

    file = forms.FileField(
        label=gettext_lazy("Backup file"),
        help_text=gettext_lazy(
            "From the wallet's folder: backup-, a number, and .json at the end."
        ),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty."),
        },
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        chosen: UploadedFile[bytes] = self.cleaned_data["file"]
        if (chosen.size or 0) > 3 * backup_files.MAX_FILE_BYTES:
            raise forms.ValidationError(_(FileUnreadable.message), code=FileUnreadable.code)
        return chosen


class SupportForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What happened, in your words"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy(
            "Never write your recovery words or a password here. Nobody needs them."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    shown = forms.CharField(widget=forms.HiddenInput)


class RenameForm(forms.Form):
    nickname = forms.CharField(
        label=gettext_lazy("Name for this passkey"),
        max_length=64,
        help_text=gettext_lazy("So that you know it again in your list."),
        error_messages={"required": gettext_lazy("Give it a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


PlaceForm = WebdavForm | S3Form | FolderForm
FORMS: dict[str, type[PlaceForm]] = {
    "webdav": WebdavForm,
    "s3": S3Form,
    "folder": FolderForm,
}
