// The field for a recovery phrase: suggestions while typing, and an error on the very word.

import { parseWords, suggestions } from "./lib/words.js";
import { gettext as _, ngettext } from "./text.js";

const WORD = /\S+/gu;

function wordsIn(text) {
  return Array.from(text.matchAll(WORD), (match) => ({ text: match[0], start: match.index }));
}

/** The nearest word of the list: by the longest beginning that any word has. */
function nearest(word) {
  for (let length = word.length; length > 0; length -= 1) {
    const [first] = suggestions(word.slice(0, length));
    if (first !== undefined) return first;
  }
  return "";
}

function problems(text, { reason, wrongIndexes }) {
  const words = wordsIn(text);
  if (reason === "count") {
    const typed = ngettext(
      "You typed 1 word. A phrase has 12, 15, 18, 21 or 24.",
      "You typed %(count)s words. A phrase has 12, 15, 18, 21 or 24.",
      words.length,
      { count: words.length },
    );
    return [typed];
  }
  if (reason === "checksum") {
    return [_(
      "Each word is right, but they do not belong together. Look at their order, and for a word " +
        "that was taken for another.",
    )];
  }
  return wrongIndexes.map((index) => {
    const { text: word } = words[index];
    const near = nearest(word);
    const values = { number: index + 1, word };
    const wrong = _("Word %(number)s, “%(word)s”, is not in the list.", values);
    const question = _("Did you mean “%(near)s”?", { near });
    return near === "" ? wrong : `${wrong} ${question}`;
  });
}

/**
 * @param {HTMLFormElement} form
 * @returns {{read: () => Uint8Array|null}} read: the entropy, or null after saying what is wrong
 */
export function wordsField(form) {
  const field = form.querySelector("textarea");
  const errors = form.querySelector(".errorlist");
  const count = form.querySelector("#words-count");
  const choices = form.querySelector("#suggestions");

  function complain(lines) {
    errors.hidden = lines.length === 0;
    errors.replaceChildren(...lines.map((line) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("span"), { textContent: line }));
      return item;
    }));
    field.setAttribute("aria-invalid", String(lines.length > 0));
  }

  function wordAtCaret() {
    const caret = field.selectionStart;
    return wordsIn(field.value).find(
      ({ text, start }) => caret > start && caret <= start + text.length,
    );
  }

  function complete(word, chosen) {
    field.setRangeText(`${chosen} `, word.start, word.start + word.text.length, "end");
    field.focus();
    update();
  }

  function suggest() {
    const word = wordAtCaret();
    const found = word !== undefined && word.text.length > 1 ? suggestions(word.text) : [];
    // A word that is whole and begins no other needs no suggestion.
    const isWhole = found.length === 1 && found[0] === word.text.toLowerCase();
    const offered = isWhole ? [] : found.slice(0, 6);
    choices.replaceChildren(...offered.map((text) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "suggestion", textContent: text });
      button.addEventListener("click", () => complete(word, text));
      return button;
    }));
  }

  function update() {
    const { length } = wordsIn(field.value);
    count.textContent = ngettext("1 word", "%(count)s words", length, { count: length });
    complain([]);
    suggest();
  }

  function read() {
    const parsed = parseWords(field.value);
    if (parsed.ok) {
      field.value = "";
      update();
      return parsed.entropy;
    }
    complain(problems(field.value, parsed));
    choices.replaceChildren();
    field.focus();
    const wrong = wordsIn(field.value)[parsed.wrongIndexes[0]];
    if (wrong) field.setSelectionRange(wrong.start, wrong.start + wrong.text.length);
    return null;
  }

  field.addEventListener("input", update);
  return { read };
}
