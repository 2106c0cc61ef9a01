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

PAGES = ["/", "/timeline", "/connections", "/firsts", "/article", "/sources", "/entity?id=yuri-gagarin"]
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


def test_a_clicked_node_becomes_the_middle_can_be_shared_and_followed(window: Window) -> None:
    before = window.open("/connections").view()
    name = window.click_mark("yuri-gagarin")
    after = window.settle("id=yuri-gagarin", heading=name).view()
    assert name == "Yuri Gagarin"
    assert "vostok-1" in after[1]
    assert window.reload().view() == after
    assert window.back().settle(heading="Roscosmos").view() == before
    window.page.go_forward()
    window.settle("id=yuri-gagarin", heading=name)
    links_to(window, "/entity?id=yuri-gagarin").click()
    assert window.settle("/entity?id=yuri-gagarin").heading == name


def test_a_clicked_mark_of_the_timeline_opens_its_entity(window: Window) -> None:
    before = window.open("/timeline?years=1957&years=1966").view()
    heading, marks = window.heading, window.marks()
    entity = max(marks, key=lambda mark: room(mark, marks))["id"]
    name = window.click_mark(entity)
    window.settle(f"/entity?id={entity}", heading=name)
    assert window.back().settle("/timeline", heading=heading).view() == before


def room(mark: dict[str, Any], marks: list[dict[str, Any]]) -> float:
    """Return how far it is from a mark to the next one, in pixels; nothing for one at the edge."""
    others = (dist((mark["x"], mark["y"]), (other["x"], other["y"])) for other in marks if other is not mark)
    return min(others) if 100 < mark["x"] < DESK["width"] - 100 else 0


# Filters


def test_a_changed_filter_stands_in_the_address_and_outlives_a_reload(window: Window) -> None:
    everything = window.open("/timeline?years=1957&years=1969").view()
    window.page.get_by_test_id("stSlider").get_by_role("slider").first.press("ArrowRight")
    fewer = window.settle_after(everything).view()
    assert set(fewer[1]) < set(everything[1])
    window.page.get_by_test_id("stButtonGroup").get_by_text("kind", exact=True).click()
    changed = window.settle_after(fewer).view()
    assert sorted(changed[1]) == sorted(fewer[1])
    assert "years=1958" in changed[0]
    assert "lanes=kind" in changed[0]
    assert window.reload().view() == changed


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
