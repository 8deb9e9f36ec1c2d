// A field for a PIN and the number pad beneath it (parts/pin_field.html).

import { MOST_DIGITS, objectionTo } from "./lib/pinrules.js";
import { gettext as _ } from "./text.js";

const WORDS = {
  letters: _("A PIN has digits only."),
  long: _("A PIN has %(count)s digits at most.", { count: MOST_DIGITS }),
  repeated: _("Too easy: the same few digits again and again. Many people choose that."),
  run: _("Too easy: the digits go up or down evenly. Many people choose that."),
  date: _("Too easy: it reads like a day. Whoever knows your birthdays would try it."),
  pattern: _("Too easy: it is the same forwards and backwards."),
  common: _("Too easy: it is among the PINs that people choose most."),
  known: _("Too easy: it is part of something about you that others know."),
};

/** What stands in the field. @param {HTMLInputElement} field */
export function digitsOf(field) {
  return field.value.replaceAll(/[\s-]/g, "");
}

/**
 * Why this should not become a PIN, as a sentence; empty if it may.
 * @param {string} pin
 * @param {number} least digits that a new PIN has to have here
 */
export function objection(pin, least) {
  const why = objectionTo(pin, { least });
  if (why === "short") return _("A PIN has %(count)s digits or more.", { count: least });
  return WORDS[why] ?? "";
}

/** Whether this can be a PIN at all: what was set long ago need not keep today's rules. */
export function looksLikePin(pin) {
  return !["letters", "short", "long"].includes(objectionTo(pin));
}

/** Wires the pads of a page: each key does what the keyboard's would. */
export function wirePads() {
  for (const key of document.querySelectorAll(".pin-pad [data-key]")) {
    const field = document.getElementById(key.dataset.for);
    key.addEventListener("click", () => {
      const isBack = key.dataset.key === "⌫";
      const longer = (field.value + key.dataset.key).slice(0, MOST_DIGITS);
      field.value = isBack ? field.value.slice(0, -1) : longer;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
