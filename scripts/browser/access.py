"""An access manager: sees who has which role, gives one by keyboard, ends one, and goes on to the next page; and without scripts.

usage: access.py base=URL link=URL    (27 have a role, the manager the first)
"""

from walk import NARROW, Walk, arguments, check


def main():
    given = arguments()
    with Walk(given["base"]) as walk:
        page = walk.page(walk.context())
        page.goto(f"{given['link']}?language=en")
        walk.tab_to(page, "the button of the link", lambda f: f["tag"] == "BUTTON")
        walk.enter(page)
        check("a manager begins with the roles", page.locator("h1").inner_text().startswith("Access"), page.url)
        walk.inspect(page, "the roles")
        walk.tab_to(page, "give a role", lambda f: f["text"] == "Give a role")
        walk.enter(page)
        walk.inspect(page, "the form of a role")
        walk.tab_to(page, "the button", lambda f: f["text"] == "Give the role")
        walk.enter(page)
        walk.focus_on(page, "errors")
        walk.inspect(page, "the form of a role with faults")
        walk.tab_to(page, "the role", lambda f: f["name"] == "role")
        page.keyboard.press("Space")
        walk.tab_to(page, "the subject", lambda f: f["name"] == "subject")
        page.keyboard.type("officer-7")
        walk.tab_to(page, "the name", lambda f: f["name"] == "name")
        page.keyboard.type("Nora Dubois")
        walk.enter(page)
        check("the role was given", page.get_by_text("The role was given.").count() == 1)
        check("it stands in the list", page.get_by_role("row", name="Nora Dubois").count() == 1)
        walk.inspect(page, "the roles with one more")
        walk.tab_to(page, "withdraw", lambda f: f["text"] == "Withdraw")
        walk.enter(page)
        walk.inspect(page, "the end of a role")
        walk.tab_to(page, "withdraw now", lambda f: f["text"] == "Withdraw now")
        walk.enter(page)
        check("the role was withdrawn", page.get_by_text("The role was withdrawn.").count() == 1)
        walk.inspect(page, "the roles and what was before")
        for language in ("Nederlands", "Français", "Deutsch"):
            with page.expect_navigation():
                page.get_by_role("button", name=language).click()
            walk.inspect(page, f"the roles in {language}")
        page.goto("/console/access/62063")
        check("the first page has so many", page.locator("#current tbody tr").count() == 25)
        walk.tab_to(page, "the next page", lambda f: f["text"] == "Nächste Seite")
        walk.enter(page)
        check("the next page has the rest", page.get_by_role("rowheader", name="A. Manager").count() == 1, page.url)
        check("what was before stays", page.get_by_role("row", name="Nora Dubois").count() == 1)
        walk.inspect(page, "the next page of roles")
        plain = walk.context(script=False, viewport=NARROW)
        plain.add_cookies(page.context.cookies())
        without = walk.page(plain)
        without.goto("/console/access/62063/new")
        check("the form needs no script", without.locator("[name=subject]").count() == 1, without.url)
        walk_back = without.locator("a.plain")
        with without.expect_navigation():
            walk_back.first.click()
        check("there is a way back", without.url.endswith("/console/access/62063"), without.url)
        without.get_by_role("link", name="Nächste Seite").click()
        check("the next page needs no script", "after=grt_" in without.url, without.url)
        without.get_by_role("link", name="Erste Seite").click()
        check("there is a way to the first page", without.locator("#current tbody tr").count() == 25, without.url)


main()
