// The list of passkeys: after one was removed, the device may forget it too.

import { pageData } from "./flows/http.js";

// Only what the person has just removed is ever named. A passkey that we merely do not know may be
// the key to a wallet, for example after this server went back to an older state.
if (pageData.forgotten !== "") {
  const { rp, forgotten: credentialId } = pageData;
  await globalThis.PublicKeyCredential?.signalUnknownCredential?.({ rpId: rp.id, credentialId });
}
