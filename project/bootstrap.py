"""Makes the environment that manage.py needs, on a machine that has only Python.

Standard library only. In order: get uv (from PATH, else by pip into .tools), make .venv, install
the hashed pins, and run manage.py again inside. Packages come from wherever pip is configured to
take them; no address stands here. KEYHAVEN_NO_BOOTSTRAP=1 switches all of it off.
"""

from __future__ import annotations

import configparser
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
STAMP = VENV / "installed-requirements"
SWITCH = "KEYHAVEN_NO_BOOTSTRAP"
DEVELOPER_COMMANDS = {
    "test",
    "lint",
    "bench",
    "gallery",
    "vendor",
    "offline_tool",
    "texts",
    "browser_module",
    "error_list",
}

_SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_APT_LINE = "apt-get install python3-venv ca-certificates"
# pip's name of an option → the variable in which uv expects it.
_UV_NAMES = {
    "index-url": "UV_INDEX_URL",
    "extra-index-url": "UV_EXTRA_INDEX_URL",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
}
_REASONS = {
    r"certificate|UnknownIssuer|SSLError": (
        "The package index could not be trusted: certificates are missing. "
        "As root, run: apt-get install ca-certificates"
    ),
    r"No space left": "The disk is full.",
    r"hash": "A package is not the one that was pinned. Nothing of it was installed.",
    r"resolve|dns|connect|timed out|unreachable|Could not find a version": (
        "The package index could not be reached. Check the network, or pip's configuration."
    ),
}


class NotBuilt(Exception):
    """The text is a sentence."""


def ensure(arguments: list[str]) -> None:
    """Return inside an environment that has what manage.py needs; otherwise go there, or stop."""
    if os.environ.get(SWITCH) == "1" or _is_complete():
        return
    if sys.version_info < (3, 11):  # noqa: UP036 - this runs before anything was installed
        _stop(f"Keyhaven needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    command = arguments[1] if len(arguments) > 1 else "help"
    name = "requirements-dev.txt" if command in DEVELOPER_COMMANDS else "requirements.txt"
    try:
        with _one_at_a_time():
            if not _is_installed(name):
                _install(name)
    except OSError as error:
        _stop(f"The environment could not be made in {ROOT}: {error}.")
    sys.stdout.flush()
    python = str(VENV / "bin" / "python")
    words = [python, str(ROOT / "manage.py"), *arguments[1:]]
    os.execve(python, words, os.environ | {SWITCH: "1"})  # noqa: S606 - our own interpreter


def _is_complete() -> bool:
    return all(importlib.util.find_spec(name) for name in ("django", "celery", "webauthn"))


def _say(text: str) -> None:
    print(f"keyhaven: {text}", file=sys.stderr, flush=True)


def _stop(text: str) -> NoReturn:
    _say(text)
    sys.exit(1)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("waiting for another start that makes the environment …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- .venv ---------------------------------------------------------------------------------------


def _fingerprint(name: str) -> str:
    return f"{hashlib.sha256((ROOT / name).read_bytes()).hexdigest()} {name}"


def _is_installed(name: str) -> bool:
    if not (VENV / "bin" / "python").exists() or not STAMP.exists():
        return False
    return _fingerprint(name) in STAMP.read_text().splitlines()


def _install(name: str) -> None:
    _say(f"installing {name} into {VENV.name} …")
    if not (VENV / "bin" / "python").exists():
        venv.EnvBuilder(with_pip=False, clear=True, symlinks=True).create(VENV)
    STAMP.unlink(missing_ok=True)
    uv, environment = _find_uv()
    python = str(VENV / "bin" / "python")
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", python]
    else:
        _say("uv is not to be had here; pip takes a little longer …")
        command = [*_find_pip(environment), "--python", python, "install", "--quiet"]
    _run([*command, "--require-hashes", "-r", str(ROOT / name)], environment)
    # Development pins contain all the others.
    names = {name, "requirements.txt"}
    STAMP.write_text("".join(f"{_fingerprint(each)}\n" for each in sorted(names)))


def build(name: str, *, provides: str) -> None:
    """Compile into .venv what has no wheels; the tools for it are among the development pins.

    provides: the module that is there afterwards. Raises NotBuilt.
    """
    if importlib.util.find_spec(provides) is not None:
        return
    if Path(sys.prefix).resolve() != VENV.resolve():
        raise NotBuilt(f"Install {name} into {sys.prefix} first.")
    _say(f"compiling {name} …")
    uv, environment = _find_uv()
    pip = [*_find_pip(environment), "--python", sys.executable] if uv is None else []
    command = [uv, "pip", "install", "--python", sys.executable] if uv else [*pip, "install"]
    words = ["--quiet", "--no-build-isolation", "--require-hashes", "-r", str(ROOT / name)]
    done = subprocess.run([*command, *words], env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        print("\n".join(done.stderr.strip().splitlines()[-15:]), file=sys.stderr)
        raise NotBuilt(f"{name} could not be compiled; the last lines stand above.")
    importlib.invalidate_caches()


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode == 0:
        return
    output = done.stdout.decode(errors="replace").strip()
    print("\n".join(output.splitlines()[-15:]), file=sys.stderr)
    for pattern, reason in _REASONS.items():
        if re.search(pattern, output, re.IGNORECASE):
            _stop(reason)
    _stop(f"{Path(command[0]).name} failed; its last lines stand above.")


# --- uv and pip ----------------------------------------------------------------------------------


def _find_uv() -> tuple[str | None, dict[str, str]]:
    """uv's path, or None where there is no uv, and the environment for uv and pip."""
    environment = _package_environment()
    ours = TOOLS / "uv" / "bin" / "uv"
    for path in (shutil.which("uv"), str(ours)):
        if path and _answers([path, "--version"]):
            return path, environment
    pip = _find_pip(environment)
    _say("fetching uv …")
    target = ["--target", str(TOOLS / "uv"), "--upgrade"]
    pins = ["--require-hashes", "-r", str(ROOT / "requirements-uv.txt")]
    command = [*pip, "install", "--quiet", *target, *pins]
    done = subprocess.run(command, env=environment, capture_output=True)
    return (str(ours) if done.returncode == 0 else None), environment


def _answers(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


def _find_pip(environment: dict[str, str]) -> list[str]:
    """A command that is pip. May change the environment, so that pip finds certificates."""
    if _answers([sys.executable, "-m", "pip", "--version"]):
        return [sys.executable, "-m", "pip"]
    private = TOOLS / "pip" / "bin" / "python"
    if not private.exists() and importlib.util.find_spec("ensurepip") is None:
        if os.geteuid() == 0:
            _apt_install()
        else:
            return _borrowed_pip(environment)
    if not private.exists():
        _run([sys.executable, "-m", "venv", "--clear", str(TOOLS / "pip")], environment)
    if _SYSTEM_CERTIFICATES.exists():
        _trust(_SYSTEM_CERTIFICATES, environment)
    return [str(private), "-m", "pip"]


def _apt_install() -> None:
    if not shutil.which("apt-get"):
        _stop("Neither pip nor Python's venv is here. Install one of them and start again.")
    _say(f"Python's venv is missing: {_APT_LINE} …")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", "update"], env=environment, stdout=subprocess.DEVNULL)
    words = ["-qq", "-y", "--no-install-recommends", *_APT_LINE.split()[1:]]
    done = subprocess.run(["apt-get", *words], env=environment, stdout=subprocess.DEVNULL)
    if done.returncode != 0:
        _stop(f"This did not work: {_APT_LINE}. Run it by hand, as root, and start again.")


def _borrowed_pip(environment: dict[str, str]) -> list[str]:
    """Debian's own pip, unpacked below .tools: nothing of the system changes, root is not needed.

    apt checks the packages with the machine's keys as ever; only its state lies elsewhere.
    """
    folder = TOOLS / "debian"
    if not list(folder.glob("usr/share/python-wheels/pip-*.whl")):
        _unpack_from_apt(folder, ["python3-pip-whl", "ca-certificates"])
    wheels = list(folder.glob("usr/share/python-wheels/pip-*.whl"))
    if not wheels:
        _stop(f"Neither pip nor Python's venv is here. As root, run: {_APT_LINE}")
    if not _SYSTEM_CERTIFICATES.exists():
        bundle = folder / "certificates.pem"
        found = sorted(folder.glob("usr/share/ca-certificates/mozilla/*.crt"))
        bundle.write_bytes(b"\n".join(path.read_bytes() for path in found))
        _trust(bundle, environment)
    return [sys.executable, f"{wheels[0]}/pip"]


def _unpack_from_apt(folder: Path, packages: list[str]) -> None:
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return
    _say("Python's venv is missing: borrowing Debian's pip for this folder …")
    for name in ("state/lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    places = ["-o", f"Dir::State={folder}/state", "-o", f"Dir::Cache={folder}/cache"]
    # The list of installed packages belongs to the system, and apt looks for it in its state.
    places += ["-o", "Dir::State::status=/var/lib/dpkg/status"]
    for words in (["-qq", "update"], ["-qq", "download", *packages]):
        subprocess.run(["apt-get", *places, *words], cwd=folder, stdout=subprocess.DEVNULL)
    for package in folder.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", package.name, "."], cwd=folder)


# --- What the machine says about packages --------------------------------------------------------


def _package_environment() -> dict[str, str]:
    """The environment for uv: what pip is configured to use, unless uv's own variables are set."""
    environment = dict(os.environ)
    configured = _pip_configuration()
    for option, variable in _UV_NAMES.items():
        if configured.get(option):
            environment.setdefault(variable, " ".join(configured[option].split()))
    if "UV_EXTRA_INDEX_URL" in environment:
        # uv would stop at the first index that knows a name; the hashes make looking on safe.
        environment.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    if _SYSTEM_CERTIFICATES.exists():
        _trust(_SYSTEM_CERTIFICATES, environment)
    if not os.access(Path.home(), os.W_OK):
        environment.setdefault("UV_CACHE_DIR", str(TOOLS / "cache"))
    return environment


def _trust(bundle: Path, environment: dict[str, str]) -> None:
    """Use these certificates for uv and pip, unless others were named."""
    # pip's variable beats its files, so it stays unset where a file names certificates.
    if "cert" not in _pip_configuration():
        environment.setdefault("PIP_CERT", str(bundle))
    environment.setdefault("SSL_CERT_FILE", str(bundle))


def _pip_configuration() -> dict[str, str]:
    """pip's options from its files and variables; later places win.

    Source: https://pip.pypa.io/en/stable/topics/configuration/
    """
    home = Path.home()
    files = [
        Path("/etc/xdg/pip/pip.conf"),
        Path("/etc/pip.conf"),
        home / ".pip" / "pip.conf",
        Path(os.environ.get("XDG_CONFIG_HOME", home / ".config")) / "pip" / "pip.conf",
        Path(os.environ.get("PIP_CONFIG_FILE", os.devnull)),
    ]
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read(files)
    except (configparser.Error, OSError) as error:
        _say(f"going on without pip's configuration, it cannot be read: {error}")
    found: dict[str, str] = {}
    for section in ("global", "install"):
        if parser.has_section(section):
            found |= {key.replace("_", "-"): value for key, value in parser.items(section)}
    named = {option: f"PIP_{option.upper().replace('-', '_')}" for option in _UV_NAMES}
    return found | {
        option: os.environ[name] for option, name in named.items() if os.environ.get(name)
    }
