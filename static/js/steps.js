// Steps that happen one after the other: parts/steps.html, each with data-step beside its state.

import { gettext as _ } from "./text.js";

const WORDS = {
  waiting: _("not yet"), working: _("happening now"), done: _("done"), failed: _("failed"),
};

function mark(item, state) {
  if (item.dataset.state === state) return;
  item.dataset.state = state;
  item.querySelector("[data-state-words]").textContent = ` (${WORDS[state]})`;
}

/**
 * @param {HTMLElement} list an <ol class="steps">
 * @returns {{begin: (name: string) => void, finish: () => void, fail: () => void,
 *   reset: () => void}} begin: this one happens now, and all before it are done
 */
export function stepsOf(list) {
  const items = Array.from(list.children);
  const at = (state) => items.filter((item) => item.dataset.state === state);
  return {
    begin(name) {
      const position = items.findIndex((item) => item.dataset.step === name);
      items[position].hidden = false;
      items.forEach((item, index) => {
        if (index < position) mark(item, "done");
        else mark(item, index === position ? "working" : "waiting");
      });
    },
    finish() {
      for (const item of items) mark(item, "done");
    },
    fail() {
      for (const item of at("working")) mark(item, "failed");
    },
    reset() {
      for (const item of items) {
        mark(item, "waiting");
        item.hidden = "optional" in item.dataset;
      }
    },
  };
}
