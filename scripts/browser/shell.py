"""Signing in, the languages, and signing out: by keyboard, at 375 points, and without scripts.

usage: shell.py base=URL link=URL plain=URL    (two links that sign an officer in, each once)
"""

from walk import NARROW, Walk, arguments, check

LANGUAGES = {"nl": "Aanmelden", "fr": "Se connecter", "de": "Anmelden", "en": "Sign in"}


def sign_in_page(walk, page):
    for language, title in LANGUAGES.items():
        page.goto(f"/console/sign-in?language={language}")
        check(f"sign-in speaks {language}", page.locator("h1").inner_text() == title)
        check(f"sign-in says that it is {language}", page.locator("html").get_attribute("lang") == language)
        walk.inspect(page, f"sign-in in {language}")


def by_keyboard(walk, page, link):
    page.goto(f"{link}?language=en")
    walk.inspect(page, "sign-in link")
    walk.tab_to(page, "the skip link", lambda f: f["href"] == "#main", limit=1)
    walk.tab_to(page, "the button", lambda f: f["tag"] == "BUTTON")
    walk.enter(page)
    check("the button signs in", page.locator(".bar .who").count() == 1, page.url)
    cookie = next((c for c in page.context.cookies() if c["name"].endswith("postduif")), {})
    check("no script sees the cookie", cookie.get("httpOnly") and cookie.get("sameSite") == "Lax", cookie)
    walk.inspect(page, "the start")
    # The skip link leads past the bar.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    check("the skip link leads to the content", page.evaluate("document.activeElement.id") == "main")
    page.reload()
    for language in ("DE", "NL", "FR"):
        walk.tab_to(page, f"the switch to {language}", lambda f: f["text"] == language)
        walk.enter(page)
        lang = page.locator("html").get_attribute("lang")
        check(f"the switch leads to {language}", lang == language.lower(), lang)
        walk.inspect(page, f"the start in {language}")
    page.goto(f"{link}")
    check("a used link is refused", page.locator("[role=alert]").count() == 1)
    walk.inspect(page, "a used link")
    page.goto("/console")
    walk.tab_to(page, "sign out", lambda f: f["text"] == "Se déconnecter")
    walk.enter(page)
    check("signing out leads to the sign-in", page.url.endswith("/console/sign-in?language=fr"), page.url)
    check("the page says so", page.locator(".done p").count() == 1, page.content())
    walk.inspect(page, "signed out")
    page.goto("/console")
    check("nothing is seen after it", page.url.endswith("/console/sign-in"), page.url)


def without_script(walk, link):
    context = walk.context(script=False, viewport=NARROW)
    page = walk.page(context)
    page.goto(f"{link}?language=de")
    page.get_by_role("button", name="Anmelden").click()
    check("signing in needs no script", page.locator(".bar .who").count() == 1, page.url)
    page.get_by_role("button", name="English").click()
    check("the switch needs no script", page.locator("html").get_attribute("lang") == "en")
    page.get_by_role("button", name="Sign out").click()
    check("signing out needs no script", "sign-in?language=en" in page.url, page.url)
    context.close()


def main():
    given = arguments()
    with Walk(given["base"]) as walk:
        page = walk.page(walk.context())
        sign_in_page(walk, page)
        by_keyboard(walk, page, given["link"])
        without_script(walk, given["plain"])


main()
