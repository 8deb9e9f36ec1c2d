// What is happening, in the words that wallets' makers know from other kits for their purpose.

export const STATUS = Object.freeze({
  reading: "Reading share",
  decrypting: "Decrypting share",
  parsing: "Parsing share",
  recoveringBackup: "Recovering backup share",
  recoveringSigning: "Recovering signing share",
  generating: "Generating share",
  encrypting: "Encrypting share",
  storing: "Storing share",
  done: "Done",
});

/** Steps of flows/save.js. */
export const OF_STEP = Object.freeze({
  splitting: STATUS.encrypting,
  sending: STATUS.storing,
  checking: STATUS.storing,
  confirming: STATUS.storing,
});

/**
 * Tells each status once, as it begins.
 * @param {((status: {status: string, done: boolean}) => void)|undefined} onStatus
 * @param {EventTarget} target also told, as an event "status"
 * @returns {(status: string) => void}
 */
export function reporter(onStatus, target) {
  let last = "";
  return (status) => {
    if (status === last) return;
    last = status;
    const told = { status, done: status === STATUS.done };
    onStatus?.(told);
    target.dispatchEvent(new CustomEvent("status", { detail: told }));
  };
}
