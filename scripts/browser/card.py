"""The start card as it is printed: one A4 sheet in each language, with the code and without; and the page that its QR code leads to.

usage: card.py base=URL link=URL
       card.py base=URL card=PATH key=KEY start=URL
Chromium prints the pages; what stands on the sheets is read from the PDF, the QR code from its picture. The second form reads the QR codes of one
card of the API, which lead to that start page.
"""

import io
import re

import pypdfium2
import zxingcpp

from walk import Walk, arguments, check, report, tell

A4 = (210 / 25.4 * 72, 297 / 25.4 * 72)
# Of each language: the title, and what stands beside the boxes with the code and without.
WORDS = {
    "nl": ("Startkaart", "Dit is uw activatiecode.", "Schrijf hier de code"),
    "fr": ("Carte de démarrage", "Voici votre code d'activation.", "Écrivez ici le code"),
    "en": ("Start card", "This is your activation code.", "Write down here the code"),
    "de": ("Startkarte", "Das ist Ihr Aktivierungscode.", "Schreiben Sie hier den Code auf"),
}
# What every sheet says besides.
OTHERS = ("no-reply@example.be", "Service desk", "servicedesk@example.be", "g•••@example.be", "Safeonweb")


def plain(text):
    """Without the breaks of lines, which the paper decides; PDFium names a hyphen at the end of a line U+FFFE."""
    return re.sub(r"\s+", "", text.replace("\ufffe", "-"))


class Sheet:
    """A page as it comes out of a printer."""

    def __init__(self, page):
        self.file = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        self.page = self.file[0]
        self.words = self.page.get_textpage()
        self.text = self.words.get_text_range()

    def height_of(self, text):
        """Of its first character's shape, in points."""
        index = self.text.index(text)
        _, bottom, _, top = self.words.get_charbox(index)
        return top - bottom

    def codes(self):
        return [code.text for code in zxingcpp.read_barcodes(self.page.render(scale=3).to_pil())]


def look(walk, page, name, language, code):
    """One sheet with all that the page says, and no more."""
    sheet = Sheet(page)
    check(f"{name}: one sheet", len(sheet.file) == 1, f"{len(sheet.file)} sheets")
    size = sheet.page.get_size()
    check(f"{name}: A4", all(abs(a - b) < 1 for a, b in zip(size, A4)), size)
    printed = plain(sheet.text)
    title, given, empty = WORDS[language]
    said = page.locator("h1, h2, li, dt, dd, main p:not(.boxes)").all_inner_texts()
    check(f"{name}: the page has all its parts", len(said) > 15 and page.locator("li").count() == 4, len(said))
    missing = [text for text in [*said, title, given if code else empty, *OTHERS] if plain(text) not in printed]
    report(f"{name}: everything is on the sheet", missing)
    left = plain(empty if code else given)
    check(f"{name}: it tells the one thing about the code", left not in printed)
    if code:
        check(f"{name}: the code is on it", code in printed, sheet.text)
        height = sheet.height_of(" ".join(code[:5]))
        check(f"{name}: the code is large", height >= 15, f"{height} pt")
    check(f"{name}: its QR code is the start page", sheet.codes() == [f"{walk.base}/start?language={language}"], sheet.codes())
    check(f"{name}: no link of a mail is on it", "/a/" not in printed)
    tell(**{f"sheet {name}": printed})


def issue(page):
    page.goto("/console/activations/new/no_eid")
    page.check("[name=present]")
    for name, value in (("document", "passport"), ("checked_with", "prado"), ("result", "not_applicable"), ("assurance", "normal")):
        page.check(f"[name={name}][value={value}]")
    page.fill("[name=country]", "MA")
    page.fill("[name=citizen_number]", "70.01.01-997.62")
    page.fill("[name=email]", "gilles.lambert@example.be")
    with page.expect_navigation():
        page.get_by_role("button", name="Issue the activation code").click()
    return page.locator("#code").inner_text()


def opened(page, click):
    """The tab that a click opens."""
    with page.context.expect_page() as beside:
        click()
    beside.value.wait_for_load_state()
    return beside.value


def start_page(walk, page):
    for language in WORDS:
        page.goto(f"/start?language={language}")
        check(f"the start page speaks {language}", page.locator("html").get_attribute("lang") == language)
        walk.inspect(page, f"the start page in {language}")
    page.goto("/start")
    check("the start page speaks all of them", page.locator("section[lang]").count() == 4)
    walk.inspect(page, "the start page in all languages")


def long_address(walk, given):
    context = walk.context()
    context.set_extra_http_headers({"Authorization": f"Bearer {given['key']}"})
    page = walk.page(context)
    for language in WORDS:
        answer = page.goto(f"{given['card']}?language={language}")
        sheet = Sheet(page)
        check(f"a long address, {language}: one sheet", answer.ok and len(sheet.file) == 1, f"{answer.status}, {len(sheet.file)} sheets")
        check(f"a long address, {language}: its QR code is the start page", sheet.codes() == [f"{given['start']}?language={language}"], sheet.codes())


def main():
    given = arguments()
    with Walk(given["base"]) as walk:
        if "card" in given:
            long_address(walk, given)
            return
        page = walk.page(walk.context())
        page.goto(f"{given['link']}?language=en")
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in").click()
        code = issue(page)
        walk.inspect(page, "the code with its cards")
        for language in WORDS:
            card = opened(page, page.locator(f"form[target] button[value={language}]").click)
            look(walk, card, f"with the code, {language}", language, code)
            if language in ("nl", "fr"):
                walk.inspect(card, f"the card with the code in {language}")
            card.reload()
            check(f"with the code, {language}: loaded again it has empty boxes", card.locator("[aria-hidden] span:empty").count() == 10, card.url)
            card.close()
            card = opened(page, page.locator(f"a[href$='card?language={language}']").click)
            look(walk, card, f"with boxes, {language}", language, None)
            card.close()
        start_page(walk, page)
        plain_context = walk.context(script=False)
        plain_context.add_cookies(page.context.cookies())
        without = walk.page(plain_context)
        code = issue(without)
        card = opened(without, without.locator("form[target] button[value=fr]").click)
        check("printing needs no script", card.locator(f"[aria-label='{code}']").count() == 1, card.url)


main()
