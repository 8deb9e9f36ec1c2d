// What recover.js needs for the touch and for all that follows it.

import { Invitation } from "./flows/touch.js";
import { OP } from "./lib/challenge.js";

export { recover, restoreWallet } from "./flows/restore.js";
export { forget } from "./lib/slots.js";

export const invitation = new Invitation(OP.recover);
invitation.keepFresh();
