"""What a reader does, in a real browser: open, search, click, filter, share, come back."""

from __future__ import annotations

import re
from math import dist
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

    from tests.browser.conftest import Window

pytestmark = pytest.mark.browser

PAGES = [
    *("/", "/timeline", "/connections", "/firsts", "/firsts?view=matrix", "/compare", "/people"),
    *("/people?view=in-space&on=1969-07-20", "/article", "/sources"),
    *("/entity?id=yuri-gagarin", "/entity?id=first-dog-in-space"),
]
DESK: ViewportSize = {"width": 1400, "height": 900}
PHONE: ViewportSize = {"width": 400, "height": 850}

# What makes the page scroll sideways, and what of our own is cut off at the window's edge.
TOO_WIDE = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const scrolls = element => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  const over = [...main.querySelectorAll('h1, .kb *, [data-testid=stPlotlyChart]')].filter(element => {
    if (element.getBoundingClientRect().right <= innerWidth + 1) return false;
    for (let box = element.parentElement; box !== main; box = box.parentElement) if (scrolls(box)) return false;
    return true;
  }).map(element => element.outerHTML.slice(0, 120));
  if (main.scrollWidth > main.clientWidth || document.documentElement.scrollWidth > innerWidth)
    over.unshift('the page scrolls sideways');
  return over;
}"""

# Words of our own HTML and of the charts with too little contrast to what lies below them, by WCAG 2 (AA).
TOO_FAINT = """() => {
  const pen = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const colour = text => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = text;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return {rgb: [r, g, b], a: a / 255};
  };
  const over = (top, ground) => top.rgb.map((part, i) => part * top.a + ground[i] * (1 - top.a));
  const light = rgb => rgb.map(p => p / 255).map(p => p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4)
    .reduce((sum, p, i) => sum + p * [0.2126, 0.7152, 0.0722][i], 0);
  const faint = {};
  for (const element of document.querySelectorAll('.kb *, .js-plotly-plot text, .js-plotly-plot tspan')) {
    const words = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('').trim();
    if (!words || !element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const style = getComputedStyle(element);
    const ink = colour(element instanceof SVGElement ? style.fill : style.color);
    let ground;
    for (let box = element; box; box = box.parentElement) {
      const own = getComputedStyle(box), paint = colour(own.backgroundColor);
      ink.a *= Number(own.opacity);
      if (!ground && paint.a === 1) ground = paint.rgb;
    }
    const [low, high] = [light(over(ink, ground)), light(ground)].sort((a, b) => a - b);
    const large = parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 18.66 : 24);
    const contrast = (high + 0.05) / (low + 0.05);
    if (contrast < (large ? 3 : 4.5)) faint[words] = Math.round(contrast * 100) / 100;
  }
  return faint;
}"""
IS_DARK = """dark => {
  const paint = getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor;
  return paint.match(/\\d+/g).slice(0, 3).every(part => part < 128) === dark;
}"""


def assert_readable(window: Window) -> None:
    assert window.page.evaluate(TOO_WIDE) == []
    assert window.page.evaluate(TOO_FAINT) == {}
    assert not window.page.get_by_test_id("stAlert").count()
    assert not window.page.get_by_test_id("stException").count()


def turn(window: Window, scheme: Any) -> None:
    """Let day or night come to the reader's system, and wait until the page has followed."""
    window.page.emulate_media(color_scheme=scheme)
    window.page.wait_for_function(IS_DARK, arg=scheme == "dark")
    window.settle()


def links_to(window: Window, address: str) -> Any:
    """Return the links of ours to an address, or to addresses that begin so."""
    return window.page.locator(f'a[data-kb][href^="{address}"]')


# Each page


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_on_desk_and_phone_by_day_and_night(window: Window, address: str) -> None:
    window.page.set_viewport_size(PHONE)
    window.page.emulate_media(color_scheme="dark")
    window.open(address)
    turn(window, "dark")
    heading, marks = window.heading, len(window.marks())
    assert heading
    assert_readable(window)
    turn(window, "light")
    assert_readable(window)
    window.page.set_viewport_size(DESK)
    window.settle()
    assert_readable(window)
    turn(window, "dark")
    assert_readable(window)
    assert (window.heading, len(window.marks())) == (heading, marks)


# Search


@pytest.mark.parametrize("text", ["peresild", "Пересильд"])
def test_a_search_in_either_script_leads_to_the_person(window: Window, text: str) -> None:
    window.open("/sources")
    search = window.page.get_by_role("searchbox")
    search.fill(text)
    found = links_to(window, "/entity?id=yulia-peresild")
    found.wait_for()
    shared = window.settle("q=").address
    found.click()
    window.settle("/entity?id=yulia-peresild", heading="Peresild")
    assert search.input_value() == ""  # the search is over, and what it found out of the way
    window.open(shared)
    assert search.input_value() == text
    assert found.is_visible()


# Clicks in charts


def test_a_node_is_told_opened_shared_and_followed(window: Window) -> None:
    before = window.open("/connections?id=vostok-1&view=all").view()
    assert "yuri-gagarin" in before[1]
    gagarin = next(mark for mark in window.marks() if mark["id"] == "yuri-gagarin")
    window.page.mouse.click(gagarin["x"], gagarin["y"])
    picked = window.settle("pick=yuri-gagarin")
    way = links_to(picked, "/entity?id=yuri-gagarin").first
    way.wait_for()
    window.page.mouse.dblclick(gagarin["x"], gagarin["y"])
    opened = window.settle("open=yuri-gagarin").view()
    assert set(before[1]) < set(opened[1])
    again = next(mark for mark in window.marks() if mark["id"] == "yuri-gagarin")
    assert dist((again["x"], again["y"]), (gagarin["x"], gagarin["y"])) < 30, "what is shown stays in place"
    assert window.reload().view()[1] == opened[1]
    way.click()
    assert window.settle("/entity?id=yuri-gagarin").heading == "Yuri Gagarin"


def test_a_clicked_mark_of_the_timeline_opens_its_entity(window: Window) -> None:
    before = window.open("/timeline?from=1957-01-01&to=1966-12-31").view()
    heading, marks = window.heading, window.marks()
    single = [mark for mark in marks if not mark["id"].startswith("period:")]
    entity = max(single, key=lambda mark: room(mark, marks))["id"]
    name = window.click_mark(entity)
    window.settle(f"/entity?id={entity}", heading=name)
    assert window.back().settle("/timeline", heading=heading).view() == before


def room(mark: dict[str, Any], marks: list[dict[str, Any]]) -> float:
    """Return how far it is from a mark to the next one, in pixels; nothing for one at the edge."""
    others = (dist((mark["x"], mark["y"]), (other["x"], other["y"])) for other in marks if other is not mark)
    return min(others) if 100 < mark["x"] < DESK["width"] - 100 else 0


# Filters


def test_a_changed_filter_stands_in_the_address_and_outlives_a_reload(window: Window) -> None:
    everything = window.open("/timeline?from=1957-01-01&to=1969-12-31").view()
    window.page.get_by_role("button", name="+", exact=True).click()
    closer = window.settle_after(everything).view()
    assert "from=1960-" in closer[0]
    assert set(closer[1]) - set(everything[1]), "what found no room from afar is drawn"
    window.page.get_by_test_id("stButtonGroup").get_by_text("kind", exact=True).click()
    changed = window.settle_after(closer).view()
    assert "lanes=kind" in changed[0]
    assert window.reload().view() == changed


def test_dragging_over_a_period_looks_closer(window: Window) -> None:
    everything = window.open("/timeline?drag=true").view()
    chart = window.page.get_by_test_id("stPlotlyChart").locator(".nsewdrag").first.bounding_box()
    assert chart is not None
    y = chart["y"] + 60
    window.page.mouse.move(chart["x"] + chart["width"] * 0.3, y)
    window.page.mouse.down()
    window.page.mouse.move(chart["x"] + chart["width"] * 0.4, y + 5, steps=6)
    window.page.mouse.up()
    closer = window.settle_after(everything).view()
    assert re.search(r"from=19[78]\d", closer[0])


# Firsts


SWITCHES = [
    (
        "first-film-shot-in-space",
        [("feature film with actors", "The Challenge"), ("any footage", "V-2 film")],
    ),
    ("first-dog-in-space", [("100 km (Kármán line)", "Dezik"), ("orbit", "Laika")]),
    (
        "first-spaceplane-flight",
        [("50 miles (80 km)", "Robert White"), ("100 km (Kármán line)", "Joe Walker")],
    ),
    (
        "first-space-tourist",
        [("the traveller pays", "Dennis Tito"), ("an employer pays", "Toyohiro Akiyama")],
    ),
    (
        "first-human-in-space",
        [("100 km (Kármán line)", "Yuri Gagarin"), ("pilot lands in the craft", "Alan Shepard")],
    ),
]


@pytest.mark.parametrize(("first", "answers"), SWITCHES, ids=[first for first, _ in SWITCHES])
def test_moving_the_switch_of_a_definition_moves_the_winner(
    window: Window, first: str, answers: list[tuple[str, str]]
) -> None:
    window.open(f"/entity?id={first}")
    group = window.page.get_by_test_id("stButtonGroup").first
    winner = window.page.locator("p.lead b").filter(has=window.page.locator("a[data-kb]")).first
    for label, name in [*answers, answers[0]]:
        group.get_by_text(label, exact=True).click()
        winner.get_by_text(re.compile(f"^{re.escape(name)}")).first.wait_for()
        window.settle()
    shared = window.address
    window.open(shared)
    assert winner.inner_text().startswith(answers[0][1])


# What readers come for


def test_a_pupil_asks_who_was_first(window: Window) -> None:
    window.open("/")
    window.page.get_by_role("searchbox").fill("first woman in space")
    links_to(window, "/entity?id=first-woman-in-space").first.click()
    window.settle("id=first-woman-in-space", heading="First woman in space")
    assert "Valentina Tereshkova" in window.page.locator("p.lead").last.inner_text()
    proof = window.page.locator("details").filter(has_text="Proof:")
    assert proof.locator("sup a").count() > 2


def test_comparing_two_countries_in_the_years_of_the_race(window: Window) -> None:
    window.open("/compare?country=soviet-union&country=united-states&years=1957&years=1975")
    assert {"first-human-in-space", "first-spacewalk"} <= {mark["id"] for mark in window.marks()}
    window.page.get_by_text(re.compile("As a table")).click()
    window.page.get_by_test_id("stDataFrame").wait_for()


def test_finding_who_was_in_space_on_a_birthday(window: Window) -> None:
    window.open("/people")
    window.page.get_by_test_id("stButtonGroup").get_by_text("who was in space on …", exact=True).click()
    window.settle("view=in-space")
    window.open("/people?view=in-space&on=1983-11-30")
    assert links_to(window, "/entity?id=ulf-merbold").is_visible()
    assert links_to(window, "/entity?id=vladimir-lyakhov").count() == 0


def test_a_filtered_board_of_firsts_can_be_shared(window: Window) -> None:
    everything = window.open("/firsts").view()
    rows = window.page.locator("details")
    all_rows = rows.count()
    window.page.get_by_test_id("stSelectbox").first.get_by_role("combobox").fill("animals")
    window.page.get_by_role("option").first.click()
    animals = window.settle_after(everything).view()
    animal_rows = rows.count()
    window.page.get_by_test_id("stCheckbox").click()
    contested = window.settle_after(animals).view()
    assert 0 < rows.count() < animal_rows < all_rows
    assert {"category=animals", "contested=true"} <= set(contested[0].split("?")[1].split("&"))
    assert window.reload().view() == contested


# Links, Back, and what folds


def test_a_link_keeps_the_session_and_back_returns(window: Window) -> None:
    home = window.open("/").view()
    window.page.evaluate("() => { window.stillHere = true }")
    links_to(window, "/article").first.click()
    article = window.settle_after(home).view()
    assert article[0] == "/article"
    assert window.back().settle_after(article).view() == home
    assert window.page.evaluate("() => window.stillHere") is True


def test_a_statement_of_the_article_opens_on_its_evidence(window: Window) -> None:
    window.open("/article")
    row = window.page.locator("details").filter(has=window.page.locator("code")).first
    evidence = row.locator("code").first
    assert not evidence.is_visible()
    row.locator("summary .mark").click()
    evidence.wait_for()
    assert re.fullmatch(r"\S+\.yaml:\d+", evidence.inner_text())
    row.locator("summary .mark").click()
    evidence.wait_for(state="hidden")
