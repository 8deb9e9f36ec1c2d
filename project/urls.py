from __future__ import annotations

from allauth.account import views as account
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from project import language
from project.sign_in import login
from recovery.api import api
from recovery.api.v1 import docs as api_docs
from recovery.api.v1 import v1
from recovery.pages import account as account_pages
from recovery.pages import (
    backups,
    browser_module,
    by_hand,
    cloud_keys,
    clouds,
    consent,
    demo,
    demo_visit,
    docs,
    health,
    hosted,
    icloud,
    kits,
    nextcloud,
    passkeys,
    passwords,
    pins,
    practices,
    recover,
    signed_in,
    staff,
    start,
    styleguide,
    support,
    wallets,
)
from recovery.pages import offline_tool as offline_pages
from recovery.pages.take_along import take_along

# Only those of allauth's pages that this product has: there are no passwords.
accounts = [
    path("login/", login, name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("signup/", account.signup, name="account_signup"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    path("email/", account.email, name="account_email"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
]

wallet_pages = [
    path("new/", wallets.new, name="wallet_new"),
    path("<uuid:wallet_id>/", wallets.detail, name="wallet"),
    path("<uuid:wallet_id>/copies/", wallets.copies, name="wallet_copies"),
    path("<uuid:wallet_id>/ways/", wallets.ways, name="wallet_ways"),
    path("<uuid:wallet_id>/what-if/", wallets.what_if, name="wallet_what_if"),
    path("<uuid:wallet_id>/band/", wallets.band, name="wallet_band"),
    path("<uuid:wallet_id>/kit/", kits.make, name="wallet_kit"),
    path("<uuid:wallet_id>/kit/check/", kits.check, name="wallet_kit_check"),
    path("<uuid:wallet_id>/by-hand/", by_hand.write_down, name="wallet_by_hand"),
    path("<uuid:wallet_id>/take-along/", take_along, name="wallet_take_along"),
    path("<uuid:wallet_id>/password/", passwords.set_up, name="wallet_password"),
    path("<uuid:wallet_id>/cloud-key/", cloud_keys.choose, name="wallet_cloud_key"),
    path(
        "<uuid:wallet_id>/cloud-key/google/",
        cloud_keys.in_google_drive,
        name="wallet_cloud_key_google",
    ),
    path("<uuid:wallet_id>/pin/", pins.set_up, name="wallet_pin"),
    path("<uuid:wallet_id>/test/<slug:slot_id>/", practices.practise, name="wallet_practice"),
    path("<uuid:wallet_id>/backups/", backups.backups, name="wallet_backups"),
    path("<uuid:wallet_id>/backups/file/", backups.upload, name="wallet_backup_file"),
    path("<uuid:wallet_id>/cloud/", clouds.add, name="cloud_add"),
    path("<uuid:wallet_id>/cloud/with/<slug:kind>/", consent.ask, name="cloud_consent"),
    path("<uuid:wallet_id>/cloud/nextcloud/", nextcloud.connect, name="cloud_nextcloud"),
    path("<uuid:wallet_id>/cloud/nextcloud/look/", nextcloud.look, name="cloud_nextcloud_look"),
    path("<uuid:wallet_id>/cloud/nextcloud/stop/", nextcloud.stop, name="cloud_nextcloud_stop"),
    path(
        "<uuid:wallet_id>/cloud/<uuid:account_id>/again/",
        clouds.try_again,
        name="cloud_try_again",
    ),
    path("<uuid:wallet_id>/cloud/icloud/", icloud.visit, name="icloud"),
    path("<uuid:wallet_id>/cloud/icloud/forget/", icloud.forget, name="icloud_forget"),
    path("<uuid:wallet_id>/cloud/<uuid:account_id>/look/", clouds.look, name="cloud_look"),
    path("<uuid:wallet_id>/cloud/<uuid:account_id>/move/", clouds.move, name="cloud_move"),
    path(
        "<uuid:wallet_id>/cloud/<uuid:account_id>/move/<slug:action>/",
        clouds.move_action,
        name="cloud_move_action",
    ),
    path("<uuid:wallet_id>/cloud/<uuid:account_id>/support/", support.ask, name="cloud_support"),
    path(
        "<uuid:wallet_id>/cloud/<uuid:account_id>/disconnect/",
        clouds.disconnect,
        name="cloud_disconnect",
    ),
]

demo_pages = [
    path("demo/", demo.start, name="demo"),
    path("demo/visit/", demo_visit.visit, name="demo_visit"),
    path("demo/break/<slug:fault>/", demo_visit.break_something, name="demo_break"),
    path("demo/mail/", demo.mail, name="demo_mail"),
    path("demo/new-device/", demo.new_device, name="demo_new_device"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]

urlpatterns = [
    path("", start.start, name="start"),
    path("home/", wallets.home, name="home"),
    path("recover/", recover.recover, name="recover"),
    path("recover/password/", passwords.choose_wallet, name="recover_password"),
    path(
        "recover/password/<uuid:wallet_id>/",
        passwords.recover,
        name="recover_wallet_password",
    ),
    path("recover/kit/", kits.choose_wallet, name="recover_kit"),
    path("recover/kit/<uuid:wallet_id>/", kits.recover, name="recover_wallet_kit"),
    path("recover/cloud-key/", cloud_keys.choose_wallet, name="recover_cloud_key"),
    path(
        "recover/cloud-key/<uuid:wallet_id>/",
        cloud_keys.recover,
        name="recover_wallet_cloud_key",
    ),
    path("recover/pin/", pins.choose_wallet, name="recover_pin"),
    path("recover/pin/<uuid:wallet_id>/", pins.recover, name="recover_wallet_pin"),
    path("wallets/", include(wallet_pages)),
    path("connect/in-browser/answer/", cloud_keys.consent_window, name="consent_window"),
    path("connect/<slug:kind>/", consent.answer, name="cloud_answer"),
    path("passkeys/", passkeys.passkeys, name="passkeys"),
    path("passkeys/add/", passkeys.add, name="passkey_add"),
    path("passkeys/<uuid:passkey_id>/rename/", passkeys.rename, name="passkey_rename"),
    path("passkeys/<uuid:passkey_id>/remove/", passkeys.remove, name="passkey_remove"),
    path("staff/", staff.door, name="staff_door"),
    path("staff/invitations/<uuid:invitation_id>/", staff.invitation, name="invitation"),
    path("settings/", account_pages.settings, name="settings"),
    path("settings/activity/", account_pages.activity, name="activity"),
    path("settings/not-me/", account_pages.not_me, name="not_me"),
    path("settings/signed-in/", signed_in.signed_in, name="signed_in"),
    path(
        "settings/signed-in/<uuid:place_id>/sign-out/",
        signed_in.sign_out_there,
        name="sign_out_there",
    ),
    path("settings/sign-out-elsewhere/", signed_in.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("settings/reminders/", account_pages.reminders, name="reminders"),
    path("settings/leave/", account_pages.leave, name="leave"),
    path("settings/stay/", account_pages.stay, name="stay"),
    path("language/", language.choose, name="language"),
    path("trust/", start.trust, name="trust"),
    path("help/copies/", support.help_copies, name="help_copies"),
    path("help/copies/<slug:kind>/", support.help_copies_of, name="help_copies_of"),
    path("help/requests/", support.requests, name="help_requests"),
    path("help/requests/<uuid:request_id>/close/", support.close, name="help_request_close"),
    path("large-sums/", start.large_sums, name="large_sums"),
    path("offline/", offline_pages.about, name="offline_tool"),
    path("offline/keyhaven-offline.html", offline_pages.download, name="offline_tool_download"),
    path("module/<str:name>", browser_module.file, name="browser_module"),
    path("docs/", docs.first, name="docs_first"),
    path("docs/<path:name>/", docs.page, name="docs"),
    path("hosted/", hosted.begin, name="hosted"),
    path("hosted/<uuid:request_id>/", hosted.page, name="hosted_page"),
    path("hosted/<uuid:request_id>/wallet/", hosted.choose, name="hosted_wallet"),
    path("hosted/keys.json", hosted.keys, name="hosted_keys"),
    path("favicon.ico", start.icon),
    path("account/", include(accounts)),
    path("api/v1/docs", api_docs.page, name="api_docs"),
    path("api/v1/", v1.urls),
    path("api/", api.urls),
    path("admin/", admin.site.urls),
    path("healthz/", health.healthz, name="healthz"),
    path("readyz/", health.readyz, name="readyz"),
]

demo_pages = [
    path("demo/", demo.start, name="demo"),
    path("demo/visit/", demo_visit.visit, name="demo_visit"),
    path("demo/break/<slug:fault>/", demo_visit.break_something, name="demo_break"),
    path("demo/mail/", demo.mail, name="demo_mail"),
    path("demo/new-device/", demo.new_device, name="demo_new_device"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
if settings.DEMO:
    urlpatterns += demo_pages

handler400 = "recovery.pages.failures.bad_request"
handler403 = "recovery.pages.failures.forbidden"
handler404 = "recovery.pages.failures.not_found"
handler500 = "recovery.pages.failures.server_error"
