// A wallet page that has Keyhaven's hosted pages do the work. config.js names the server and this
// app's id there; both are public.

import { app, server } from "./config.js";
import { KeyhavenError, hostedPages } from "./keyhaven.js";

const find = (id) => document.getElementById(id);
const returnTo = location.origin + location.pathname;
const keyhaven = hostedPages({ server, app, returnTo });
const byAddress = hostedPages({ server, app, returnTo, mode: "redirect" });

let wallet = null;

function show(made) {
  wallet = made;
  find("address").textContent = wallet.address;
  find("protect").disabled = false;
}

function say(text) {
  find("status").textContent = text;
}

/** Runs one operation and says how it went; a failure has a stable code. */
async function run(work) {
  try {
    await work();
  } catch (error) {
    say(`${error.code}: ${error.message}`);
    if (!(error instanceof KeyhavenError)) throw error;
  }
}

const onStatus = ({ status }) => say(status);

find("create").addEventListener("click", () =>
  run(async () => show(await keyhaven.createWallet({ name: "Pocket money" }))),
);

find("protect").addEventListener("click", () =>
  run(async () => {
    const { id } = await keyhaven.protect("PASSKEY", onStatus, wallet);
    const methods = await keyhaven.availableRecoveryMethods(id);
    const copy = (await keyhaven.isBackedUp(id)) ? "with" : "without";
    find("safety").textContent = `Protected by ${methods.join(", ")}, ${copy} a copy of its owner's.`;
  }),
);

find("recover").addEventListener("click", () =>
  run(async () => {
    const [first] = await keyhaven.recover(onStatus);
    show(first);
  }),
);

find("recover-there").addEventListener("click", () => run(() => byAddress.recover()));

// Where the person comes back to: what came of it stands in the address, signed, and is taken once.
await run(async () => {
  const answer = await byAddress.finishRedirect();
  if (answer !== null) say(`${answer.action}: ${answer.outcome}, ${answer.wallets.length} wallet(s)`);
});
