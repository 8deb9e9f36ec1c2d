// What the hosted pages have in common: the panel, its ends, and the way back to the app.

import { missingAbility } from "./flows/ability.js";
import { finish, isPopup, isThere } from "./hosted_window.js";
import { alive } from "./page.js";
import { panel } from "./panel.js";
import { tell } from "./trouble.js";

export const find = (id) => document.getElementById(id);

export class HostedWork {
  #failed = document.querySelector("[data-show='failed']");
  #last;

  /** @param {{id: string, last?: string}} input id: of the panel; last: its face when all is told */
  constructor({ id, last = "told" }) {
    this.panel = panel(find(id));
    this.#last = last;
  }

  /**
   * Runs `begin` where this browser can do it and the app still waits. Once this is over, the person
   * can cancel; what has begun may wait for the app for a while.
   * @param {() => void|Promise<void>} begin
   */
  async start(begin) {
    alive();
    if ((await missingAbility()) !== "") this.panel.show("unsupported");
    else if (isThere()) {
      for (const button of document.querySelectorAll("[data-cancel]")) {
        button.addEventListener("click", () => this.end([]));
      }
      begin();
    } else this.panel.show("gone");
  }

  /** @param {() => void} work what "Try again" does */
  onAgain(work) {
    this.#failed.querySelector("[data-action='again']").addEventListener("click", work);
  }

  fail(error) {
    tell(this.#failed, error);
    this.panel.show(error.code === "popup_closed" ? "gone" : "failed");
  }

  /** Gives the app its one answer. @param {object[]} wallets see finish */
  async end(wallets) {
    try {
      await finish(wallets);
      // By address the page is about to go, and says nothing more.
      if (isPopup) this.panel.show(this.#last);
    } catch (error) {
      this.fail(error);
    }
  }
}
