"""Every way in which a relying party's own server can fail to keep shares.

ShareServerError
├── ShareServerUnreachable      nobody answers
│   └── ShareServerSlow         not within the time
├── ShareServerUntrusted        its certificate is not one that browsers accept
├── ShareServerPrivate          its address leads into a private network
├── ShareServerMoved            it redirects, which is not followed
├── ShareServerRefused          it answers with another status than it should
├── ShareServerAnswerTooLarge   it gives back more than is read
├── ShareServerAnswerUnreadable it gives back no list of shares, or breaks off
├── ShareNotThere               it gives back no share of this wallet
├── ShareDiffers                none of those that it gives back is the one that it was given
└── ShareServerKeyGone          our own key to its secret, or to a waiting share, is gone

The sentences are for staff of the relying party and for its developers, so they are English. They
hold no data.
"""

from __future__ import annotations

from typing import ClassVar

from recovery.errors import KeyhavenError


class ShareServerError(KeyhavenError):
    """says_nothing: it tells nothing about the share, which may well lie there."""

    code = "share_server_error"
    status = 502
    says_nothing: ClassVar[bool] = True
    message = "The server that keeps the shares did not do what was asked. We try again."


class ShareServerUnreachable(ShareServerError):
    code = "share_server_unreachable"
    message = "The server that keeps the shares cannot be reached. See that it runs and is public."


class ShareServerSlow(ShareServerUnreachable):
    code = "share_server_slow"
    status = 504
    message = (
        "The server that keeps the shares did not answer in time. Answer first, and do the rest "
        "of the work afterwards."
    )


class ShareServerUntrusted(ShareServerError):
    code = "share_server_untrusted"
    message = (
        "The certificate of the server that keeps the shares is expired, for another name, or "
        "unknown here. Nothing was sent. Renew it, and send the whole chain along with it."
    )


class ShareServerPrivate(ShareServerError):
    code = "share_server_private"
    message = (
        "The address of the server that keeps the shares leads into a private network, where we "
        "do not go. Nothing was sent. Give it a public address."
    )


class ShareServerMoved(ShareServerError):
    code = "share_server_moved"
    message = (
        "The server that keeps the shares redirects, which is not followed. Enter the address that "
        "it redirects to, if it is yours."
    )


class ShareServerRefused(ShareServerError):
    code = "share_server_refused"
    message = (
        "The server that keeps the shares refused. `/backup` answers 200 or 204, and "
        "`/backup/fetch` answers 200. See that it has the newest signing secret."
    )


class ShareServerAnswerTooLarge(ShareServerError):
    code = "share_server_answer_too_large"
    message = (
        "The server that keeps the shares gave back more than 1 MiB. Give back the shares of the "
        "one wallet that was asked for, and nothing else."
    )


class ShareServerAnswerUnreadable(ShareServerError):
    code = "share_server_answer_unreadable"
    message = (
        "The answer of the server that keeps the shares cannot be read, or breaks off. Answer "
        '`/backup/fetch` with the JSON object {"backupShares": ["…"]}.'
    )


class ShareNotThere(ShareServerError):
    code = "share_not_there"
    says_nothing = False
    message = (
        "The server that keeps the shares gave back none of this wallet. Bring it back from your "
        "backup, or store the share once more."
    )


class ShareDiffers(ShareServerError):
    code = "share_differs"
    says_nothing = False
    message = (
        "The server that keeps the shares gave back others of this wallet, but not the one that it "
        "was given. Keep every share, unchanged to the last byte; store this one once more."
    )


class ShareServerKeyGone(ShareServerError):
    code = "share_server_key_gone"
    status = 500
    message = (
        "Our own key to the signing secret, or to a share that waits, is gone. Whoever runs this "
        "service puts it back into SHARE_KEYS."
    )
