"""The citizen's pages: by keyboard, at 320 and 375 points, at twice the size, without scripts.

usage: citizen.py base=URL french=URL newest=URL code=CODE    (links of two mails in French, and the code on paper of the second)
"""

from walk import NARROW, Walk, arguments, check, report

SMALL = {"width": 320, "height": 640}
# Half of 320 points at 200 % is what a reader of WCAG 2.2, 1.4.10 has left.
ZOOMED = {"width": 320, "height": 256}


def scrolls(page, name):
    """Nothing to scroll sideways on a small telephone, and with the text twice as large (1.4.4)."""
    size = page.viewport_size
    for viewport in (SMALL, ZOOMED):
        page.set_viewport_size(viewport)
        width = page.evaluate("document.documentElement.scrollWidth")
        check(f"{name}: nothing sideways at {viewport['width']}x{viewport['height']}", width <= viewport["width"], f"{width} wide")
    page.set_viewport_size(size)


def inspect(walk, page, name):
    walk.inspect(page, name)
    scrolls(page, name)
    page.emulate_media(forced_colors="active")
    borders = page.evaluate(
        "[...document.querySelectorAll('button, a.button, input')].filter((e) => e.offsetWidth && "
        "getComputedStyle(e).borderTopStyle === 'none').map((e) => e.outerHTML.slice(0, 80))")
    report(f"{name}: what is pressed has an edge in high contrast", borders)
    page.emulate_media(forced_colors="none")


def described(page, field):
    """The texts that a screen reader says of a field."""
    ids = (page.locator(field).get_attribute("aria-describedby") or "").split()
    return [page.locator(f"#{i}").inner_text() for i in ids]


def refused(walk, page, link):
    page.goto(link)
    check("the page speaks French", page.locator("html").get_attribute("lang") == "fr")
    check("it names the municipality", page.get_by_text("Liège").count() == 1)
    inspect(walk, page, "the page behind a link")
    check("the focus is left alone", page.evaluate("document.activeElement.tagName") == "BODY")
    walk.tab_to(page, "the field", lambda f: f["name"] == "code", limit=3)
    page.keyboard.type("abc")
    walk.enter(page)
    check("the title begins with the word", page.title().startswith("Erreur\u202f:"), page.title())
    check("the focus is on what is wrong", page.evaluate("document.activeElement.getAttribute('role')") == "alert")
    check("the field says what is wrong", any("10 caractères" in text for text in described(page, "#code-fr")))
    inspect(walk, page, "what cannot be a code")
    walk.tab_to(page, "the way to the field", lambda f: f["href"] == "#code-fr", limit=2)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.goto(link)
    page.fill("#code-fr", "00000-00000")
    page.press("#code-fr", "Enter")
    check("a wrong code is refused with reasons", page.locator("[role=alert] li").count() == 5, page.content())
    inspect(walk, page, "a wrong code")


def asking(walk, page, link):
    page.goto(link)
    walk.tab_to(page, "what opens the button", lambda f: f["tag"] == "SUMMARY", limit=6)
    page.keyboard.press("Enter")
    check("the button is there", page.locator("button[name=again]").is_visible())
    inspect(walk, page, "with the button for a new link")
    page.goto(link)
    walk.tab_to(page, "what opens the button", lambda f: f["tag"] == "SUMMARY", limit=6)
    page.keyboard.press("Enter")
    walk.tab_to(page, "the button", lambda f: f["name"] == "again", limit=2)
    walk.enter(page)
    check("it leads to a page of its own", page.url.endswith("/asked/fr"), page.url)
    inspect(walk, page, "a new link was asked for")
    page.reload()
    check("loading it again asks for nothing", page.locator("h1").inner_text() == "Regardez dans votre boîte e-mail")


def without_script(walk, link, code):
    context = walk.context(script=False, viewport=NARROW)
    page = walk.page(context)
    page.goto(link)
    page.locator("summary").first.click()
    check("the button opens without a script", page.locator("button[name=again]").is_visible())
    page.fill("input[name=code]", " ".join(code.lower()))
    page.locator("form").first.locator("button").click()
    check("the key is activated without a script", "/activated/" in page.url and page.locator("h1").count() == 1, page.url)
    check("the end shows the reference", page.locator("dd strong").count() == 1)
    page.reload()
    check("loading the end again is no failure", page.locator("[role=alert]").count() == 0)
    page.go_back()
    check("going back shows the form", page.locator("input[name=code]").count() == 1)
    context.close()


def others(walk, page):
    for path, name in (
        ("/a/AAAAAAAAAAAAAAAAAAAAAA", "nobody's link"), ("/activated/nl-fr", "the end in two languages"), ("/asked/nl-fr-en-de", "asked in all"),
        ("/activated/nl?reference=K7M-2QX", "the end"), ("/nowhere", "an address that is none"),
    ):
        page.goto(path)
        inspect(walk, page, name)
    page.goto("/a/AAAAAAAAAAAAAAAAAAAAAA")
    check("a browser in Dutch has Dutch first", page.locator("section").first.get_attribute("lang") == "nl")
    walk.tab_to(page, "the jump to German", lambda f: f["href"] == "#de", limit=6)
    page.keyboard.press("Enter")
    check("it leads to the German part", page.evaluate("document.querySelector('#de').getBoundingClientRect().top") < 100)


def main():
    given = arguments()
    with Walk(given["base"]) as walk:
        page = walk.page(walk.context())
        refused(walk, page, given["french"])
        asking(walk, page, given["french"])
        without_script(walk, given["newest"], given["code"])
        others(walk, page)


main()
