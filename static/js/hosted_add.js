// Another way in, for an app that asked for it. It is made on the pages for that; this one stands
// before and behind them, and gives the app its answer.

import { pageData } from "./flows/http.js";
import { tellStatus } from "./hosted_window.js";
import { HostedWork, find } from "./hosted_work.js";
import { STATUS } from "./module/status.js";

const work = new HostedWork({ id: "adder" });

await work.start(async () => {
  tellStatus(work.panel.state === "added" ? STATUS.storing : STATUS.reading);
  find("back").addEventListener("click", () => work.end(pageData.wallets));
});
