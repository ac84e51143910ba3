"""The pictures of the officer guide: an issuance in each of its languages, as an officer sees it.

usage: guide.py base=URL smtp=PORT folder=FOLDER nl=LINK fr=LINK en=LINK
The relay on that port is here: it takes every mail but those to nobody@.
"""

import io
import pathlib
import socketserver
import sys
import threading

from PIL import Image

from walk import Walk, arguments

WIDTH = 760
# A picture is read in a browser beside its text: few colours do, and keep it small.
COLOURS = 48
MARGIN = 12
OCTETS = 60_000
# Of the guide, its pages and the citizen.
LANGUAGES = ("nl", "fr", "en")
# What is another in every run stands as this in the pictures: a picture that changed is a page that changed. The last one is the card's.
CODE, REFERENCE, TIME = "AB7K3-9TQ2M", "K7M-2QX", "07/12/2026 13:00"
UNTIL = {"nl": "maandag 7 december 2026 om 13.00 uur", "fr": "le lundi 7 décembre 2026 à 13 h 00", "en": "on Monday 7 December 2026 at 13:00"}
FIXED = """([code, reference, time, until]) => {
  const put = (selector, text) => document.querySelectorAll(selector).forEach((e) => { e.textContent = text; });
  put("#code", code);
  put("time", time);
  put(".until strong", until);
  document.querySelectorAll(".boxes span").forEach((e, i) => { e.textContent = code.replace("-", "")[i]; });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    walker.currentNode.data = walker.currentNode.data.replace(/\\b[0-9A-Z]{3}-[0-9A-Z]{3}\\b/g, reference);
  }
}"""


class Relay(socketserver.StreamRequestHandler):
    """A few lines of SMTP."""

    def handle(self):
        self.say("220 relay.example.be ESMTP")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"EHLO":
                self.say("250 relay.example.be")
            elif verb == b"RCPT" and b"nobody@" in line:
                self.say("550 5.1.1 No such user here")
            elif verb == b"DATA":
                self.say("354 go on")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                self.say("250 2.0.0 queued")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 2.0.0 ok")

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class Camera:
    def __init__(self, page, language, folder):
        self.page = page
        self.language = language
        self.folder = pathlib.Path(folder)

    def fix(self, page):
        page.evaluate(FIXED, [CODE, REFERENCE, TIME, UNTIL[self.language]])

    def take(self, name, first, last=None):
        """From the top of one element to the end of another."""
        self.page.evaluate("document.activeElement.blur()")
        self.fix(self.page)
        box, end = first.bounding_box(), (last or first).bounding_box()
        scroll = self.page.evaluate("scrollY")
        bottom = end["y"] + end["height"]
        clip = {"x": box["x"] - MARGIN, "y": max(0, box["y"] + scroll - MARGIN), "width": box["width"] + 2 * MARGIN,
                "height": bottom - box["y"] + 2 * MARGIN}
        self.keep(name, self.page.screenshot(clip=clip, full_page=True))

    def keep(self, name, png, width=None, colours=COLOURS):
        image = Image.open(io.BytesIO(png)).convert("RGB")
        if width:
            image = image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS)
        path = self.folder / f"{name}.{self.language}.png"
        image.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        size = path.stat().st_size
        if size > OCTETS:
            sys.exit(f"{path}: {size} octets, more than {OCTETS}")
        print(f"{path} {image.width} x {image.height}, {size} octets")


def fill_in(page, email, case="no_eid"):
    language = page.locator("html").get_attribute("lang")
    page.goto(f"/console/activations/new/{case}")
    page.check("[name=present]")
    for name, value in (("document", "passport"), ("checked_with", "prado"), ("result", "not_applicable")):
        page.check(f"[name={name}][value={value}]")
    page.fill("[name=country]", "MA")
    page.fill("[name=citizen_number]", "70.01.01-997.62")
    page.fill("[name=email]", email)
    page.check(f"input[type=radio][name=language][value={language}]")
    page.check("[name=assurance][value=normal]")


def send(page):
    with page.expect_navigation():
        page.locator("form[data-check] button[type=submit]").click()


def draw(walk, language, link, folder):
    page = walk.page(walk.context(viewport={"width": WIDTH, "height": 1000}))
    page.goto(f"{link}?language={language}")
    with page.expect_navigation():
        page.locator("main button").click()
    camera, steps = Camera(page, language, folder), page.locator("form > fieldset")
    page.goto("/console/activations/new")
    camera.take("cases", page.locator("h1"), page.locator(".panels"))
    fill_in(page, "amina@gmial.com")
    camera.take("document", steps.nth(0), steps.nth(2))
    page.locator("[name=email]").press("End")
    page.locator("[name=email]").press("Tab")
    page.locator("#f-email-check .hint").wait_for()
    camera.take("address", steps.nth(3), steps.nth(4))
    fill_in(page, "info@example.be")
    send(page)
    camera.take("warnings", page.locator("#errors"))
    fill_in(page, "amina@example.be")
    send(page)
    page.locator("[data-mail=accepted]").wait_for()
    camera.take("code", page.locator("h1"), page.locator(".panels"))
    with page.context.expect_page() as beside:
        page.locator(f"form[target] button[value={language}]").click()
    card = beside.value
    card.wait_for_load_state()
    card.set_viewport_size({"width": 794, "height": 1123})
    camera.fix(card)
    camera.keep("card", card.screenshot(full_page=True), width=560, colours=12)
    card.close()
    fill_in(page, "nobody@example.be")
    send(page)
    page.locator("[data-mail=rejected]").wait_for()
    camera.take("refused", page.locator("section:has(> [data-events]) > h2"), page.locator("[data-events]"))
    page.locator("p > a.plain[href*='act_']").last.click()
    page.locator("[data-mail=rejected]").wait_for()
    camera.take("activation", page.locator("h1"), page.locator("main > section").last)
    page.context.close()


def main():
    given = arguments()
    with Server(("127.0.0.1", int(given["smtp"])), Relay) as relay:
        threading.Thread(target=relay.serve_forever, daemon=True).start()
        with Walk(given["base"]) as walk:
            for language in LANGUAGES:
                draw(walk, language, given[language], given["folder"])
        relay.shutdown()


main()
