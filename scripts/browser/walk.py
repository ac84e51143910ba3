"""What the walks through the consoles share: a browser, and what is looked at on every page.

A walk prints one JSON object per line: what was looked at, whether it is as it should be, and else what is wrong. A suite of the tests
(Tests/PostduifTests/Browser) starts the program, runs the walk and reads the lines.
"""

import collections
import json
import pathlib
import shutil
import sys
import time

import axe_core_python
from playwright.sync_api import sync_playwright

AXE = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
PAGE_OCTETS = 100_000
NARROW = {"width": 375, "height": 800}
WIDE = {"width": 1280, "height": 900}

# Every control that is not a link within a sentence; WCAG 2.2, success criterion 2.5.8.
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
  .filter((e) => !(e.tagName === "A" && (e.closest("p, dd, footer, label, legend") || e.classList.contains("skip"))))
  .filter((e) => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.width < 24 || r.height < 24); })
  .map((e) => e.outerHTML.slice(0, 120))"""

# What a screen reader should find of each table that is seen.
TABLES = """() => [...document.querySelectorAll("table")].filter((t) => t.checkVisibility())
  .map((t) => [...t.rows].map((row) => row.cells.length))"""
CELLS = ("cell", "gridcell", "rowheader", "columnheader")

FOCUS = """() => { const e = document.activeElement, s = getComputedStyle(e);
  return { tag: e.tagName, id: e.id, name: e.getAttribute("name") || "", value: e.value || "", text: (e.textContent || "").trim(),
    href: e.getAttribute("href") || "", ring: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 }; }"""


def report(name, wrong=None):
    """Says that something was looked at; `wrong` is empty when it is as it should be."""
    print(json.dumps({"name": name, "wrong": str(wrong) if wrong else ""}), flush=True)


def check(name, condition, wrong="it is not so"):
    report(name, None if condition else wrong)


def tell(**values):
    """Hands a value to the suite."""
    print(json.dumps({"name": "", "wrong": "", "values": {k: str(v) for k, v in values.items()}}), flush=True)


class Walk:
    """One browser, and pages that are looked at."""

    def __init__(self, base, also=()):
        """`also`: where else the browser may go, such as the issuer."""
        self.base = base
        self.own = tuple(f"{place}/" for place in (base, *also)) + ("data:", "about:")
        self.sizes = {}
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.browser.close()
        self.playwright.stop()

    def context(self, script=True, viewport=WIDE, scheme="light"):
        context = self.browser.new_context(
            java_script_enabled=script, viewport=viewport, color_scheme=scheme, locale="nl-BE", base_url=self.base)
        context.set_default_timeout(60_000)
        context.on("request", self._own)
        context.on("response", self._policy)
        return context

    def page(self, context):
        page = context.new_page()
        # Also what the policy of a page refused, such as a style or a script in its text. A status is no fault of a page.
        page.on("console", lambda message: message.type == "error" and "status of" not in message.text and report(
            "nothing is wrong in the console of the browser", message.text))
        page.on("pageerror", lambda error: report("no script fails", error))
        return page

    def _own(self, request):
        if not request.url.startswith(self.own):
            report("no request goes elsewhere", request.url)

    def _policy(self, response):
        """Every document says what it may do, and nothing that stands in its text is run or applied but what is named by its digest."""
        if response.request.resource_type != "document" or not response.headers.get("content-type", "").startswith("text/html"):
            return
        policy = response.headers.get("content-security-policy", "")
        if not policy.startswith("default-src 'none'") or "unsafe-inline" in policy or "unsafe-eval" in policy:
            report("each page has a policy without unsafe-inline and unsafe-eval", f"{response.url}: {policy or 'none'}")

    # What is looked at on every page.

    def inspect(self, page, name):
        self._axe(page, name, "light")
        page.emulate_media(color_scheme="dark")
        self._axe(page, name, "dark")
        page.emulate_media(color_scheme="light")
        self._size(page, name)
        check(f"{name}: one h1", page.locator("h1").count() == 1)
        viewport = page.viewport_size
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            width = page.evaluate("document.documentElement.scrollWidth")
            check(f"{name}: nothing to scroll sideways at {size['width']}", width <= size["width"], f"{width} wide")
            small = page.evaluate(SMALL_TARGETS)
            report(f"{name}: targets of 24 or more at {size['width']}", small)
        self._axe(page, name, "narrow")
        self._tables(page, name)
        page.set_viewport_size(viewport)

    def _axe(self, page, name, how):
        page.evaluate(AXE)
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        wrong = [f"{v['id']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found]
        report(f"{name}: axe finds nothing ({how})", wrong)

    def _tables(self, page, name):
        """On a narrow screen rows are blocks; to a screen reader they are rows all the same."""
        tables = page.evaluate(TABLES)
        if not tables:
            return
        session = page.context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        session.detach()
        roles = collections.Counter(node["role"]["value"] for node in nodes if not node["ignored"])
        found = (roles["table"], roles["row"], sum(roles[role] for role in CELLS))
        wanted = (len(tables), sum(len(rows) for rows in tables), sum(sum(rows) for rows in tables))
        check(f"{name}: tables are tables to a screen reader at {NARROW['width']}", found == wanted, f"{found}, not {wanted}")

    def _size(self, page, name):
        total = len(page.content().encode())
        for url in page.evaluate("[...document.querySelectorAll('link[rel=stylesheet], script[src]')].map((e) => e.href || e.src)"):
            if url not in self.sizes:
                self.sizes[url] = len(page.request.get(url).body())
            total += self.sizes[url]
        check(f"{name}: below {PAGE_OCTETS} octets", total < PAGE_OCTETS, f"{total}")

    # Without a mouse.

    def tab_to(self, page, name, wanted, limit=80):
        """Goes on with the tabulator until the focus is where `wanted` says, and looks that it can be seen."""
        for _ in range(limit):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if wanted(focus):
                check(f"{name}: the focus is seen", focus["ring"], focus)
                return True
        report(f"{name}: the keyboard gets there", "it does not")
        return False

    def focus_on(self, page, identifier):
        """Looks where the focus is; scripts may move it a moment after a page is there."""
        self.wait_for(f"the focus is on {identifier}", lambda: page.evaluate("document.activeElement.id") == identifier)

    def enter(self, page, key="Enter"):
        """Presses a key that leads to another page."""
        with page.expect_navigation():
            page.keyboard.press(key)

    def wait_for(self, name, condition, seconds=60):
        """What `condition` gives once it is anything. Asked from here: the timers with which Playwright's `wait_for_function` asks again are
        the page's, and where scripts are switched off none of them runs."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := condition():
                report(name)
                return found
            time.sleep(0.02)
        report(name, f"not within {seconds} s")
        return None


def arguments():
    """`NAME=VALUE` of the command line."""
    return dict(word.split("=", 1) for word in sys.argv[1:])
