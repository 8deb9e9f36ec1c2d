"""The design system on one page, for whoever makes a page. Only with DEMO=true."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recovery.pages.demo_cloud import in_demo
from recovery.pages.pins import PAD

# The tokens of static/css/keyhaven.css, with what each is for.
COLOURS = [
    ("paper", "the page itself"),
    ("surface", "cards"),
    ("raised", "what lies on a card"),
    ("sunken", "what lies below the page"),
    ("line", "quiet borders"),
    ("line-strong", "borders of what can be pressed"),
    ("ink", "text"),
    ("ink-soft", "text beside text"),
    ("accent", "the one accent: what to do, what is well"),
    ("accent-soft", "its ground"),
    ("warn", "something to look at"),
    ("danger", "something is wrong, or cannot be undone"),
    ("info", "good to know"),
    ("glow", "the light in drawings"),
]
SCALE = [
    ("display", "Lose the phone, not the wallet."),
    ("h1", "Where it is backed up"),
    ("h2", "Ways in"),
    ("h3", "There is one way in"),
    ("lead", "What a page says first, in a sentence or two."),
    ("text", "What a page says after that. Short, plain words."),
    ("small", "What helps, and what may be skipped."),
]
ICONS = [
    *("alert", "arrow", "check", "cloud", "cross", "device", "fingerprint", "folder", "info"),
    *("key", "lock", "mail", "plus", "refresh", "shield", "sync", "wallet"),
]


class _Form(forms.Form):
    name = forms.CharField(label="Name", help_text="A sentence that helps.", required=True)


@require_safe
@in_demo
def styleguide(request: HttpRequest) -> HttpResponse:
    steps = [
        {"text": "Writing the new copy", "state": "done"},
        {"text": "Reading it back", "state": "working"},
        {"text": "Making it the current copy", "state": "waiting"},
    ]
    wrong = _Form({"name": ""}, auto_id="wrong_%s")
    wrong.add_error(None, "What is wrong with a form as a whole.")
    context = {
        "colours": COLOURS,
        "scale": SCALE,
        "icons": ICONS,
        "steps": steps,
        "facts": [("Folder", "BitcoinWalletBackup_Samantha"), ("Size", "2 kB")],
        "form": _Form(auto_id="right_%s"),
        "wrong": wrong,
        "pad": PAD,
    }
    return render(request, "recovery/styleguide.html", context)
