"""A server of its own, a headless Chromium, and pages on which every error and every foreign request counts."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

ROOT = Path(__file__).parents[2]
# As in .ci/chromium, which provides one.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROME = os.environ.get("CHROME_BIN") or next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

# Opened at /timeline, Streamlit asks for its health below that address before it asks at the root. The two 404s
# are its own way of finding its base path, and the browser writes them into the console.
PROBES = re.compile(r"/\w+/_stcore/(health|host-config)$")

READY = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
SETTLED = """() =>
  !document.querySelector('[data-testid=stSkeleton], [data-testid=stAppSkeleton], [data-stale=true]') &&
  [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
    .every(chart => chart.querySelector('.js-plotly-plot .main-svg')) &&
  [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
    .every(box => box.shadowRoot?.querySelector('.node')) &&
  document.fonts.status === 'loaded'"""
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
ARRIVED = """([address, heading]) => (location.pathname + location.search).includes(address) &&
  (!heading || [...document.querySelectorAll('h1')].some(h1 => h1.innerText.includes(heading)))"""
# Widgets are fetched when they are first needed, and nothing tells that one is still on its way.
AT_REST = """async () => {
  const text = () => document.querySelector('[data-testid=stMain]')?.innerText;
  const before = text();
  await new Promise(done => setTimeout(done, 100));
  return text() === before;
}"""

# Every mark of every chart that carries an entity, with its place in the window.
MARKS = """() => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].flatMap(box =>
  [...box.shadowRoot.querySelectorAll('.node:not(.gone)')].map(node => {
    const {left, top, width, height} = node.querySelector('.mark').getBoundingClientRect();
    return {id: node.dataset.id, x: left + width / 2, y: top + height / 2};
})).concat([...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
  const {left, top} = plot.getBoundingClientRect(), {xaxis, yaxis} = plot._fullLayout;
  return plot.data.filter(trace => trace.hovertemplate && trace.customdata).flatMap(trace =>
    trace.customdata.map(([id], i) => ({
      id,
      x: left + xaxis._offset + xaxis.d2p(trace.type === 'bar' ? trace.base[i] + trace.x[i] / 2 : trace.x[i]),
      y: top + yaxis._offset + yaxis.d2p(trace.y[i]),
    })));
}))"""


@dataclass
class Window:
    """A browser window on the dashboard, and all that went wrong in it."""

    page: Page
    url: str
    errors: list[str] = field(default_factory=list)

    def watch(self) -> Window:
        """Take down errors in the console and requests to anywhere else."""
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))
        self.page.on("request", lambda request: self._asked(request.url))
        return self

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBES.search(message.location["url"]):
            self.errors.append(f"console: {message.text} ({message.location['url']})")

    def _asked(self, url: str) -> None:
        here = (self.url, self.url.replace("http", "ws", 1), "data:", "blob:")
        if not url.startswith(here):
            self.errors.append(f"foreign request: {url}")

    def open(self, address: str) -> Window:
        """Open an address of the dashboard anew."""
        self.page.goto(self.url + address)
        return self.settle()

    def reload(self) -> Window:
        """Load the page again, as someone does who was sent its address."""
        self.page.reload()
        return self.settle()

    def back(self) -> Window:
        """Press Back."""
        self.page.go_back()
        return self

    def settle(self, address: str = "", heading: str = "") -> Window:
        """Wait for an address and a heading that contain what is given, and until the page stands still."""
        self.page.wait_for_function(ARRIVED, arg=[address, heading])
        while True:
            self.page.wait_for_selector(READY, state="attached")
            self.page.wait_for_function(SETTLED)
            if self.page.evaluate(AT_REST) and self.page.locator(READY).count():
                return self

    def settle_after(self, before: tuple[str, list[str], str]) -> Window:
        """Wait until something else is shown than before (see ``view``), and the page stands still."""
        for _ in range(100):
            if self.settle().view()[1:] != before[1:]:
                return self
        raise AssertionError(f"nothing changed on {self.address}")

    @property
    def address(self) -> str:
        """Where we are, without the server."""
        here: str = self.page.evaluate("location.pathname + location.search")
        return here

    @property
    def heading(self) -> str:
        """The heading of first rank."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def marks(self) -> list[dict[str, Any]]:
        """The marks of the charts: ``id``, and the place of their middle, ``x`` and ``y``, in the window."""
        found: list[dict[str, Any]] = self.page.evaluate(MARKS)
        return found

    def view(self) -> tuple[str, list[str], str]:
        """What is shown, to be compared: the address, the marks of the charts, all that can be read."""
        main = self.page.get_by_test_id("stMain").inner_text()
        return self.address, sorted(mark["id"] for mark in self.marks()), main

    def click_mark(self, id_: str) -> str:
        """Click an entity's mark in a chart, as a hand does; return the name that the chart shows before."""
        mark = self._mark(id_)
        self.page.get_by_test_id("stMain").evaluate("(main, y) => main.scrollBy(0, y)", mark["y"] - 450)
        self.page.evaluate(TWO_FRAMES)
        mark = self._mark(id_)
        self.page.mouse.move(mark["x"] - 3, mark["y"], steps=3)
        self.page.mouse.move(mark["x"], mark["y"])
        name = self.page.locator(".hoverlayer .hovertext tspan").first.text_content()
        self.page.mouse.click(mark["x"], mark["y"])
        return name or ""

    def _mark(self, id_: str) -> dict[str, Any]:
        return next(mark for mark in self.marks() if mark["id"] == id_)


@pytest.fixture(scope="session")
def server(base_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running dashboard over the shipped base."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.fileWatcherType=none"]
    variables = {key: value for key, value in os.environ.items() if key != "KB_DATA"}
    log = folder / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", *options],
            cwd=ROOT,
            env={**variables, "KB_DATABASE": base_url, "XDG_DATA_HOME": str(folder)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(url, process, log)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)
    assert "Traceback" not in log.read_text(), log.read_text()[-3000:]


def wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the dashboard did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a display."""
    if CHROME is None:
        pytest.skip("no Chromium was found; install one, or name it in CHROME_BIN (see .ci/chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROME, args=FLAGS, headless=True)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """What all windows share: the cache, above all, for the 7 MB that Plotly weighs."""
    context = chromium.new_context(locale="en-GB", timezone_id="UTC", reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def window(context: BrowserContext, server: str) -> Iterator[Window]:
    """A window of its own on a desk by day, with everything held against it in the end."""
    page = context.new_page()
    page.set_viewport_size({"width": 1400, "height": 900})
    window = Window(page, server).watch()
    yield window
    page.close()
    assert not window.errors, "\n".join(window.errors)
