// The ticket that a page carries for one touch. It runs out, and it works once.

import { freshPageData, pageData } from "./flows/http.js";
import { unb64u } from "./lib/bytes.js";

// A ticket that is about to run out is not worth a touch.
const MARGIN_SECONDS = 45;

/** Keeps a good ticket at hand, so that a touch never waits for the network. */
export class TicketHolder {
  constructor() {
    this.take(pageData);
  }

  take(data) {
    this.data = data;
    this.good = true;
    this.until = performance.now() + (data.ticket_seconds - MARGIN_SECONDS) * 1000;
  }

  /** Whatever was done with the ticket, it cannot be used again. */
  spend() {
    this.good = false;
  }

  /** @returns {number} milliseconds until a new one is due */
  get lifetime() {
    return Math.max(0, this.until - performance.now());
  }

  /** @returns {Promise<{ticket: string, nonce: Uint8Array}>} */
  async current() {
    if (!this.good || this.lifetime === 0) this.take(await freshPageData());
    return { ticket: this.data.ticket, nonce: unb64u(this.data.nonce, 16) };
  }
}
