"""The module's folder holds what its sources give, and is served as it lies there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from recovery.management.commands import browser_module, offline_tool

FOLDER = browser_module.FOLDER
SCRIPT = (FOLDER / "keyhaven.js").read_text()


def test_the_folder_holds_what_the_sources_give() -> None:
    """If this fails, run `python3 manage.py browser_module` and commit the result."""
    for name, text in browser_module.build().items():
        assert (FOLDER / name).read_text() == text


def test_every_export_is_declared_and_nothing_else() -> None:
    (exported,) = re.findall(r"^export const \{ (.+) \} = module\d+;$", SCRIPT, re.MULTILINE)
    declared = re.findall(
        r"^export (?:function|const|class) (\w+)",
        (FOLDER / "keyhaven.d.ts").read_text(),
        re.MULTILINE,
    )
    assert sorted(exported.split(", ")) == sorted(declared)


def test_it_imports_nothing() -> None:
    assert re.search(r"^import\b|\bimport\(", SCRIPT, re.MULTILINE) is None


def test_the_package_names_files_that_are_there_and_the_version_of_the_product() -> None:
    package = json.loads((FOLDER / "package.json").read_text())
    product = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text())
    assert package["version"] == product["project"]["version"]
    assert all((FOLDER / name).exists() for name in package["files"])


def test_it_is_served_to_any_site_with_the_hash_that_is_published() -> None:
    response = Client().get("/module/keyhaven.js")
    published = json.loads((FOLDER / "integrity.json").read_text())["keyhaven.js"]
    assert browser_module.integrity(response.content) == published
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert Client().get("/module/integrity.json").json()["keyhaven.js"] == published
    assert Client().get("/module/package.json").status_code == 404


def test_the_offline_tool_is_built_by_the_same_code() -> None:
    assert offline_tool.build() == offline_tool.BUILT.read_text()


def _methods(text: str, *, head: str) -> set[str]:
    """Names of what can be called, of a class in JavaScript or an interface in TypeScript."""
    body = text.partition(f"{head} ")[2].partition("\n}\n")[0]
    return set(re.findall(r"^  (?:async )?(\w+)\(", body, re.MULTILINE)) - {"constructor"}


def test_every_method_is_declared_and_nothing_else() -> None:
    types = (FOLDER / "keyhaven.d.ts").read_text()
    module = browser_module.ENTRY.parent
    shared = _methods((module / "client.js").read_text(), head="class Client")
    for name, file in (("OwnSite", "own_site.js"), ("HostedPages", "hosted_pages.js")):
        written = shared | _methods((module / file).read_text(), head=f"class {name}")
        declared = _methods(types, head="interface Client") | _methods(
            types, head=f"interface {name}"
        )
        # What the class below it uses; JavaScript has no word for that.
        assert written - {"once", "tell"} == declared


# What an app in TypeScript writes, and what the compiler has to refuse of it.
_APP = """
import * as keyhaven from "./keyhaven.js";

export async function pocket(server: string): Promise<string[]> {
  const returnTo = `${location.origin}/`;
  const pages = keyhaven.hostedPages({ server, app: "an id", returnTo, mode: "popup" });
  const wallet = await pages.createWallet({ name: "Savings", words: 24 });
  const { id } = await pages.protect(keyhaven.METHOD.pin, ({ status }) => show(status), wallet);
  await pages.protect("KIT", undefined, { id });
  const answer = await pages.finishRedirect();
  if (answer !== null && answer.outcome === "partly") show(answer.jws);
  // @ts-expect-error: no such way in
  await pages.protect("FINGER", undefined, wallet);
  // @ts-expect-error: our pages have no such thing
  await pages.openWallet(wallet.wid);
  return pages.availableRecoveryMethods(id);
}

export async function shop(server: string): Promise<Uint8Array> {
  const session = () => Promise.resolve("token");
  const site = keyhaven.ownSite({ server, session, worker: "argon2.js" });
  site.addEventListener("recovered", (event) => show(event.type));
  const [first] = await site.recover(undefined, { method: "PIN", wid: "wid", pin: "493817" });
  // @ts-expect-error: a PIN has no code
  await site.recover(undefined, { method: "PIN", wid: "wid", code: "493817" });
  // @ts-expect-error: kits are made on our pages
  await site.protect("KIT", undefined, first);
  await site.protect("PASSWORD", undefined, first, { password: site.newPassword() });
  const { state } = await site.storeBackupShare(first, { version: 1, share: first.secret });
  if (state === "open") await site.storedClientBackupShare(false, "PASSWORD", first.id);
  const { ejectableUntil, pairs } = await site.backupShares(first.id);
  if (ejectableUntil === null) return site.readBackupShare(first, pairs[0].version);
  return (await site.eject(first)).custodian;
}

export function explain(error: unknown): string {
  if (error instanceof keyhaven.OpeningError) return `${error.step}: ${error.code}`;
  if (error instanceof keyhaven.KeyhavenError) return `${error.code} ${error.left ?? ""}`;
  return error instanceof keyhaven.ServerError ? `${error.status}` : "unknown";
}

function show(text: string): void {
  document.title = text;
}
"""


@pytest.mark.slow
def test_the_compiler_takes_the_declarations_and_refuses_what_they_exclude(tmp_path: Path) -> None:
    if shutil.which("tsc") is None:
        pytest.skip(
            "There is no TypeScript compiler; as root, run: apt-get install node-typescript"
        )
    shutil.copy(FOLDER / "keyhaven.d.ts", tmp_path)
    (tmp_path / "app.ts").write_text(_APP)
    options = ["--strict", "--noEmit", "--target", "es2022", "--moduleResolution", "node16"]
    command = ["tsc", *options, "--module", "node16", "app.ts"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
