"""The dashboard: start, page loads, reruns, navigation, bytes and memory, beside Streamlit's own floor.

The floor is measured in the same rounds on the same machine: a script of one line; for reruns and navigation the
smallest one that has a widget and two pages; and two bars by Plotly, for what its script costs.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep, time
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

import kb
from benchmarks.measure import Line, arguments, environment, line, say, show
from benchmarks.serving import CLONE, Server, at_rest, browser, new_context, served

STARTS = 3  # Each takes seconds.
VISITS = 3  # Their sizes hardly vary.
SESSIONS = 10

HELLO = """import streamlit as st
st.write("hello")
"""
SMALLEST = """import plotly.graph_objects as go, streamlit as st
def one():
    st.title("One")
    st.write("on" if st.toggle("Switch", key="switch") else "off")
def two():
    st.title("Two")
def chart():
    st.plotly_chart(go.Figure(go.Bar(y=[1, 2])))
st.navigation([st.Page(one, default=True), st.Page(two), st.Page(chart)], position="top").run()
"""


@dataclass(frozen=True, slots=True)
class View:
    """A page: its address, and what must be there before it is of use."""

    path: str
    query: str = ""
    wanted: str = "[data-testid=stPlotlyChart]"


HOME, TIMELINE, CONNECTIONS = View("/"), View("/timeline"), View("/connections")
FIRSTS, ARTICLE = View("/firsts", wanted="details summary"), View("/article", wanted="details summary")
VIEWS = (HOME, TIMELINE, CONNECTIONS, FIRSTS, View("/entity", "?id=apollo-11"), ARTICLE)
FOUND = View("/", wanted="a[href*=yuri-gagarin]")
FLOOR = View("/", wanted="[data-testid=stMarkdown]")
ONE, TWO, TWO_BARS = View("/", wanted="h1"), View("/two", wanted="h1"), View("/chart")


class Figures:
    """What was measured, by what it is."""

    def __init__(self) -> None:
        self.of: dict[str, list[float]] = defaultdict(list)

    def add(self, what: str, figure: float) -> None:
        self.of[what].append(figure)

    def lines(self, floor: str, unit: str = "ms") -> Iterator[Line]:
        """Yield a line for each, compared with the floor."""
        for what, figures in self.of.items():
            yield line(what, figures, unit, () if what == floor else self.of[floor])


@dataclass(frozen=True, slots=True)
class Stage:
    """Where things are measured: scripts, the base, the browser."""

    folder: Path
    chromium: Browser

    @property
    def base(self) -> Path:
        """A base that is there already."""
        return self.folder / "base.db"

    @contextmanager
    def dashboard(self, base: Path | None = None) -> Iterator[Server]:
        """Serve the clone's dashboard over a base."""
        variables = environment(self.folder, KB_DATABASE=str(base or self.base))
        with served(CLONE / "app.py", CLONE, variables) as server:
            yield server

    @contextmanager
    def peer(self, script: str) -> Iterator[Server]:
        """Serve a script of our own, with the dashboard's settings."""
        file = self.folder / f"peer-{len(script)}.py"  # several may be served at once
        file.write_text(script)
        with served(file, CLONE, environment(self.folder)) as server:
            yield server

    @contextmanager
    def profile(self) -> Iterator[BrowserContext]:
        """Give a browser profile with an empty cache."""
        context = new_context(self.chromium)
        yield context
        context.close()


def load(page: Page, server: Server, view: View, since: float | None = None) -> float:
    """Open a page by its address. Returns milliseconds until it is at rest."""
    began = since or time()
    page.goto(server.url + view.path + view.query, wait_until="commit")
    return at_rest(page, view.path, view.wanted, began)


def after(page: Page, view: View, act: Callable[[], object]) -> float:
    """Do something on a page. Returns milliseconds until the page it leads to is at rest."""
    began = time()
    act()
    return at_rest(page, view.path, view.wanted, began)


# -- what is measured ----------------------------------------------------------------------------


def starts(stage: Stage, runs: int) -> Iterator[Line]:
    """From the command to the first page at rest, in a browser with an empty cache."""
    figures = Figures()
    for run in range(runs + 1):
        for what, server in (
            ("start to first page: hello", stage.peer(HELLO)),
            ("start to first page: home, no base yet", stage.dashboard(stage.folder / f"fresh-{run}.db")),
            ("start to first page: home, base there", stage.dashboard()),
        ):
            with server as running, stage.profile() as profile:
                view = FLOOR if "hello" in what else HOME
                took = load(profile.new_page(), running, view, running.began)
                if run:  # The first round compiles.
                    figures.add(what, took)
    yield from figures.lines("start to first page: hello")


def loads(stage: Stage, runs: int) -> Iterator[Line]:
    """A page opened by its address, in a new tab of a browser that has the scripts, on a warm server."""
    figures = Figures()
    with (
        stage.peer(HELLO) as hello,
        stage.peer(SMALLEST) as smallest,
        stage.dashboard() as dashboard,
        stage.profile() as profile,
    ):
        visits = [("page load: hello", hello, FLOOR), ("page load: two bars by Plotly", smallest, TWO_BARS)]
        visits += [(f"page load: {view.path}{view.query}", dashboard, view) for view in VIEWS]
        for run in range(runs + 1):
            for what, server, view in visits:
                page = profile.new_page()
                took = load(page, server, view)
                if run:  # The first round fills the caches.
                    figures.add(what, took)
                page.close()
    yield from figures.lines("page load: hello")


def reruns(stage: Stage, runs: int) -> Iterator[Line]:
    """A change of one filter, and a search, on pages that stay open."""
    figures = Figures()
    with stage.peer(SMALLEST) as smallest, stage.dashboard() as dashboard, stage.profile() as profile:
        # The widgets by their keys; of buttons, those that are pressed in turn.
        steps = [
            ("rerun: smallest page, a switch", smallest, ONE, ".st-key-switch label", (0,)),
            ("rerun: /timeline, other lanes", dashboard, TIMELINE, ".st-key-lanes button", (0, 1)),
            ("rerun: /connections, other view", dashboard, CONNECTIONS, ".st-key-view button", (1, 0)),
            ("rerun: /firsts, contested only", dashboard, FIRSTS, ".st-key-contested label", (0,)),
        ]
        pages = []
        for _, server, view, *_ in steps:
            pages.append(profile.new_page())
            load(pages[-1], server, view)
        for run in range(runs + 1):
            for page, (what, _, view, widget, turns) in zip(pages, steps, strict=True):
                page.bring_to_front()
                button = page.locator(widget).nth(turns[run % len(turns)])
                took = after(page, view, button.click)
                if run:
                    figures.add(what, took)
        page = profile.new_page()
        for run in range(runs + 1):
            load(page, dashboard, HOME)
            took = after(page, FOUND, partial(page.locator(".st-key-q input").fill, "gagarin"))
            if run:
                figures.add("rerun: /, a search", took)
    yield from figures.lines("rerun: smallest page, a switch")


def navigation(stage: Stage, runs: int) -> Iterator[Line]:
    """From page to page by the links at the top, inside one session."""
    figures = Figures()
    with stage.peer(SMALLEST) as smallest, stage.dashboard() as dashboard, stage.profile() as profile:
        small, large = profile.new_page(), profile.new_page()
        load(small, smallest, ONE)
        load(large, dashboard, HOME)
        for run in range(runs + 1):
            for page, views in ((small, (TWO, ONE)), (large, (TIMELINE, CONNECTIONS, FIRSTS, ARTICLE, HOME))):
                page.bring_to_front()
                for view in views:
                    link = page.locator(f"[data-testid=stTopNavLink][href$='{view.path}']").first
                    took = after(page, view, link.click)
                    if run:
                        name = "smallest pages" if page is small else f"to {view.path}"
                        figures.add(f"navigation: {name}", took)
    yield from figures.lines("navigation: smallest pages")


def sizes(stage: Stage, runs: int) -> Iterator[Line]:
    """What comes over the wire: everything for the first page, then each page's own share."""
    first, later = Figures(), Figures()
    with stage.peer(HELLO) as hello, stage.dashboard() as dashboard:
        for server, views in ((hello, (FLOOR,)), (dashboard, VIEWS)):
            with stage.profile() as profile:
                name = "hello" if server is hello else views[0].path
                first.add(f"first visit, with scripts: {name}", received(profile, server, views[0]))
                for view in views:
                    received(profile, server, view)  # so that its scripts are in the cache
                    name = "hello" if server is hello else view.path + view.query
                    for _ in range(runs):
                        later.add(f"later visit: {name}", received(profile, server, view))
    yield from first.lines("first visit, with scripts: hello", "kB")
    yield from later.lines("later visit: hello", "kB")


def received(profile: BrowserContext, server: Server, view: View) -> float:
    """Return the kilobytes that one visit receives over HTTP and the web socket."""
    page = profile.new_page()
    total = [0.0]

    def http(event: dict[str, Any]) -> None:
        total[0] += event["encodedDataLength"]

    def socket(event: dict[str, Any]) -> None:
        payload = event["response"]["payloadData"]
        binary = event["response"]["opcode"] == 2
        total[0] += len(base64.b64decode(payload)) if binary else len(payload.encode())

    session = profile.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", http)
    session.on("Network.webSocketFrameReceived", socket)
    load(page, server, view)
    page.close()
    return total[0] / 1000


def memory(stage: Stage) -> Iterator[Line]:
    """The server's resident memory after one session and after ten that stay open."""
    figures: dict[int, dict[str, float]] = {1: {}, SESSIONS: {}}
    for what, server, view in (
        ("hello", stage.peer(HELLO), FLOOR),
        ("/timeline", stage.dashboard(), TIMELINE),
    ):
        with server as running, stage.profile() as profile:
            for session in range(1, SESSIONS + 1):
                load(profile.new_page(), running, view)
                if session in figures:
                    sleep(1)
                    figures[session][what] = running.memory()
    for session, found in figures.items():
        for what, megabytes in found.items():
            against: Sequence[float] = () if what == "hello" else [found["hello"]]
            yield line(f"server memory, {session} open: {what}", [megabytes], "MB", against)


def main() -> None:
    """Measure, then show."""
    options = arguments(__doc__, runs=10).parse_args()
    with TemporaryDirectory() as temporary, browser() as chromium:
        stage = Stage(Path(temporary), chromium)
        try:
            kb.build(str(stage.base))
        except kb.SeedError as error:
            raise SystemExit(f"the shipped seed cannot be built: {error}") from error
        lines: list[Line] = []
        say("Starts …")
        lines += starts(stage, min(STARTS, options.runs))
        say("Page loads …")
        lines += loads(stage, options.runs)
        say("Reruns …")
        lines += reruns(stage, options.runs)
        say("Navigation …")
        lines += navigation(stage, options.runs)
        say("Bytes and memory …")
        lines += [*sizes(stage, min(VISITS, options.runs)), *memory(stage)]
        heading = (
            f"The dashboard in Chromium {chromium.version.split('.')[0]}; ratios to Streamlit's own floor"
        )
    show(heading, lines, options.json)


if __name__ == "__main__":
    main()
