// How an explanation is written down: what happened, what was not lost, what to do.

import { gettext as _ } from "../text.js";

/**
 * @typedef {"again"|"reload"|"sign_in"|"home"|"none"} Action
 * again: the same button once more · reload: this page afresh · sign_in: with a code by e-mail ·
 * home: the list of wallets · none: nothing on this page helps
 * @typedef {{title: string, what: string, todo: string, action: Action}} Explanation
 */

export const UNTOUCHED = _("Nothing was changed, and nothing was lost.");

/** Two whole sentences, each translated by itself. */
export const untouched = (sentence) => `${sentence} ${UNTOUCHED}`;

export const again = (title, what, todo = _("Try again.")) => ({
  title, what, todo, action: "again",
});

export const reload = (title, what, todo = _("Reload this page and try again.")) => ({
  title, what, todo, action: "reload",
});

export const PAGE_FAULT = reload(
  _("Something went wrong in this page"),
  UNTOUCHED,
  _("Reload this page and try again. If it stays so, ask support and tell them the code."),
);
