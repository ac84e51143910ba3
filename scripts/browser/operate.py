"""An operator's day in the console: what waits, why, and what is done about it; by keyboard, at 375 points, and without scripts.

usage: operate.py base=URL link=URL plain=URL admin=URL    (two links of an operator, one of an administrator who is auditor too)

The lane of links is paused and some wait in it; one code was refused by the relay, one accepted.
"""

from walk import NARROW, WIDE, Walk, arguments, check

LANGUAGES = ["nl", "fr", "de", "en"]
PAGES = ["queue", "messages", "figures", "relays", "templates"]


def sign_in(page, link, language):
    page.goto(f"{link}?language={language}")
    page.locator("main form button").click()


def tab_to_link(walk, page, name, path, limit=120):
    return walk.tab_to(page, name, lambda f: f["href"].startswith(path), limit)


def tab_to_button(walk, page, name, text, limit=120):
    return walk.tab_to(page, name, lambda f: f["tag"] == "BUTTON" and f["text"].startswith(text), limit)


def every_page(walk, page, pages):
    for name in pages:
        page.goto(f"/console/{name}")
        check(f"{name} is there", page.locator("[role=alert]").count() == 0, page.locator("main").inner_text()[:200])
        walk.inspect(page, name)


def in_each_language(walk, page):
    for code in LANGUAGES:
        page.goto("/console/queue")
        page.locator(f".bar button[lang={code}]").click()
        check(f"the overview speaks {code}", page.locator("html").get_attribute("lang") == code)
        walk.inspect(page, f"overview in {code}")


def pause_by_keyboard(walk, page):
    page.goto("/console/queue")
    if not tab_to_link(walk, page, "pause of the lane of codes", "/console/queue/pause?lane=code"):
        return
    walk.enter(page)
    check("it says what a pause means", "after a restart" in page.locator("main").inner_text(), page.url)
    walk.inspect(page, "pause")
    tab_to_button(walk, page, "the pause", "Pause")
    walk.enter(page)
    check("the lane is paused", page.locator("[role=status]").count() == 1, page.url)
    tab_to_link(walk, page, "resume", "/console/queue/resume?lane=code")
    walk.enter(page)
    tab_to_button(walk, page, "the resumption", "Resume")
    walk.enter(page)
    check("the lane is not paused", "not paused" in page.locator("[role=status]").inner_text())


def renews(walk, page):
    page.goto("/console/queue")
    part = page.locator("[data-every]")
    check("the overview renews itself", part.count() == 1)
    with page.expect_response(lambda answer: answer.url.endswith("/console/queue/part"), timeout=15_000):
        pass
    page.goto("/console/queue?still=1")
    check("and stands still when asked", page.locator("[data-every]").count() == 0)


def one_message_by_keyboard(walk, page):
    page.goto("/console/messages?kind=activation_link&state=queued")
    tab_to_link(walk, page, "a message", "/console/messages/msg_")
    walk.enter(page)
    walk.inspect(page, "message")
    tab_to_button(walk, page, "hold", "Hold")
    walk.enter(page)
    check("it is held", "It is held." in page.locator("[role=status]").inner_text(), page.url)
    walk.inspect(page, "held message")
    tab_to_button(walk, page, "undo", "Undo")
    walk.enter(page)
    check("it is released", "released" in page.locator("[role=status]").inner_text(), page.url)
    tab_to_link(walk, page, "cancel", page.url.split("?")[0].replace(walk.base, "") + "/cancel")
    walk.enter(page)
    check("it asks before it cancels", "cannot be undone" in page.locator("main").inner_text())
    walk.inspect(page, "cancel")


def many_by_keyboard(walk, page):
    page.goto("/console/messages?lane=link")
    tab_to_button(walk, page, "hold of many", "Hold")
    walk.enter(page)
    check("it counts first", "match" in page.locator("main").inner_text(), page.url)
    walk.inspect(page, "preview of many")
    tab_to_button(walk, page, "the act", "Hold (")
    walk.enter(page)
    walk.inspect(page, "outcome of many")
    tab_to_button(walk, page, "undo of many", "Undo")
    walk.enter(page)
    check("it is undone", "undoing" in page.locator("main").inner_text(), page.url)


def preview_of_a_text(walk, page):
    page.goto("/console/templates/activation_link?languages=nl-fr")
    frame = page.frame_locator("iframe.preview")
    check("the mail is in its frame", frame.locator("h1").count() >= 1)
    size = frame.locator("h1").first.evaluate("(e) => getComputedStyle(e).fontSize")
    check("with its own styles", size == "24px", size)
    walk.inspect(page, "preview of a text")


def refused(walk, page):
    page.goto("/console/messages?state=rejected")
    page.locator("tbody a").first.click()
    text = page.locator("main").inner_text()
    check("a refusal is explained", "does not exist there" in text and "550" in text, text[:300])
    walk.inspect(page, "refused message")
    page.goto("/console/messages?state=x")
    walk.inspect(page, "wrong filter")


def without_script(walk, link):
    context = walk.context(script=False, viewport=NARROW)
    page = walk.page(context)
    sign_in(page, link, "en")
    page.goto("/console/queue")
    check("there is a link to look again", page.get_by_role("link", name="Look again").is_visible())
    page.get_by_role("link", name="Pause: Lane notices").click()
    page.get_by_role("button", name="Pause").click()
    check("a pause needs no script", "is paused" in page.locator("[role=status]").inner_text())
    page.get_by_role("link", name="Resume: Lane notices").click()
    page.get_by_role("button", name="Resume").click()
    check("nor does its end", "not paused" in page.locator("[role=status]").inner_text())
    context.close()


def administrator(walk, link):
    context = walk.context()
    page = walk.page(context)
    sign_in(page, link, "en")
    for name in ("municipalities", "municipalities/new", "municipalities/62063", "municipalities/62063/change",
                 "municipalities/62063/agreement", "municipalities/62063/withdraw?number=1", "keys", "audit"):
        page.goto(f"/console/{name}")
        walk.inspect(page, name)
    page.goto("/console/audit")
    page.get_by_role("button", name="Prove it").click()
    check("the log is proved", "follow one another" in page.locator("main").inner_text(), page.url)
    page.goto("/console/keys")
    page.get_by_label("Name").fill("front")
    page.get_by_label("codes:write").check()
    page.get_by_role("button", name="Make the key").click()
    check("the key is shown", page.locator("[role=status] code").count() == 1, page.url)
    walk.inspect(page, "new key")
    page.reload()
    check("and once", page.locator("[role=alert]").count() == 1)
    context.close()


def main():
    given = arguments()
    with Walk(given["base"]) as walk:
        context = walk.context()
        page = walk.page(context)
        sign_in(page, given["link"], "en")
        every_page(walk, page, PAGES)
        renews(walk, page)
        pause_by_keyboard(walk, page)
        one_message_by_keyboard(walk, page)
        many_by_keyboard(walk, page)
        refused(walk, page)
        preview_of_a_text(walk, page)
        page.set_viewport_size(NARROW)
        one_message_by_keyboard(walk, page)
        page.set_viewport_size(WIDE)
        in_each_language(walk, page)
        context.close()
        without_script(walk, given["plain"])
        administrator(walk, given["admin"])


main()
