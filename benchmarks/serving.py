"""A Streamlit server as its users start it, and a browser that looks at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep, time

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CLONE = Path(__file__).resolve().parent.parent
PATIENCE = 90.0  # seconds until a server or a page counts as stuck
QUIET = 300  # milliseconds without any change after which a page is at rest
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Notes when anything of the page last changed, on the clock that `time.time` reads.
_WATCH = """
window.kbLast = performance.timeOrigin + performance.now();
new MutationObserver(() => { window.kbLast = performance.timeOrigin + performance.now(); })
  .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""
# The address is the expected one, the script is idle, nothing is stale or a placeholder, every chart is drawn,
# what the page is for is there, something has changed since, and nothing has changed for a while.
_AT_REST = """([path, wanted, since, quiet]) => {
  const idle = document.querySelector(
    "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]");
  const pending = document.querySelector(
    "[data-testid=stSkeleton], [data-testid=stAppSkeleton], [data-stale=true]");
  const charts = [...document.querySelectorAll("[data-testid=stPlotlyChart]")];
  return location.pathname === path && idle && !pending
    && charts.every((one) => one.querySelector(".js-plotly-plot .main-svg"))
    && document.querySelector(wanted)
    && document.fonts.status === "loaded"
    && window.kbLast > since
    && performance.timeOrigin + performance.now() - window.kbLast > quiet;
}"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it is, and its process."""

    url: str
    pid: int
    began: float  # seconds, as `time.time` tells

    def memory(self) -> float:
        """Return the resident memory in megabytes."""
        status = Path(f"/proc/{self.pid}/status")
        if status.exists():
            found = next(text for text in status.read_text().splitlines() if text.startswith("VmRSS:"))
            return int(found.split()[1]) / 1e3
        command = ["ps", "-o", "rss=", "-p", str(self.pid)]
        return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout) / 1e3


@contextmanager
def served(script: Path, folder: Path, environment: dict[str, str]) -> Iterator[Server]:
    """Run ``streamlit run`` on a free port until the block ends; its settings are those of ``folder``."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {
        "server.port": str(port),
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.showEmailPrompt": "false",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += [f"--{name}={value}" for name, value in options.items()]
    began = time()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await_port(process, port)
        yield Server(f"http://127.0.0.1:{port}", process.pid, began)
    finally:
        process.terminate()
        process.wait(10)


def _await_port(process: subprocess.Popen[bytes], port: int) -> None:
    end = time() + PATIENCE
    while time() < end:
        if process.poll() is not None:
            raise SystemExit(f"streamlit ended at once, with code {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.01)
    raise SystemExit(f"streamlit did not listen within {PATIENCE:.0f} seconds")


@contextmanager
def browser() -> Iterator[Browser]:
    """Give the system's Chromium (``CHROME_BIN`` names another)."""
    path = os.environ.get("CHROME_BIN") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise SystemExit("no Chromium or Chrome was found; install one, or name it in CHROME_BIN")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*FLAGS], headless=True)
        yield chromium
        chromium.close()


def new_context(chromium: Browser) -> BrowserContext:
    """Return a profile with an empty cache, whose pages note when they last changed."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE * 1000)
    context.add_init_script(_WATCH)
    return context


def at_rest(page: Page, path: str, wanted: str, since: float) -> float:
    """Wait until a page is at rest after what was done at ``since``. Returns milliseconds to its last change."""
    page.wait_for_function(_AT_REST, arg=[path, wanted, since * 1000, QUIET])
    last: float = page.evaluate("window.kbLast")
    return last - since * 1000
