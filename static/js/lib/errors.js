// One tree of errors. A code is public, documented here, and never changes its meaning.
//
//   Error
//   └── KeyhavenError       code
//       └── OpeningError    code, step: where in the order of opening it stopped

/** What each code says to a person. No message holds data. */
export const MESSAGES = Object.freeze({
  // Input that does not have the shape it must have.
  bad_encoding: "A value is not in the encoding it should have.",
  bad_length: "A value does not have the length it should have.",
  bad_json: "A message could not be read.",
  too_large: "A message is larger than anything this page would write.",
  update_needed: "This backup was written by a newer version. Reload the page to update.",
  // Challenge and attestation.
  bad_challenge: "The request to the passkey could not be put together.",
  attestation_format: "The server's proof is of a kind that this page does not accept.",
  attestation_malformed: "The server's proof could not be read.",
  attestation_key: "The server's proof comes from a machine that this page does not know.",
  attestation_signature: "The server's proof is not genuine, or not fresh.",
  attestation_config: "The server runs with a configuration that its proof does not cover.",
  attestation_chain: "The server's proof does not lead to the maker of its hardware.",
  attestation_expired: "The server's proof is over, or this device's clock is wrong.",
  attestation_nonce: "The server's proof was made for somebody else, or earlier.",
  attestation_bind: "The server's proof is about other keys than the ones that came with it.",
  attestation_debug: "The server runs in a mode in which everybody can look into it.",
  attestation_measurement: "The server runs a program that this page does not know.",
  attestation_origins: "The server would answer to other web addresses than this one.",
  // Passkeys.
  passkey_cancelled: "The passkey was not used.",
  passkey_exists: "This device already has a passkey for this account.",
  passkey_unsupported: "This browser cannot use passkeys here.",
  passkey_failed: "The passkey could not be used.",
  // Words and shares.
  bad_word_count: "A recovery phrase has 12 or 24 words.",
  bad_secret: "A wallet secret has 16 to 1,024 bytes.",
  bad_share: "A share is damaged.",
  same_share: "Two different shares are needed.",
  // Building a generation.
  no_slots: "A backup needs at least one way in.",
  too_many_slots: "A backup can have 32 ways in at most.",
  wrong_generation: "The backup does not follow the one before it.",
  rehearsal_mismatch: "The server did not give back what it was given.",
  // Opening, in the order in which the steps are taken.
  sealed_reply: "The answer to the passkey was not meant for this page.",
  reply_signature: "The answer to the passkey does not come from the proven server.",
  manifest_malformed: "The list of ways in could not be read.",
  slot_missing: "This passkey does not open this backup. Use another one.",
  prf_missing: "This passkey needs a feature that this browser or device does not offer.",
  wrong_epoch: "The vault does not have the key of that period any more.",
  wrong_password: "This password does not open this backup.",
  wrong_key: "This key does not open this backup.",
  slot_bind: "This backup does not belong to this passkey.",
  manifest_signature: "The list of ways in was changed by someone else.",
  older_generation: "The server gave an older backup than this device has seen.",
  envelope: "The backup is damaged, or not meant for this passkey.",
  header_mismatch: "The parts of the backup do not belong together.",
  auth_share: "The server's share is missing or damaged.",
  wrong_wallet: "The shares do not make up the wallet that this backup names.",
  // Without the service.
  kit_file: "This file is damaged, or locked for another kit.",
  needs_service: "What opens this backup needs an answer of the service.",
  no_such_way: "Nothing of this kind opens this backup.",
  other_generation: "The parts are of different backups.",
  other_share: "The share is missing, or not one of this backup.",
  no_commit: "Nothing says which wallet these shares are of.",
  // A PIN.
  pin_proof: "The vault's answer to the PIN is not right. That is our fault, not a wrong PIN.",
  pin_wrong: "That is not the PIN.",
  pin_unknown: "This PIN was removed, or replaced by a new one.",
  pin_locked: "This PIN was tried too often and is locked for good.",
  pin_closed: "The vault answers no PIN just now. It may have counted a try. Use another way in.",
  pin_taken: "Another page is just putting a PIN in place.",
  // The module on another site, see module/.
  method_unsupported: "This kind of way in cannot be set up here.",
  way_not_allowed: "Whoever runs this site wants no more ways in of this kind.",
  pin_refused: "This PIN may not be set: many people would try it, or it is too short here.",
  password_not_drawn: "Set one that newPassword() drew; what people make up is judged on our pages.",
  kit_code: "This is no code of an emergency kit: compare it group by group.",
  worker_missing: "PIN and password need argon2.js of the module's folder; say where it lies.",
  operation_in_progress: "Something is being protected or recovered already.",
  session_missing: "Nobody is signed in here.",
  client_share: "This backup share is damaged, or was not locked by this wallet and version.",
  wallet_unknown: "There is no such wallet of this person.",
  popup_blocked: "The browser did not let the window open.",
  popup_closed: "The window was closed before anything came of it.",
  app_silent: "The app's window does not hand over the wallet.",
  way_not_added: "The wallet is protected, but not by the way in that was asked for.",
  hosted_cancelled: "The person did not want it.",
  hosted_answer: "The answer is not genuine, or not to what this page asked.",
  hosted_over: "This page asked for nothing, or has its answer already.",
  // This device.
  storage_unavailable: "This browser does not let the page keep anything.",
  ambiguous_share: "This device began two changes and does not know which one counted.",
  share_missing: "This device holds no share of this backup.",
  device_share: "This device's share is damaged.",
});

/** A failure that the page can explain. `code` is a key of MESSAGES. */
export class KeyhavenError extends Error {
  /**
   * @param {string} code
   * @param {{cause?: unknown}} [options]
   */
  constructor(code, options) {
    super(MESSAGES[code], options);
    this.name = "KeyhavenError";
    this.code = code;
  }
}

/** A backup that did not open; `step` says how far it got (see recover.js). */
export class OpeningError extends KeyhavenError {
  /** @param {{step: string, code: string, cause?: unknown}} failure */
  constructor({ step, code, cause }) {
    super(code, { cause });
    this.name = "OpeningError";
    this.step = step;
  }
}
