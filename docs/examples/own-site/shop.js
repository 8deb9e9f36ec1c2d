// The shop's page. Everything is done here, on the shop's own domain, with its own passkeys.

const { keyhaven: server, csrf } = document.body.dataset;
const { ownSite } = await import(`${server}/module/keyhaven.js`);
const find = (id) => document.getElementById(id);

/** The shop's server knows who is signed in, and asks Keyhaven for a token in their name. */
async function session() {
  const headers = { "X-CSRFToken": csrf };
  const response = await fetch("keyhaven-session", { method: "POST", headers });
  return (await response.json()).token;
}

const keyhaven = ownSite({ server, session });
const onStatus = ({ status }) => {
  find("status").textContent = status;
};

async function run(work) {
  try {
    await work();
  } catch (error) {
    find("status").textContent = `${error.code}: ${error.message}`;
  }
}

function show({ address }) {
  find("address").textContent = address;
}

find("protect")?.addEventListener("click", () =>
  run(async () => {
    const wallet = await keyhaven.createWallet({ name: "Savings" });
    const { id } = await keyhaven.protect("PASSKEY", onStatus, wallet);
    show(wallet);
    const isRecoverable = await keyhaven.isRecoverable(id);
    find("safety").textContent = isRecoverable ? "It can come back." : "It cannot come back yet.";
  }),
);

find("open")?.addEventListener("click", () =>
  run(async () => {
    const [first] = await keyhaven.wallets();
    show(await keyhaven.openWallet(first.wid));
    onStatus({ status: "Open" });
  }),
);

// Nobody needs to be signed in for this: the passkey says who it is.
find("recover").addEventListener("click", () =>
  run(async () => {
    const [first] = await keyhaven.recover(onStatus);
    show(first);
  }),
);
