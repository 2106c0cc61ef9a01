"""What surrounds every page: the list of pages, the search in the header, errors as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import streamlit as st

from kb.dashboard import parts
from kb.dashboard.state import base
from kb.errors import KBError

_FOLDER = Path(__file__).parent
_LOOK = f"<style>{(_FOLDER / 'style.css').read_text('utf-8')}</style>"

# Links that stay in the session: a plain link loads the whole application again (1.0 s against 0.1 s).
# Streamlit follows the browser's history, so we move that and say so; without JavaScript the link still works.
_SOFT_LINKS = """<script>
if (!window.kbSoftLinks) {
  window.kbSoftLinks = true;
  window.kbGo = (address) => {
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-kb]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    kbGo(link.getAttribute("href"));
  }, true);
}
</script>"""


def _page(file: str, title: str, url: str, about: str, **more: Any) -> dict[str, Any]:
    return {"page": _FOLDER / "pages" / file, "title": title, "url_path": url, "help": about, **more}


PAGES: tuple[dict[str, Any], ...] = (
    _page("home.py", "Home", "", "What this is, and where to begin.", default=True),
    _page("timeline.py", "Timeline", "timeline", "Missions, firsts and events over time."),
    _page("connections.py", "Connections", "connections", "How one thing is linked to all others."),
    _page("firsts.py", "Firsts", "firsts", "Who was first, by which definition, with proof."),
    _page("compare.py", "Compare", "compare", "Countries or agencies side by side: who led when."),
    _page("people.py", "People", "people", "Everyone who flew, who was in space when, on this day."),
    _page("article.py", "Article", "article", "A news article, checked claim by claim."),
    _page("check.py", "Check a text", "check", "Any text, checked sentence by sentence."),
    _page("sources.py", "Sources", "sources", "Who is cited, and for how much."),
    _page("entity.py", "Entity", "entity", "One entity: facts, sources, links.", visibility="hidden"),
)


@contextmanager
def frame() -> Iterator[None]:
    """Draw the header, then the page; what the base refuses is shown as a sentence, never as a traceback."""
    st.html(_LOOK)
    st.html(_SOFT_LINKS, unsafe_allow_javascript=True)
    try:
        _header()
        yield
    except KBError as error:
        st.error(str(error))
        st.stop()  # also when the header could not be drawn and there is nothing to yield to


def _header() -> None:
    if stale := base().stale:
        st.warning(
            f"This is the base as last built: the seed has {len(stale)} problems now, the first is {stale[0]}"
        )
    text = st.text_input(
        "Search",
        key="q",
        type="search",
        placeholder="Search anyone and anything, in any spelling or script",
        label_visibility="collapsed",
        bind="query-params",
        live=True,
    )
    if text:
        parts.search_results(base(), text)
