// A field for a password: shown or hidden, with an error of its own.

import { gettext as _ } from "./text.js";

const find = (id) => document.getElementById(id);

/** Lets a button show and hide what is typed. @param {HTMLInputElement[]} fields */
export function showable(button, fields) {
  button.addEventListener("click", () => {
    const isShown = button.getAttribute("aria-pressed") === "true";
    reveal(button, fields, !isShown);
  });
}

/** @param {boolean} isShown */
export function reveal(button, fields, isShown) {
  button.setAttribute("aria-pressed", String(isShown));
  button.textContent = isShown ? _("Hide it") : _("Show it");
  for (const field of fields) field.type = isShown ? "text" : "password";
}

/**
 * Says what is wrong with a field, or nothing any more.
 * @param {string} id of the field; its list of errors is called after it
 * @param {string} text
 */
export function complain(id, text) {
  const list = find(`${id}-error`);
  list.hidden = text === "";
  list.firstElementChild.textContent = text;
  find(id).setAttribute("aria-invalid", String(text !== ""));
  if (text !== "") find(id).focus();
}
