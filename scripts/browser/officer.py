"""An officer at the counter: issues by keyboard, sees what becomes of the mail while it happens, corrects, ends; and the same without scripts.

usage: officer.py base=URL link=URL plain=URL gates=FOLDER
The relay takes what goes to fine@, refuses what goes to gone@, and puts off what goes to full@ (all at example.be). It says nothing to the first two
before a file of that name is in FOLDER.
"""

import pathlib
import time

from walk import NARROW, Walk, arguments, check, report, tell

NUMBER = "70.01.01-997.62"


def text_is(text):
    return lambda focus: focus["text"] == text


def field_is(name, value=None):
    return lambda focus: focus["name"] == name and (value is None or focus["value"] == value)


def sign_in(walk, page, link):
    page.goto(f"{link}?language=en")
    walk.tab_to(page, "the button of the link", lambda f: f["tag"] == "BUTTON")
    walk.enter(page)
    check("an officer begins with the activations", page.locator("h1").inner_text() == "Activations", page.url)


def choose(walk, page, name, value):
    """A radio button: the group has one place in the order of the keys, its arrows choose."""
    walk.tab_to(page, name, field_is(name))
    for _ in range(8):
        focus = page.evaluate("document.activeElement.value")
        if focus == value:
            page.keyboard.press("Space")
            break
        page.keyboard.press("ArrowDown")
    chosen = page.evaluate(f"document.querySelector('input[name={name}]:checked')?.value")
    check(f"the keyboard chooses {name}", chosen == value, chosen)


def fill_in(walk, page, email, only_rest=False):
    if not only_rest:
        walk.tab_to(page, "present", field_is("present"))
        page.keyboard.press("Space")
        choose(walk, page, "document", "passport")
        walk.tab_to(page, "country", field_is("country"))
        page.keyboard.type("MA")
        choose(walk, page, "checked_with", "prado")
        choose(walk, page, "result", "not_applicable")
        walk.tab_to(page, "number", field_is("citizen_number"))
        page.keyboard.type(NUMBER)
    walk.tab_to(page, "email", field_is("email"))
    page.keyboard.press("Control+a")
    page.keyboard.type(email)
    choose(walk, page, "assurance", "normal")
    walk.tab_to(page, "issue", text_is("Issue the activation code"))


def let_answer(page, gates, name):
    """Sees the mail on its way, and only then lets the relay answer: what is seen next came by itself."""
    page.locator("[data-mail=queued], [data-mail=leased]").wait_for()
    check(f"the mail to {name} is on its way", page.get_by_text("The mail is on its way").count() == 1)
    pathlib.Path(gates, name).touch()


def issue_by_keyboard(walk, page, gates):
    walk.inspect(page, "the empty list")
    walk.tab_to(page, "new activation", text_is("New activation"))
    walk.enter(page)
    walk.inspect(page, "the cases")
    walk.tab_to(page, "the case", text_is("No eID, but a number"))
    walk.enter(page)
    walk.inspect(page, "the form")
    # All of it wrong: the list of what is wrong has the focus.
    walk.tab_to(page, "issue", text_is("Issue the activation code"))
    walk.enter(page)
    walk.inspect(page, "the form with faults")
    walk.focus_on(page, "errors")
    walk.tab_to(page, "the first fault", lambda f: f["href"] == "#f-present")
    page.keyboard.press("Enter")
    walk.focus_on(page, "f-present")
    page.reload()
    page.goto("/console/activations/new/no_eid")
    fill_in(walk, page, "fine@example.be")
    walk.enter(page)
    code = page.locator("#code").inner_text()
    check("the code is shown", len(code) == 11 and code[5] == "-", code)
    size = page.evaluate("parseFloat(getComputedStyle(document.getElementById('code')).fontSize)")
    check("the code is large", size >= 28, size)
    for width in (375, 760, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.getElementById('code'))")
        check(f"the code fits its panel at {width}", over <= 0, f"{over} too wide")
    let_answer(page, gates, "fine")
    page.locator("[data-mail=accepted]").wait_for()
    tell(accepted_seen=time.time())
    report("the acceptance is seen on the page of the code")
    check("the code is still there", page.locator("#code").inner_text() == code)
    walk.inspect(page, "the code and the mail")
    page.reload()
    check("the code is shown once", page.locator("#code").count() == 0)
    walk.inspect(page, "the code that is gone")


def while_typing(walk, page):
    page.goto("/console/activations/new/no_number")
    walk.inspect(page, "the form without a number")
    page.goto("/console/activations/new/eid_unusable")
    walk.inspect(page, "the form of an eID that cannot sign in")
    number = page.locator("[name=citizen_number]")
    number.press_sequentially("70.01.01-997.63")
    page.locator("#f-citizen_number-check .error").wait_for()
    check("a wrong number is marked while it is typed", number.get_attribute("aria-invalid") == "true")
    number.press("Backspace")
    number.press_sequentially("2")
    page.locator("#f-citizen_number-check .error").wait_for(state="detached")
    check("a right number is not", number.get_attribute("aria-invalid") == "false")
    page.locator("[name=email]").press_sequentially("jan@gmial.com")
    page.get_by_text("does the citizen mean gmail.com?").wait_for()
    report("a mistyped domain is told while it is typed")
    walk.inspect(page, "the form while it is filled in")


def issue(page, email, case="no_eid"):
    page.goto(f"/console/activations/new/{case}")
    page.check("[name=present]")
    page.check("[name=document][value=passport]")
    page.fill("[name=country]", "MA")
    page.check("[name=checked_with][value=prado]")
    page.check("[name=result][value=not_applicable]")
    page.fill("[name=citizen_number]", NUMBER)
    page.fill("[name=email]", email)
    page.check("[name=assurance][value=normal]")
    with page.expect_navigation():
        page.get_by_role("button", name="Issue the activation code").click()


def refused(walk, page, gates):
    """What was confirmed for the second address of one citizen: the first is pending still."""
    issue(page, "gone@example.be")
    let_answer(page, gates, "gone")
    page.locator("[data-mail=rejected]").wait_for()
    tell(refused_seen=time.time(), refused_page=page.url)
    check("a refusal says what to do", page.get_by_text("Read the address over with the citizen").count() == 1)
    check("a refusal has the words of the relay", page.get_by_text("550 5.1.1").count() == 1)
    check("another activation of the citizen is told", page.get_by_text("Another activation of this citizen").count() == 1)
    walk.inspect(page, "a refused mail")
    with page.expect_navigation():
        page.get_by_role("link", name="To this activation").click()
    walk.inspect(page, "an activation")
    with page.expect_navigation():
        page.get_by_role("link", name="Correct the address").click()
    walk.inspect(page, "the correction")
    page.fill("[name=email]", "info@example.be")
    with page.expect_navigation():
        page.get_by_role("button", name="Correct the address").click()
    walk.inspect(page, "the correction with a warning")
    walk.focus_on(page, "errors")
    page.check("[name=confirm]")
    with page.expect_navigation():
        page.get_by_role("button", name="Correct the address").click()
    check("the address is corrected", page.get_by_text("i•••@example.be").count() > 0)
    page.locator("[data-mail=accepted]").wait_for()
    walk.inspect(page, "a corrected activation")
    with page.expect_navigation():
        page.get_by_role("link", name="Revoke").click()
    walk.inspect(page, "the revocation")
    with page.expect_navigation():
        page.get_by_role("button", name="Revoke for good").click()
    check("the activation is revoked", page.get_by_text("The activation was revoked.").count() == 1)
    page.reload()
    check("what was done is told once", page.get_by_text("The activation was revoked.").count() == 0)
    walk.inspect(page, "a revoked activation")


def put_off(walk, page):
    issue(page, "full@example.be")
    page.get_by_text("The citizen’s mailbox is full").wait_for()
    walk.inspect(page, "a full mailbox")


def list_and_search(walk, page):
    page.goto("/console/activations")
    walk.inspect(page, "the list")
    page.select_option("[name=state]", "revoked")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    check("the list is narrowed", page.locator("tbody tr").count() == 1)
    page.fill("[name=text]", "f•••@example.be")
    with page.expect_navigation():
        page.get_by_role("button", name="Search").click()
    check("a search finds", page.locator("tbody tr").count() == 2, page.locator("tbody tr").count())
    walk.inspect(page, "a search")
    for language in ("NL", "FR", "DE"):
        page.goto("/console/activations/new/no_number")
        with page.expect_navigation():
            page.get_by_role("button", name={"NL": "Nederlands", "FR": "Français", "DE": "Deutsch"}[language]).click()
        walk.inspect(page, f"the form in {language}")


def without_script(walk, link):
    context = walk.context(script=False, viewport=NARROW)
    page = walk.page(context)
    page.goto(f"{link}?language=en")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
    issue(page, "plain@example.be")
    check("the code needs no script", page.locator("#code").count() == 1)
    with context.expect_page() as beside:
        page.get_by_role("link", name="Look again").click()
    other = beside.value
    other.wait_for_load_state()
    for _ in range(100):
        if other.locator("[data-mail=accepted]").count():
            break
        time.sleep(0.1)
        other.reload()
    check("looking again needs no script", other.locator("[data-mail=accepted]").count() == 1)
    check("the code is still there beside it", page.locator("#code").count() == 1)
    context.close()


def signed_out(walk, page):
    """What a page follows ends with the session: the link to look again is back, though nobody touched the page."""
    page.goto("/console/activations")
    page.locator("tbody a").first.click()
    again = page.locator("[data-without-script]")
    again.wait_for(state="hidden")
    other = walk.page(page.context)
    other.goto("/console/activations")
    with other.expect_navigation():
        other.locator("form[action='/console/sign-out'] button").click()
    again.wait_for(state="visible")
    report("the events of a page end when its officer signs out elsewhere")
    other.close()


def main():
    given = arguments()
    with Walk(given["base"]) as walk:
        page = walk.page(walk.context())
        sign_in(walk, page, given["link"])
        issue_by_keyboard(walk, page, given["gates"])
        while_typing(walk, page)
        refused(walk, page, given["gates"])
        put_off(walk, page)
        list_and_search(walk, page)
        signed_out(walk, page)
        without_script(walk, given["plain"])


main()
