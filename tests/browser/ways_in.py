"""Each way into a wallet, what can become of it, and the journey in Chromium that shows it.

A way in that is added to the product needs its row here; see tests/test_ways_in.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from recovery.flows.backup_files import Method


@dataclass(frozen=True)
class Never:
    """It cannot come to that."""

    why: str


@dataclass(frozen=True)
class WayIn:
    """Each names a test of the journeys' folder, as file::test.

    fresh: a browser that has never seen the wallet opens it so. tested: opened to see whether it
    works, and for nothing else. wrong: an entry that is not the right one. cancelled: the touch, or
    the sign-in. closed: the page, half-way.
    """

    set_up: str
    fresh: str
    tested: str
    changed: str | Never
    removed: str | Never
    wrong: str
    cancelled: str
    closed: str


WAYS_IN: dict[Method, WayIn] = {
    Method.PASSKEY: WayIn(
        set_up="test_ways_in::test_a_second_passkey_alone_brings_the_wallet_back",
        fresh="test_ways_in::test_a_second_passkey_alone_brings_the_wallet_back",
        tested="test_practice::test_every_way_in_is_tested_and_its_date_is_kept",
        changed="test_ways_in::test_a_passkey_gets_another_name",
        removed="test_ways_in::test_a_passkey_that_was_removed_opens_the_wallet_no_more",
        wrong="test_recovering::test_says_when_a_passkey_is_not_known_here",
        cancelled="test_ways_in::test_one_that_is_cancelled_or_left_half_way_is_not_let_in",
        closed="test_ways_in::test_one_that_is_cancelled_or_left_half_way_is_not_let_in",
    ),
    Method.PIN: WayIn(
        set_up="test_pin::test_a_pin_alone_brings_the_wallet_back",
        fresh="test_pin::test_a_pin_alone_brings_the_wallet_back",
        tested="test_practice::test_every_way_in_is_tested_and_its_date_is_kept",
        changed="test_pin::test_a_changed_pin_takes_the_place_of_the_old",
        removed="test_pin::test_a_pin_that_was_removed_opens_nothing",
        wrong="test_pin::test_ten_wrong_tries_lock_it_for_good_and_that_is_said",
        cancelled="test_pin::test_a_touch_that_was_cancelled_changes_nothing",
        closed="test_pin::test_a_page_closed_half_way_leaves_the_old_pin_in_use",
    ),
    Method.PASSWORD: WayIn(
        set_up="test_password::test_a_password_alone_brings_the_wallet_back",
        fresh="test_password::test_a_password_alone_brings_the_wallet_back",
        tested="test_practice::test_every_way_in_is_tested_and_its_date_is_kept",
        changed="test_password::test_a_changed_password_takes_the_place_of_the_old",
        removed="test_password::test_a_password_that_was_removed_opens_nothing",
        wrong="test_password::test_a_password_alone_brings_the_wallet_back",
        cancelled="test_password::test_a_touch_that_was_cancelled_changes_nothing",
        closed="test_password::test_a_page_that_was_closed_half_way_has_changed_nothing",
    ),
    Method.CLOUD_KEY: WayIn(
        set_up="test_cloud_key::test_a_key_in_google_drive_brings_the_wallet_back",
        fresh="test_cloud_key::test_a_key_in_google_drive_brings_the_wallet_back",
        tested="test_cloud_key::test_a_key_in_google_drive_brings_the_wallet_back",
        changed="test_cloud_key::test_a_key_on_a_webdav_server",
        removed="test_cloud_key::test_key_and_copies_never_lie_in_one_account",
        wrong="test_cloud_key::test_a_key_on_a_webdav_server",
        cancelled="test_cloud_key::test_what_fails_half_way_leaves_nothing_behind",
        closed="test_cloud_key::test_what_fails_half_way_leaves_nothing_behind",
    ),
    Method.KIT: WayIn(
        set_up="test_kit::test_the_sheet_alone_brings_the_wallet_back_here",
        fresh="test_kit::test_the_sheet_alone_brings_the_wallet_back_here",
        tested="test_practice::test_every_way_in_is_tested_and_its_date_is_kept",
        changed="test_kit::test_a_new_kit_puts_the_old_one_out_of_date",
        removed="test_kit::test_one_that_was_never_put_in_place_or_was_removed_opens_nothing",
        wrong="test_kit::test_a_slip_is_noticed_and_nothing_is_changed",
        cancelled="test_kit::test_a_slip_is_noticed_and_nothing_is_changed",
        closed="test_kit::test_one_that_was_never_put_in_place_or_was_removed_opens_nothing",
    ),
}

# They are no slot of the backup: whoever has them has the wallet, with us or without.
WORDS_BY_HAND = WayIn(
    set_up="test_by_hand::test_the_words_are_given_back_in_order_and_go_nowhere",
    fresh="test_making::test_import_waits_for_its_script_and_names_the_wrong_word",
    tested="test_by_hand::test_the_words_are_given_back_in_order_and_go_nowhere",
    changed=Never("the words are the wallet; others are another wallet"),
    removed=Never("what stands on somebody's paper cannot be taken back"),
    wrong="test_by_hand::test_the_words_are_given_back_in_order_and_go_nowhere",
    cancelled="test_by_hand::test_they_are_hidden_after_a_minute_and_when_the_person_looks_away",
    closed="test_by_hand::test_they_are_hidden_after_a_minute_and_when_the_person_looks_away",
)
