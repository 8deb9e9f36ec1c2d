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

// PIN and password are made slow to guess in a worker, which has to come from this site itself.
const keyhaven = ownSite({ server, session, worker: "argon2.js" });
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

find("pin-form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const pin = find("pin").value;
  const isNew = event.submitter.value === "set";
  run(async () => {
    const [{ wid, id }] = await keyhaven.wallets();
    if (isNew) {
      const opened = await keyhaven.openWallet(wid);
      await keyhaven.protect("PIN", onStatus, opened, { pin });
    } else {
      const [back] = await keyhaven.recover(onStatus, { method: "PIN", wid, pin });
      show(back);
    }
    const methods = await keyhaven.availableRecoveryMethods(id);
    find("safety").textContent = `It can come back by ${methods.join(" or ")}.`;
  });
});

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

// Before this line a press would have been lost.
find("wallet").disabled = false;
