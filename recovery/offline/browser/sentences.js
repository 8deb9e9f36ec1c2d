// What this page says for each code of an error: what happened, and what to do. No data in it.

const ANOTHER_COPY = "Try another copy of this backup.";

const SENTENCES = {
  bad_json: ["This file is none of ours.", "It is damaged, or is no backup, export or share."],
  update_needed: ["This was written by a newer version.", "Get the newest copy of this page."],
  kit_file: [
    "This kit does not open the .age file.",
    "The file belongs to another kit, or it is damaged. Try another copy of it.",
  ],
  kit_needed: ["The .age file is locked.", "Choose “The code of an emergency kit” and type it."],
  no_backup: [
    "There is no backup among these files.",
    "Choose the backup from your cloud, an export or the .age file of a kit as well.",
  ],
  letters: ["This is no code of an emergency kit.", "It holds letters that no code has: "],
  length: ["This is no code of an emergency kit.", "A letter is missing, or one is too many."],
  checksum: [
    "A letter in the code is wrong, or two have changed places.",
    "Compare it with the paper, group by group.",
  ],
  bad_cloud_key: ["This is no key that we wrote to a cloud.", "It has 43 letters and digits."],
  needs_service: [
    "This backup cannot be opened here.",
    "It opens with a passkey or a PIN only, and those need an answer of the service. " +
      "With two of the three shares, choose “Two shares”.",
  ],
  no_such_way: [
    "Nothing of this kind opens this backup.",
    "What opens it stands under the file's name above.",
  ],
  wrong_password: [
    "This is not the password that opens this backup.",
    "Check it letter by letter. The backup itself may be fine.",
  ],
  wrong_key: [
    "This is not the kit or key that opens this backup.",
    "It may belong to another backup, or to an older one. The backup itself may be fine.",
  ],
  slot_bind: [
    "This backup was made for another wallet.",
    "Somebody changed it. Do not use what it opens.",
  ],
  manifest_malformed: ["The list of ways in is damaged.", ANOTHER_COPY],
  manifest_signature: ["The list of ways in was changed by somebody else.", ANOTHER_COPY],
  envelope: ["The locked part of this backup is damaged.", ANOTHER_COPY],
  header_mismatch: ["The parts of this backup do not belong together.", ANOTHER_COPY],
  other_generation: [
    "These files are of different backups.",
    "Choose only those of one wallet and one generation.",
  ],
  other_share: [
    "A share is missing, or is not one of this backup.",
    "An export holds the service's share, and so does the .age file of a kit.",
  ],
  auth_share: [
    "These two shares cannot belong together.",
    "One of them is damaged, or both are the same.",
  ],
  no_commit: [
    "Nothing here says for certain which wallet these shares are of.",
    "The result could be a wrong one, so it is not shown. Choose the backup as well.",
  ],
  wrong_wallet: [
    "These parts do not make up this wallet.",
    "One is damaged, or they come from different backups. A wrong wallet is not shown.",
  ],
};

const SAME = {
  bad_encoding: "bad_json",
  bad_length: "bad_json",
  bad_share: "bad_json",
  too_large: "bad_json",
  slot_missing: "no_such_way",
  same_share: "auth_share",
};

/** @param {string} code @returns {{title: string, text: string}} */
export function sentencesOf(code) {
  const [title, text] = SENTENCES[SAME[code] ?? code] ?? [
    "Something went wrong that nobody foresaw.",
    "Nothing was changed. Reload this page and try again.",
  ];
  return { title, text };
}
