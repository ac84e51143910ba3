"""An operator's bad day in the console. Nobody tells the operator what is wrong: the pages are watched, and what they show is handled with
their own buttons. Each fault that was found and handled is a line in the notebook, which the suite reads.

usage: drill.py base=URL link=URL notebook=FILE faults=COUNT

A line is what was found, and where: `relay first connect_failed`, `lane code 1000`, `slow reserve`, `rejected bad.example.be 50`,
`texts one_time_code/fr/body.txt:12:3`; `released`, `emptied`, `cancelled` and `mended` say that it is over.
"""

import collections
import re
import time

from walk import Walk, arguments, check, report

PATIENCE = 240
# A code that waits for so long while a relay has it in its hands: seconds.
SLOW = 3


class Desk:
    """What an operator sees from the desk, and can do."""

    def __init__(self, walk, page, notebook):
        self.walk, self.page, self.notebook = walk, page, notebook
        self.rejected = 0

    def note(self, *words):
        with open(self.notebook, "a", encoding="utf-8") as notes:
            notes.write(" ".join(str(word) for word in words) + "\n")

    # What the overview shows.

    def look(self):
        self.page.goto("/console/queue")

    def rows(self, caption):
        """The rows of a table: the name that heads each, and its cells by what they are called."""
        return self.page.evaluate(
            """(caption) => { const table = [...document.querySelectorAll('table')].find((t) => t.caption.textContent === caption);
              return [...table.tBodies[0].rows].map((row) => [row.cells[0].innerText.trim(),
                Object.fromEntries([...row.cells].slice(1).map((c) => [c.dataset.label, c.innerText.trim()]))]); }""", caption)

    def total(self, name):
        return int(self.page.locator("dt", has_text=re.compile(f"^{name}$")).locator("xpath=following-sibling::dd").inner_text())

    def waiting(self):
        self.look()
        return sum(int(cells[name]) for _, cells in self.rows("Lanes") for name in ("waits", "on its way", "held"))

    def until(self, name, condition):
        return self.walk.wait_for(name, condition, seconds=PATIENCE)

    # What can be done about it.

    def press(self, name, exact=True):
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=exact).click()

    def follow(self, name):
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).click()

    def done(self):
        return self.page.locator("[role=status]").inner_text()

    def pause(self, what):
        self.look()
        self.follow(f"Pause: {what}")
        self.press("Pause")
        check(f"{what} is paused", f"{what} is paused." in self.done(), self.page.url)

    def resume(self, what):
        self.look()
        self.follow(f"Resume: {what}")
        self.press("Resume")
        check(f"{what} goes on", f"{what} is not paused." in self.done(), self.page.url)

    def many(self, filters, act, count):
        """All that match: looked at first, then done, as many as were seen. What became of them, by its words; nothing where none match."""
        self.page.goto("/console/messages")
        for name, value in filters.items():
            if name == "domain":
                self.page.fill("[name=domain]", value)
            else:
                self.page.select_option(f"[name={name}]", value)
        self.press("Show")
        self.press(f"{act}…")
        text = self.page.locator("main").inner_text()
        if "No message that has not ended matches." in text and not count:
            return {}
        check(f"{act}: it shows how many", count is None or f"{count} messages match" in text, text[:400])
        check(f"{act}: it shows some of them", self.page.locator("tbody tr").count() > 0)
        self.press(re.compile(rf"^{act} \(\d+\)$"), exact=False)
        terms = self.page.locator("main dl > div").all_inner_texts()
        return dict((line.split("\n") + [""])[:2] for line in terms)

    # What may be wrong, and how it is handled: each looks at the overview that is open, and says whether there was something.

    def paused_lane(self):
        lane = next(((name, cells) for name, cells in self.rows("Lanes") if "(paused)" in name), None)
        if not lane or lane[1]["Will expire"] == "0":
            return False
        name = lane[0].split()[0]
        # Readiness has to say so too. The page renews itself: what is read twice may be of two looks, and the next one tells.
        if f"The lane {name} is paused." not in self.page.locator("main").inner_text():
            return False
        link = self.page.get_by_role("link", name=f"Resume: Lane {name}", exact=True).get_attribute("href")
        ended = self.total("expired")
        # Too late for most: what is still alive is kept back, so that the lane is opened with care.
        self.until("what was about to expire has ended", lambda: self._nothing_expires(name))
        ended = self.total("expired") - ended
        word = link.split("=")[-1]
        self.page.goto("/console/messages?state=expired")
        reasons = self.page.locator("tbody tr td:nth-of-type(4)").all_inner_texts()
        check("each expired in time, by itself", set(reasons) == {"too_little_time_left"}, set(reasons))
        held = self.many({"lane": word}, "Hold", None)
        check("what lives on is held", set(held) == {"done"}, held)
        self.resume(f"Lane {name}")
        check("it waits for the operator", self.page.locator(f"a[href='/console/messages?lane={word}&state=held']").inner_text() == held["done"])
        self.note("lane", word, ended)
        self.until("what comes now goes", lambda: self._waits(name) == 0 and self.total("accepted by the relay") > 1)
        released = self.many({"lane": word, "state": "held"}, "Release", held["done"])
        check("all of them are released", released == held, released)
        self.until("and go", lambda: self.waiting() == 0)
        self.note("released", word, released.get("done"))
        return True

    def _nothing_expires(self, lane):
        self.look()
        return dict(self.rows("Lanes"))[f"{lane} (paused)"]["Will expire"] == "0" and self.total("expired") > 0

    def _waits(self, lane):
        self.look()
        return int(dict(self.rows("Lanes"))[lane]["waits"])

    def relay_away(self):
        away = next(((name, cells["State"]) for name, cells in self.rows("Relays") if cells["State"].startswith(("away", "is tried"))), None)
        if not away:
            return False
        name, state = away
        check("it says why", "cannot be connected to" in state, state)
        reason = state.split()[-1]
        self.page.goto("/console/relays")
        replies = self.page.locator("section", has=self.page.get_by_role("heading", name=re.compile(f"^Relay {name}:"))).inner_text()
        check("its replies say the same", "cannot be connected to" in replies, replies[:400])
        self.resume(f"Relay {self.spare()}")
        self.pause(f"Relay {name}")
        self.many({"lane": "code"}, "Try now", None)
        self.until("what waited went another way", lambda: self.waiting() == 0)
        self.note("relay", name, reason)
        return True

    def spare(self):
        """A relay that is paused, and of which no fault is known."""
        self.page.goto("/console/relays")
        for heading in self.page.locator("h2").all_inner_texts():
            name, state = heading.removeprefix("Relay ").split(": ")
            section = self.page.locator("section", has=self.page.get_by_role("heading", name=heading, exact=True))
            if state == "paused" and "Nothing was put off, refused or failed." in section.inner_text():
                return name
        report("there is a relay in reserve", "there is none")
        raise SystemExit(1)

    def slow_relay(self):
        """One that works and has mail in its hands while the oldest code waits for long, and nothing ends: a few looks, for one may meet a
        moment."""
        first = self._stuck()
        for _ in range(3 if first else 0):
            time.sleep(1)
            self.look()
            if self._stuck() != first:
                return False
        if not first:
            return False
        name = first[0]
        self.resume(f"Relay {self.spare()}")
        self.pause(f"Relay {name}")
        self.note("slow", name)
        self.until("what waited went another way", lambda: self.waiting() == 0)
        self.note("emptied", name)
        return True

    def _stuck(self):
        """The relay, and how much has ended so far."""
        name = self._busy()
        return name and (name, [self.total(word) for word in ("accepted by the relay", "rejected", "expired")])

    def _busy(self):
        ages = [cells["Oldest"] for name, cells in self.rows("Lanes") if name == "codes"]
        seconds = re.fullmatch(r"(?:(\d+) min )?(\d+) s", ages[0]) if ages else None
        if not seconds or int(seconds[1] or 0) * 60 + int(seconds[2]) < SLOW:
            return None
        return next((n for n, cells in self.rows("Relays") if cells["State"].startswith("works") and cells["In flight"] != "0"), None)

    def many_rejected(self):
        if self.total("rejected") - self.rejected < 10:
            return False
        self.until("all are judged", lambda: self.waiting() == 0)
        now = self.total("rejected")
        domains, reasons = collections.Counter(), set()
        self.page.goto("/console/messages?state=rejected")
        while True:
            for row in self.page.locator("tbody tr").all():
                cells = row.locator("td").all_inner_texts()
                domains[cells[1]] += 1
                reasons.add(cells[3])
            older = self.page.get_by_role("link", name="Older ones")
            if older.count() == 0:
                break
            with self.page.expect_navigation():
                older.click()
        check("they are told apart", sum(domains.values()) == now and reasons == {"recipient_unknown"}, f"{domains} {reasons}")
        domain, count = domains.most_common(1)[0]
        self.page.locator("tbody a").first.click()
        check("the relay's words are there", "550 5.1.1 no such user" in self.page.locator("main").inner_text(), self.page.url)
        self.look()
        self.page.get_by_label("Domain to pause").fill(domain)
        self.press("Pause")
        self.press("Pause")
        check("the domain is paused", f"Domain {domain} is paused." in self.done(), self.page.url)
        self.rejected = now
        self.note("rejected", domain, count)
        # What still comes for it waits, as the overview says, and is ended.
        self.until("more for it waits", lambda: self.waiting() >= 5)
        ended = self.many({"domain": domain}, "Cancel the message", 5)
        check("it is cancelled", ended == {"done": "5"}, ended)
        self.resume(f"Domain {domain}")
        self.note("cancelled", domain, ended.get("done"))
        return True

    def broken_texts(self):
        if self.page.get_by_role("heading", name="Changed texts were not put in force").count() == 0:
            return False
        self.follow("To the texts")
        version = self.page.locator("main section code").first.inner_text()
        place = self.page.locator("[role=alert] code").first.inner_text()
        check("it says what is wrong", "unknown" in self.page.locator("[role=alert] li").first.inner_text(), place)
        self.press("Read them again")
        check("as long as it is there nothing is taken", self.page.locator("[role=alert]").count() == 1, self.page.url)
        check("and the former texts stay in force", self.page.locator("main section code").first.inner_text() == version)
        self.note("texts", place)
        # Somebody mends the file on the machine.
        self.until("mended, they are taken", self._taken)
        check("it says so", f"version {version} is in force" in self.done(), self.done())
        self.look()
        check("the overview too", self.page.get_by_role("heading", name="Changed texts were not put in force").count() == 0)
        self.note("mended", place)
        return True

    def _taken(self):
        self.press("Read them again")
        time.sleep(0.2)
        return self.page.locator("[role=alert]").count() == 0


def main():
    given = arguments()
    with Walk(given["base"]) as walk:
        page = walk.page(walk.context())
        page.goto(f"{given['link']}?language=en")
        page.locator("main form button").click()
        desk = Desk(walk, page, given["notebook"])
        handled, end = 0, time.monotonic() + PATIENCE
        while handled < int(given["faults"]) and time.monotonic() < end:
            for fault in (desk.paused_lane, desk.relay_away, desk.many_rejected, desk.broken_texts, desk.slow_relay):
                desk.look()
                if fault():
                    handled, end = handled + 1, time.monotonic() + PATIENCE
                    break
        check("every fault was found and handled", handled == int(given["faults"]), f"{handled}")
        desk.look()
        walk.inspect(page, "the overview at the end of the day")


main()
