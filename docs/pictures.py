"""Make README's pictures: ``.venv/bin/python docs/pictures.py`` with Chromium on the PATH (or CHROME_BIN)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = {
    "connections": ("/connections", "light", (1280, 1180)),
    "home": ("/", "dark", (1280, 1000)),
    "timeline": ("/timeline?years=1957&years=1975", "light", (1280, 1000)),
    "entity": ("/entity?id=soyuz-ms-19", "light", (1280, 1000)),
}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
IDLE = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'


def main() -> None:
    """Serve the dashboard on a free port and take each picture."""
    chrome = os.environ.get("CHROME_BIN") or shutil.which("chromium") or shutil.which("google-chrome")
    if chrome is None:
        sys.exit("No Chromium found: install it or set CHROME_BIN.")
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    with TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=ROOT,
            env={**os.environ, "KB_DATABASE": str(Path(folder) / "base.db")},
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait(f"http://localhost:{port}/_stcore/health")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chrome, args=FLAGS)
                for name, (address, theme, (width, height)) in PICTURES.items():
                    page = browser.new_page(
                        viewport={"width": width, "height": height},
                        color_scheme="dark" if theme == "dark" else "light",
                        reduced_motion="reduce",
                    )
                    page.goto(f"http://localhost:{port}{address}")
                    _settle(page)
                    page.screenshot(path=ROOT / "docs" / f"{name}.png")
                    page.close()
        finally:
            server.terminate()
            server.wait()


def _wait(address: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=1)
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"The dashboard did not answer at {address}.")


def _settle(page: Page) -> None:
    """Wait until the script is idle and every chart is drawn."""
    page.wait_for_selector(IDLE, state="attached", timeout=60_000)
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=stSkeleton],[data-stale=true]') &&"
        " [...document.querySelectorAll('[data-testid=stPlotlyChart]')]"
        ".every(chart => chart.querySelector('.main-svg'))"
    )
    page.wait_for_timeout(600)


if __name__ == "__main__":
    main()
