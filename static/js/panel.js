// A panel leads through one step. Its element has data-panel; each child with data-show is one
// state of it, and only the child of the present state is there.

/**
 * @param {HTMLElement} element
 * @returns {{state: string, show: (state: string, message?: string) => void}}
 */
export function panel(element) {
  const faces = Array.from(element.querySelectorAll("[data-show]"));
  return {
    get state() {
      return element.dataset.state;
    },
    show(state, message) {
      element.dataset.state = state;
      for (const face of faces) face.hidden = face.dataset.show !== state;
      const face = faces.find((candidate) => !candidate.hidden);
      const words = face?.querySelector("[data-message]");
      if (words && message !== undefined) words.textContent = message;
      // The keyboard and the screen reader go along; the heading itself does nothing.
      face?.querySelector("[tabindex='-1']")?.focus();
    },
  };
}
