"""Every page of every role: what it weighs with all that it brings along, that nothing comes from elsewhere, and that it is painted without
scripts. For each page the suite is told its octets and the milliseconds to its first paint.

usage: pages.py base=URL officer=LINK manager=LINK operator=LINK administrator=LINK auditor=LINK citizen=URL

An activation waits in the municipality 62063, and some codes.
"""

import re

from walk import NARROW, PAGE_OCTETS, Walk, arguments, check, report, tell

PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
# What a page goes on asking for.
LATER = ("fetch", "xhr", "eventsource")


def first(page, path, pattern):
    """The first address of a page that looks so."""
    page.goto(path)
    return next(link for link in page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
                if re.fullmatch(pattern, link))


def anybody(link):
    return {"/console/sign-in": "/console/sign-in", "/console/sign-in/link/{code}": link}


def officer(page):
    one = first(page, "/console/activations", r"/console/activations/act_\w+")
    message = first(page, "/console/messages", r"/console/messages/msg_\w+")
    paths = {"/console/activations": "/console/activations", "/console/activations/new": "/console/activations/new",
             "/console/activations/new/{case}": "/console/activations/new/no_eid", "/console/activations/{id}": one,
             "/console/activations/help": "/console/activations/help"}
    for last in ("issued", "card", "resend", "reissue", "address", "revoke"):
        paths["/console/activations/{id}/" + last] = f"{one}/{last}"
    return paths | {"/console/messages": "/console/messages", "/console/messages/{id}": message}


def manager(page):
    roles = "/console/access/62063"
    return {"/console/access/{nis}": roles, "/console/access/{nis}/new": f"{roles}/new",
            "/console/access/{nis}/{id}/end": first(page, roles, rf"{roles}/\w+/end")}


def operator(page):
    one = first(page, "/console/messages?state=queued", r"/console/messages/msg_\w+")
    page.goto("/console/messages/bulk?action=hold&lane=code")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Hold")).click()
    paths = {"/console/messages/bulk": "/console/messages/bulk?action=release&lane=code",
             "/console/messages/bulk/{entry}": page.url, "/console/messages": "/console/messages", "/console/messages/{id}": one,
             "/console/messages/{id}/cancel": f"{one}/cancel", "/console/queue/pause": "/console/queue/pause?lane=link",
             "/console/queue/resume": "/console/queue/resume?lane=link",
             "/console/templates/{kind}": "/console/templates/activation_link?languages=nl-fr"}
    return paths | {f"/console/{name}": f"/console/{name}" for name in ("queue", "figures", "relays", "templates")}


def administrator(page):
    municipality = "/console/municipalities/62063"
    key = first(page, "/console/keys", r"/console/keys/\w+/revoke")
    grant = first(page, "/console/access/62063", r"/console/access/62063/\w+/end")
    return {"/console/municipalities": "/console/municipalities", "/console/municipalities/new": "/console/municipalities/new",
            "/console/municipalities/{nis}": municipality, "/console/municipalities/{nis}/change": f"{municipality}/change",
            "/console/municipalities/{nis}/agreement": f"{municipality}/agreement",
            "/console/municipalities/{nis}/withdraw": f"{municipality}/withdraw?number=1", "/console/keys": "/console/keys",
            "/console/keys/made": "/console/keys/made", "/console/keys/{id}/revoke": key, "/console/access": "/console/access",
            "/console/access/{nis}": "/console/access/62063", "/console/access/{nis}/{id}/end": grant}


def auditor(page):
    return {"/console/audit": "/console/audit"}


def citizen(link):
    return {"/a/{token}": link, "/activated/{language}": "/activated/nl-fr?reference=K7M-2QX", "/asked/{language}": "/asked/nl-fr-en-de",
            "/start": "/start?language=nl"}


def plain(walk, cookies, name, path):
    """Without scripts: there is a heading, there is more than a heading, and the browser painted it."""
    context = walk.context(script=False, viewport=NARROW)
    context.add_cookies(cookies)
    page = walk.page(context)
    answer = page.goto(path)
    check(f"{name}: it is there", answer.status == 200, answer.status)
    policy = answer.headers.get("content-security-policy", "")
    check(f"{name}: a policy", policy.startswith("default-src 'none'") and "unsafe-inline" not in policy and "unsafe-eval" not in policy, policy)
    heading = page.locator("h1").first
    check(f"{name}: a heading without scripts", heading.is_visible() and heading.inner_text().strip() != "", page.url)
    body = page.locator("main" if page.locator("main").count() else "body").inner_text()
    check(f"{name}: content without scripts", len(body) > len(heading.inner_text()) + 20, body)
    milliseconds = walk.wait_for(f"{name}: painted without scripts", lambda: page.evaluate(PAINT))
    context.close()
    return milliseconds or 0


def weight(walk, cookies, name, path):
    """The octets that come over the wire with scripts, styles and frames, nothing of which was there before. What a script asks for
    afterwards is no part of it."""
    context = walk.context()
    context.add_cookies(cookies)
    requests = []
    context.on("request", lambda request: requests.append(request))
    walk.page(context).goto(path, wait_until="load")
    sizes = [request.sizes() for request in requests if request.resource_type not in LATER]
    octets = sum(size["responseHeadersSize"] + size["responseBodySize"] for size in sizes)
    check(f"{name}: below {PAGE_OCTETS} octets", 0 < octets < PAGE_OCTETS, octets)
    context.close()
    return octets


def weigh(walk, cookies, role, paths):
    for template, path in paths.items():
        name = f"{role}: {template}"
        milliseconds = plain(walk, cookies, name, path)
        tell(**{f"{role} {template}": f"{weight(walk, cookies, name, path)} {milliseconds:.0f}"})


def main():
    given = arguments()
    with Walk(given["base"]) as walk:
        weigh(walk, [], "anybody", anybody(given["officer"]))
        for role, pages in (("officer", officer), ("manager", manager), ("operator", operator), ("administrator", administrator),
                            ("auditor", auditor)):
            context = walk.context()
            page = walk.page(context)
            page.goto(f"{given[role]}?language=en")
            page.locator("main form button").click()
            check(f"{role}: signed in", page.locator(".bar .who").count() == 1, page.url)
            weigh(walk, context.cookies(), role, pages(page))
            context.close()
        weigh(walk, [], "citizen", citizen(given["citizen"]))
    report("all pages were weighed")


main()
