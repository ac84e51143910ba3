"""Signing in with an issuer and signing out there too, what goes wrong on the way, and addresses that are none: with and without scripts.

usage: signin.py base=URL issuer=URL    (an issuer that vouches for an officer at once)
"""

from walk import NARROW, Walk, arguments, check

WORDS = {
    "nl": ("Aanmelden", "Afmelden", "Ook daar afmelden", "Niet gevonden"),
    "fr": ("Se connecter", "Se déconnecter", "Se déconnecter là aussi", "Introuvable"),
    "de": ("Anmelden", "Abmelden", "Auch dort abmelden", "Nicht gefunden"),
    "en": ("Sign in", "Sign out", "Sign out there too", "Not found"),
}


def sign_in(page, language):
    page.goto(f"/console/sign-in?language={language}")
    page.get_by_role("link", name=WORDS[language][0], exact=True).click()
    check(f"the issuer leads back to the consoles ({language})", page.locator(".bar .who").count() == 1, page.url)
    check("neither code nor state is in the address", "code=" not in page.url and "state=" not in page.url, page.url)


def there_and_back(walk, page, language):
    sign_in(page, language)
    page.get_by_role("button", name=WORDS[language][1], exact=True).click()
    page.wait_for_url(f"**/console/sign-in?language={language}")
    check(f"the issuer was asked to sign out ({language})", page.locator(".done p").count() == 1, page.content())
    page.goto("/console")
    check("nothing is seen after it", page.url.endswith("/console/sign-in"), page.url)


def by_keyboard(walk, page):
    page.goto("/console/sign-in?language=en")
    walk.tab_to(page, "the way to the issuer", lambda f: f["text"] == "Sign in")
    walk.enter(page)
    walk.tab_to(page, "sign out", lambda f: f["text"] == "Sign out")
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/sign-in?language=en")


def issuer_away(walk, page, issuer, language):
    """The page between: it stays where the issuer has nothing to show, with a link to try again."""
    sign_in(page, language)
    asked = []
    page.route(f"{issuer}/realm/logout**", lambda route: (asked.append(route), route.fulfill(status=204)))
    page.get_by_role("button", name=WORDS[language][1], exact=True).click()
    walk.wait_for("the page between stays", lambda: page.get_by_role("link", name=WORDS[language][2]).count() == 1 and asked)
    walk.inspect(page, f"signing out in {language}")
    page.unroute(f"{issuer}/realm/logout**")
    page.goto(f"/console/sign-in?language={language}")
    check("it says that the issuer may know who it was", page.locator(".done p").count() == 2, page.content())
    walk.inspect(page, f"signed out here in {language}")


def what_goes_wrong(walk, page, language):
    page.goto(f"/console/sign-in/callback?code=secret&state=secret&language={language}")
    check("a failure has an address of its own", page.url.endswith("/console/sign-in/failed"), page.url)
    walk.inspect(page, f"a failure in {language}")
    page.locator("main a.button").click()
    check("there is a way to try again", f"/console/sign-in?language={language}" in page.url, page.url)
    page.goto(f"/console/nowhere?language={language}")
    check("an address that is none is told", page.locator("h1").inner_text() == WORDS[language][3], page.content())
    walk.inspect(page, f"an address that is none in {language}")


def main():
    given = arguments()
    with Walk(given["base"], also=(given["issuer"],)) as walk:
        page = walk.page(walk.context())
        by_keyboard(walk, page)
        for language in WORDS:
            there_and_back(walk, page, language)
            what_goes_wrong(walk, page, language)
            issuer_away(walk, page, given["issuer"], language)
        context = walk.context(script=False, viewport=NARROW)
        plain = walk.page(context)
        there_and_back(walk, plain, "nl")
        sign_in(plain, "en")
        plain.goto("/console/nowhere")
        check("who is signed in keeps the bar", plain.locator(".bar .who").count() == 1)
        plain.locator("main a.button").click()
        check("the way on leads to the start", "/console/activations" in plain.url, plain.url)
        context.close()


main()
