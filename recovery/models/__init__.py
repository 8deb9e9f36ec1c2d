from __future__ import annotations

from recovery.models.account import User
from recovery.models.app import AndroidApp, AppleApp
from recovery.models.attempts import Attempts
from recovery.models.audit import AppendOnly, AuditEvent, AuditHead
from recovery.models.browser_session import BrowserSession
from recovery.models.client_share import ClientShare
from recovery.models.copy import CloudAccount, Copy, Drill, Notice, Restore
from recovery.models.eject import Eject
from recovery.models.figures import DailyFigures
from recovery.models.holder import Holder, holder_behind
from recovery.models.holder_session import HolderSession
from recovery.models.hosted_request import HostedRequest
from recovery.models.lane import Lane, SharedWork, Turn
from recovery.models.move import Move
from recovery.models.passkey import Passkey, SpentChallenge
from recovery.models.pin import PinTries
from recovery.models.policy import PolicyFields
from recovery.models.relying_party import Origin, RelyingParty
from recovery.models.reminder import Reminder
from recovery.models.revocation import Revocation
from recovery.models.served_share import ServedShare
from recovery.models.server_key import IdempotentAnswer, ServerKey
from recovery.models.setup_check import SetupCheck
from recovery.models.share_pair import BackupShare, SharePair
from recovery.models.share_server import ShareServer
from recovery.models.signing_secret import SigningSecret
from recovery.models.staff import Invitation, Membership, Role
from recovery.models.support import SupportRequest
from recovery.models.visited_copy import VisitedCopy
from recovery.models.wallet import Generation, Wallet
from recovery.models.wallet_app import ReturnAddress, WalletApp
from recovery.models.way_proof import WayProof
from recovery.models.webhook import Delivery, Webhook
from recovery.models.work import Work

__all__ = [
    "AndroidApp",
    "AppendOnly",
    "AppleApp",
    "Attempts",
    "AuditEvent",
    "AuditHead",
    "BackupShare",
    "BrowserSession",
    "ClientShare",
    "CloudAccount",
    "Copy",
    "DailyFigures",
    "Delivery",
    "Drill",
    "Eject",
    "Generation",
    "Holder",
    "HolderSession",
    "HostedRequest",
    "IdempotentAnswer",
    "Invitation",
    "Lane",
    "Membership",
    "Move",
    "Notice",
    "Origin",
    "Passkey",
    "PinTries",
    "PolicyFields",
    "RelyingParty",
    "Reminder",
    "Restore",
    "ReturnAddress",
    "Revocation",
    "Role",
    "ServedShare",
    "ServerKey",
    "SetupCheck",
    "SharePair",
    "ShareServer",
    "SharedWork",
    "SigningSecret",
    "SpentChallenge",
    "SupportRequest",
    "Turn",
    "User",
    "VisitedCopy",
    "Wallet",
    "WalletApp",
    "WayProof",
    "Webhook",
    "Work",
    "holder_behind",
]
