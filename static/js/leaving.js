// While something is under way, the browser asks before it leaves the page.

function ask(event) {
  event.preventDefault();
}

/** @returns {() => void} what lets the page be left again */
export function askBeforeLeaving() {
  addEventListener("beforeunload", ask);
  return () => removeEventListener("beforeunload", ask);
}
