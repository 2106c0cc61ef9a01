"""The dashboard, served to the browser of this machine."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

import kb
from kb.cli.commands import Call, Failure, command, note
from kb.store import absolute

PORT, ADDRESS = 8501, "localhost"


@command("serve", "kb serve", "kb serve --port 8600 --no-browser --data my-missions/")
@click.option(
    "--port", type=click.IntRange(1, 65535), help=f"Port to listen on; else the first free from {PORT}."
)
@click.option("--address", default=ADDRESS, show_default=True, help="Address to listen on.")
@click.option("--no-browser", is_flag=True, help="Open no browser.")
def serve(call: Call, port: int | None, address: str, no_browser: bool) -> None:
    """Open the dashboard in the browser; Ctrl-C ends it.

    The base is opened first, and built where needed. It is answered from this machine alone unless --address
    says otherwise.
    """
    with call.base():
        pass
    app = find_app()
    port = _free_port(address) if port is None else _require_free(address, port)
    url = f"http://{'localhost' if address in ('0.0.0.0', '::') else address}:{port}"
    if call.json:
        call.emit({"url": url})
    else:
        note(f"The dashboard is at {url}; Ctrl-C ends it.")
    headless = no_browser or not _has_display()
    options = {
        "server.port": str(port),
        "server.address": address,
        "server.headless": str(headless).lower(),
        "server.showEmailPrompt": "false",
    }
    arguments = [sys.executable, "-m", "streamlit", "run", str(app)]
    arguments += [f"--{name}={value}" for name, value in options.items()]
    run(arguments, app.parent, environment(call))


def find_app() -> Path:
    """Return ``app.py``: inside the package when installed, beside it in a checkout, with its settings."""
    package = Path(kb.__file__).resolve().parent
    for folder in (package, package.parent):
        if (folder / "app.py").is_file():
            return folder / "app.py"
    raise Failure("the dashboard's app.py is missing beside the package; install the package again")


def environment(call: Call) -> dict[str, str]:
    """Return the environment for the app: the base and folders asked for, whatever folder it runs in."""
    variables = dict(os.environ)
    if call.db is not None:
        variables["KB_DATABASE"] = absolute(call.db)
    if call.data is not None:
        folders = [str(Path(folder).expanduser().resolve()) for folder in call.data]
        variables["KB_DATA"] = os.pathsep.join(folders)
    return variables


def _has_display() -> bool:
    return not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _free_port(address: str) -> int:
    for port in range(PORT, PORT + 100):
        if _is_free(address, port):
            return port
    raise Failure(f"no port from {PORT} to {PORT + 99} is free; name one with --port")


def _require_free(address: str, port: int) -> int:
    if not _is_free(address, port):
        raise Failure(f"port {port} is taken at {address}; give another with --port, or none")
    return port


def _is_free(address: str, port: int) -> bool:
    """Tell whether nobody listens there. Raises Failure for an address or port that we cannot have."""
    usable = False
    for family, kind, protocol, place in _places(address, port):
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":  # elsewhere this option would let two listen on one port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(place)
                usable = True
            except PermissionError as error:
                raise Failure(f"port {port} is not yours to listen on; give one above 1023") from error
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    return False
    if not usable:
        raise Failure(f"{address!r} is no address of this machine; give another with --address")
    return True


def _places(address: str, port: int) -> Iterator[tuple[int, int, int, tuple[object, ...]]]:
    try:
        found = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Failure(f"{address!r} is no address of this machine; give another with --address") from error
    for family, kind, protocol, _, place in found:
        if family in (socket.AF_INET, socket.AF_INET6) and (family != socket.AF_INET6 or socket.has_ipv6):
            yield family, kind, protocol, place


def run(arguments: Sequence[str], folder: Path, variables: Mapping[str, str]) -> None:
    """Become the server where a process can (so that signals reach it), else wait for it."""
    if os.name == "posix":
        sys.stdout.flush()
        os.chdir(folder)
        os.execve(arguments[0], list(arguments), dict(variables))
    raise click.exceptions.Exit(
        subprocess.run(arguments, cwd=folder, env=dict(variables), check=False).returncode
    )
