// Where the code of an emergency kit is typed, or read from a photo. It never leaves the page.

import { readKitCode } from "./lib/kit.js";
import { readQr } from "./qr_code.js";
import { gettext as _ } from "./text.js";

const SENTENCES = {
  letters: (strange) => _("It holds letters that no code has: %(letters)s.", { letters: strange }),
  length: () => _("A letter is missing, or there is one too many."),
  checksum: () => {
    return _("A letter is wrong, or two have changed places. Compare it group by group.");
  },
};

export class KitField {
  /**
   * @param {{input: HTMLTextAreaElement, photo: HTMLInputElement,
   *   complain: (text: string) => void}} parts complain: says what is wrong; "" takes it back
   */
  constructor({ input, photo, complain }) {
    this.input = input;
    this.photo = photo;
    this.complain = complain;
    input.addEventListener("input", () => complain(""));
    photo.addEventListener("change", () => this.take());
    // It may have been chosen before this script was there.
    this.take();
  }

  clear() {
    this.input.value = "";
    this.photo.value = "";
    this.complain("");
  }

  /** @returns {Uint8Array|null} the kit's key, or null after saying what is wrong */
  read() {
    const read = readKitCode(this.input.value);
    if (read.ok) return read.key;
    const isEmpty = this.input.value.trim() === "";
    this.complain(isEmpty ? _("Type the code.") : SENTENCES[read.reason](read.strange));
    return null;
  }

  async take() {
    const [picture] = this.photo.files;
    if (picture === undefined) return;
    const text = await readQr(picture);
    if (text === null) {
      this.complain(_(
        "No square code could be read there. Take it closer and in better light, or type it.",
      ));
      return;
    }
    this.input.value = text;
    this.complain("");
    this.read();
  }
}
