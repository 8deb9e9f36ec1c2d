// Fills the face of a panel that tells of a failure: parts/trouble.html.

import { explain } from "./flows/explain.js";

/**
 * @param {HTMLElement} face an element made by parts/trouble.html
 * @param {unknown} error
 * @param {string} [what] said in place of the usual sentence, where the page knows more
 * @returns {string} the code
 */
export function tell(face, error, what) {
  const told = explain(error);
  face.dataset.code = told.code;
  face.querySelector("[data-title]").textContent = told.title;
  face.querySelector("[data-what]").textContent = what ?? error?.said ?? told.what;
  face.querySelector("[data-todo]").textContent = told.todo;
  face.querySelector("[data-code]").textContent = told.code;
  for (const element of face.querySelectorAll("[data-action]")) {
    element.hidden = element.dataset.action !== told.action;
  }
  return told.code;
}
