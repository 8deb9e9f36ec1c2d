// Says before anything is typed that this browser would not get to the end.

import { hasPasskeys } from "./page.js";

document.getElementById("unsupported").hidden = hasPasskeys();
