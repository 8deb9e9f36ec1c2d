// A person's private database at iCloud, by CloudKit Web Services. Records have a name, a text, and a
// tag that changes with each write.
//
// Source: https://developer.apple.com/library/archive/documentation/DataManagement/Conceptual/
// CloudKitWebServicesReference/

import { PlaceError } from "./errors.js";
import { documentOf, send } from "./remote.js";

const TYPE = "KeyhavenBackup";
const MEANINGS = {
  ACCESS_DENIED: "place_denied",
  AUTHENTICATION_FAILED: "place_sign_in",
  AUTHENTICATION_REQUIRED: "place_sign_in",
  CONFLICT: "place_conflict",
  EXISTS: "place_conflict",
  INTERNAL_ERROR: "place_busy",
  QUOTA_EXCEEDED: "place_full",
  THROTTLED: "place_busy",
  TRY_AGAIN_LATER: "place_busy",
};

const errorOf = ({ serverErrorCode }) => new PlaceError(MEANINGS[serverErrorCode] ?? "place_answer");

export class CloudKit {
  #base;
  #apiToken;
  #token;

  /**
   * @param {{api: string, container: string, environment: string, apiToken: string,
   *   token?: string}} input token: what a sign-in gave; good for as long as the page is open
   */
  constructor({ api, container, environment, apiToken, token = "" }) {
    this.#base = `${api}/database/1/${container}/${environment}`;
    this.#apiToken = apiToken;
    this.#token = token;
  }

  /** @returns {Promise<string>} the address of Apple's page for signing in */
  async signInAddress() {
    const found = await this.#ask("/public/users/caller");
    if (found.serverErrorCode !== "AUTHENTICATION_REQUIRED") throw errorOf(found);
    if (typeof found.redirectURL !== "string") throw new PlaceError("place_answer");
    return found.redirectURL;
  }

  /** @returns {Promise<string>} Apple's name for the account, which tells nobody who it is */
  async account() {
    const found = await this.#ask("/public/users/caller");
    if (found.serverErrorCode !== undefined) throw errorOf(found);
    if (typeof found.userRecordName !== "string") throw new PlaceError("place_answer");
    return found.userRecordName;
  }

  /** @returns {Promise<{text: string, tag: string}|null>} null if there is no such record */
  async read(recordName) {
    const asked = { records: [{ recordName }] };
    const [record] = this.#recordsIn(await this.#ask("/private/records/lookup", asked));
    if (record.serverErrorCode === "NOT_FOUND") return null;
    if (record.serverErrorCode !== undefined) throw errorOf(record);
    const text = record.fields?.content?.value;
    if (typeof text !== "string") throw new PlaceError("place_answer");
    return { text, tag: record.recordChangeTag };
  }

  /**
   * @param {{name: string, text: string, tag: string|null}} input tag: of the record that this one
   *   takes the place of; null if there must be none
   * @throws {PlaceError} place_conflict, when that is not so
   */
  async write({ name, text, tag }) {
    const fields = { content: { value: text, type: "STRING" } };
    const record = { recordName: name, recordType: TYPE, fields };
    if (tag === null) await this.#modify("create", record);
    else await this.#modify("update", { ...record, recordChangeTag: tag });
  }

  /** It is no error if there is no such record. */
  async remove(recordName) {
    await this.#modify("forceDelete", { recordName });
  }

  async #modify(operationType, record) {
    const asked = { operations: [{ operationType, record }] };
    const [done] = this.#recordsIn(await this.#ask("/private/records/modify", asked));
    if (done.serverErrorCode !== undefined) throw errorOf(done);
  }

  #recordsIn(found) {
    if (found.serverErrorCode !== undefined) throw errorOf(found);
    const { records } = found;
    if (!Array.isArray(records) || records.length !== 1) throw new PlaceError("place_answer");
    return records;
  }

  async #ask(path, asked) {
    const query = new URLSearchParams({ ckAPIToken: this.#apiToken });
    if (this.#token !== "") query.set("ckWebAuthToken", this.#token);
    const answer = await send(`${this.#base}${path}?${query}`, {
      method: asked === undefined ? "GET" : "POST",
      // Of this kind no browser asks beforehand.
      headers: asked === undefined ? {} : { "Content-Type": "text/plain" },
      body: asked === undefined ? undefined : JSON.stringify(asked),
    });
    // Apple gives a new token with an answer, and the old one may end with it.
    this.#token = answer.headers.get("X-Apple-CloudKit-Web-Auth-Token") ?? this.#token;
    return documentOf(answer);
  }
}
