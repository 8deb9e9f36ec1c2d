// Fields of a fixed binary layout, one after another.

import { sized } from "./bytes.js";

/** Takes fields of known size off the front of untrusted bytes, and refuses to run over. */
export class Fields {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.offset = 0;
  }

  /** @param {number} size @returns {Uint8Array} */
  take(size) {
    this.offset += size;
    return sized(this.bytes.slice(this.offset - size, this.offset), size);
  }

  /** @param {number} size in bytes @returns {number} big-endian */
  number(size) {
    return this.take(size).reduce((value, byte) => value * 256 + byte, 0);
  }

  /** @returns {Uint8Array} what stands behind its length as u16 */
  sized() {
    return this.take(this.number(2));
  }

  end() {
    sized(this.bytes, this.offset);
  }
}
