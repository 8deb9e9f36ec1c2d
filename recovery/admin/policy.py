"""The part of a relying party's form that holds its policy."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from recovery.clouds import CLOUDS
from recovery.errors import PolicyRefused
from recovery.flows import policy
from recovery.models import RelyingParty

_WORDS = {
    "passkey": "Passkey",
    "pin": "PIN",
    "password": "Password",
    "cloud_key": "Key in a cloud of the person's own",
    "kit": "Emergency kit",
}
_WAYS = [(name, _WORDS[name]) for name in policy.NAMES]
_PLACES = ("First", "Second", "Third", "Fourth", "Fifth")


class _RankedSelects(forms.MultiWidget):
    def decompress(self, value: Any) -> list[str]:
        names = list(value or ())
        return [*names, *[""] * (len(self.widgets) - len(names))]


class Ranking(forms.MultiValueField):
    """An order of names: one select for each place in it, and empty ones at the end."""

    def __init__(self, *, choices: list[tuple[str, str]], **options: Any) -> None:
        with_none = [("", "Not allowed"), *choices]
        fields = [forms.ChoiceField(choices=with_none, required=False) for _ in choices]
        widget = _RankedSelects(
            [
                forms.Select(choices=with_none, attrs={"aria-label": f"{place} in the offer"})
                for place, _ in zip(_PLACES, choices, strict=True)
            ]
        )
        super().__init__(fields, widget=widget, require_all_fields=False, **options)

    def compress(self, data_list: Any) -> list[str]:
        return [name for name in data_list if name]


class PolicyForm(forms.ModelForm):  # type: ignore[type-arg]
    """ways_in, required_ways and kinds_of_cloud stand for columns that hold them otherwise."""

    ways_in = Ranking(
        label="Ways in that may be added",
        choices=_WAYS,
        help_text="In the order in which pages offer them. What people have already stays.",
    )
    required_ways = forms.MultipleChoiceField(
        label="Ways in that every wallet must have",
        choices=_WAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Until then a wallet does not count as protected, here and on its owner's pages.",
    )
    kinds_of_cloud = forms.MultipleChoiceField(
        label="Clouds that may be connected",
        choices=[(kind, kind) for kind in sorted(CLOUDS)],
        widget=forms.CheckboxSelectMultiple,
        help_text="As far as this server offers them. Places that people have already stay.",
    )

    class Meta:
        model = RelyingParty
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        now = policy.of(self.instance)
        self.initial["ways_in"] = now.methods
        self.initial["required_ways"] = now.required
        self.initial["kinds_of_cloud"] = now.clouds

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                policy.check(self.wanted())
            except PolicyRefused as error:
                raise forms.ValidationError(error.message) from error
        return cleaned

    def wanted(self) -> policy.Policy:
        """The policy that the form asks for."""
        given = self.cleaned_data
        return policy.Policy(
            methods=tuple(given["ways_in"]),
            required=tuple(name for name in policy.NAMES if name in given["required_ways"]),
            second_way_required=given["second_way_required"],
            pin_digits=given["pin_digits"],
            password_score=given["password_score"],
            large_sum_notice=given["large_sum_notice"],
            recovery_delay_days=given["recovery_delay_days"],
            eject_hours=given["eject_hours"],
            clouds=tuple(given["kinds_of_cloud"]),
        )


FIELDS = [
    "ways_in",
    "required_ways",
    "second_way_required",
    "pin_digits",
    "password_score",
    "large_sum_notice",
    "recovery_delay_days",
    "eject_hours",
    "kinds_of_cloud",
]


class ShowsPolicy:
    """What those read who may not change it, in the words of the form."""

    def ways_in(self, party: RelyingParty) -> str:
        return ", ".join(_WORDS[name] for name in policy.of(party).methods)

    def required_ways(self, party: RelyingParty) -> str:
        return ", ".join(_WORDS[name] for name in policy.of(party).required) or "None"

    def kinds_of_cloud(self, party: RelyingParty) -> str:
        return ", ".join(sorted(policy.of(party).clouds))
