"""Probes a running service on loopback as a scanner for weaknesses does: raw octets, no client library in between.

usage: ADVERSARY_KEY=... probe.py PORT

Each probe says what it sends and judges the answer. A server error, a header or link that the probe could place, a file that it
should not see, a connection that outlives its bound: each is a finding, and the exit code is 1.
"""

import json
import os
import socket
import sys
import time

PORT = int(sys.argv[1])
KEY = os.environ["ADVERSARY_KEY"]
MARK = "x-probe-mark"
FINDINGS = []


def exchange(octets, patience=5.0, limit=1 << 20):
    """Sends octets and reads until the peer closes, the answer is whole, or patience ends."""
    with socket.create_connection(("127.0.0.1", PORT), timeout=patience) as peer:
        try:
            peer.sendall(octets)
        except OSError:
            pass
        received = b""
        end = time.monotonic() + patience
        while time.monotonic() < end and len(received) < limit:
            try:
                part = peer.recv(65536)
            except OSError:
                break
            if not part:
                break
            received += part
            if is_whole(received):
                break
        return received


def is_whole(received):
    head, mark, body = received.partition(b"\r\n\r\n")
    if not mark:
        return False
    for line in head.split(b"\r\n")[1:]:
        if line.lower().startswith(b"content-length:"):
            return len(body) >= int(line.split(b":")[1])
    return head.startswith((b"HTTP/1.1 204", b"HTTP/1.1 304"))


def status(answer):
    parts = answer.split(b" ", 2)
    return int(parts[1]) if len(parts) > 1 and parts[1][:3].isdigit() else 0


def finding(name, why, answer=b""):
    FINDINGS.append(name)
    print(f"FOUND {name}: {why}\n      {answer[:300]!r}")


def judge(name, answer, allowed=None):
    """No server error, nothing of ours in the answer's header section, and one of the allowed statuses where they are given."""
    code = status(answer)
    head = answer.partition(b"\r\n\r\n")[0].lower()
    if code >= 500:
        finding(name, f"status {code}", answer)
    elif MARK.encode() in head:
        finding(name, "the probe placed a header", answer)
    elif allowed is not None and code not in allowed:
        finding(name, f"status {code}, wanted one of {sorted(allowed)}", answer)


def request(method, path, headers=(), body=b"", host="127.0.0.1", authorized=True):
    lines = [f"{method} {path} HTTP/1.1".encode("latin-1"), b"Host: " + host.encode("latin-1")]
    if authorized:
        lines.append(b"Authorization: Bearer " + KEY.encode())
    if body or method in ("POST", "PUT", "PATCH"):
        lines += [b"Content-Type: application/json", f"Content-Length: {len(body)}".encode()]
    lines += [h if isinstance(h, bytes) else h.encode("latin-1") for h in headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def code_body(**fields):
    body = {"recipient": {"email": "probe@example.be", "language": "nl"}, "purpose": "sign-in", "binding": "b"}
    body.update(fields)
    return json.dumps(body).encode()


def probe_line_breaks():
    breaks = ["\r\n", "\n", "\r", "%0d%0a", "\u2028", "\u0085", "\x00", "%E5%98%8A%E5%98%8D"]
    for mark in breaks:
        text = f"a{mark}{MARK}: 1"
        for field, body in {
            "purpose": code_body(purpose=text),
            "binding": code_body(binding=text),
            "email": code_body(recipient={"email": f"a{mark}RCPT TO:<b@example.be>@example.be", "language": "nl"}),
            "quoted email": code_body(recipient={"email": f'"a{mark}b"@example.be', "language": "nl"}),
            "language": code_body(recipient={"email": "a@example.be", "language": text}),
        }.items():
            allowed = {202, 422, 429} if field == "binding" else {422} if "%" not in mark else {202, 422, 429}
            judge(f"line break {mark!r} in {field}", exchange(request("POST", "/v1/codes", body=body)), allowed)
        if "%" in mark:
            for path in (f"/a/{mark}{MARK}:1", f"/v1/messages/{mark}{MARK}:1", f"/v1/messages?domain={mark}{MARK}:1"):
                judge(f"line break in {path}", exchange(request("GET", path)))
    for header in ("Idempotency-Key: a\x0bb", "Idempotency-Key: a\tb", "Accept-Language: nl\x00", "X-Any: a\rb", "X-Any: a\nb: c"):
        judge(f"octets in header {header!r}", exchange(request("POST", "/v1/codes", [header], code_body())))


def probe_hosts():
    for host in ("evil.example", "evil.example:80", "127.0.0.1@evil.example", "evil.example/..", "[::1", "", "a b", "x" * 5000):
        for extra in ((), ("X-Forwarded-Host: evil.example",), ("Forwarded: host=evil.example;proto=http",), ("X-Original-URL: /metrics",)):
            for path in ("/a/AAAAAAAAAAAAAAAAAAAAAA", "/v1/messages/msg_x", "/readyz"):
                answer = exchange(request("GET", path, extra, host=host))
                judge(f"host {host[:30]!r} {extra} {path}", answer)
                if b"evil.example" in answer:
                    finding(f"host {host[:30]!r} {extra} {path}", "the answer names the foreign host", answer)
    judge("two hosts", exchange(request("GET", "/readyz", ["Host: evil.example"])))
    judge("absolute form", exchange(request("GET", "http://evil.example/a/AAAAAAAAAAAAAAAAAAAAAA")))


def probe_paths():
    climbs = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "....//", "%252e%252e%252f", "%c0%ae%c0%ae/", ".%00./"]
    targets = ["etc/passwd", "queue/seal.key", "postduif.yaml", "admin/keys", "metrics"]
    for climb in climbs:
        for target in targets:
            for prefix in ("/", "/a/", "/v1/messages/", "/openapi.yaml/", "/assets/"):
                answer = exchange(request("GET", prefix + climb * 6 + target, authorized=False))
                judge(f"path {prefix}{climb}…{target}", answer, {400, 401, 404, 405, 200, 414})
                for content in (b"root:", b"postduif-seal-1:", b"postduif-hmac-1:", b"postduif_messages_total", b"public_url"):
                    if content in answer:
                        finding(f"path {prefix}{climb}…{target}", f"the answer holds {content!r}", answer)
    for path in ("/admin/keys", "/admin/rotate-seal", "/debug", "/.git/config", "/.env", "/server-status", "/actuator", "/metrics"):
        for method in ("GET", "POST"):
            judge(f"{method} {path}", exchange(request(method, path)), {404, 405})
    judge("an asterisk", exchange(request("OPTIONS", "*")), {200, 204, 400, 404, 405})
    judge("a long path", exchange(request("GET", "/" + "a" * 60_000)), {400, 404, 414, 431})


def probe_sizes():
    judge("a body of 10 MB", exchange(request("POST", "/v1/codes", body=b"[" * 10_000_000)), {413, 0})
    judge("a nested body", exchange(request("POST", "/v1/codes", body=b'{"a":' * 10_000 + b"1" + b"}" * 10_000)), {422, 413})
    judge("many members", exchange(request("POST", "/v1/codes", body=b"{" + b",".join(b'"%d":1' % i for i in range(6_000)) + b"}")), {422, 413})
    judge("a long number", exchange(request("POST", "/v1/codes", body=b'{"lifetime_s":' + b"9" * 60_000 + b"}")), {422, 413})
    judge("not UTF-8", exchange(request("POST", "/v1/codes", body=b'{"purpose":"\xff\xfe"}')), {400, 422})
    judge("a header of 100 kB", exchange(request("GET", "/readyz", ["X-Long: " + "a" * 100_000])), {400, 431, 0})
    judge("a thousand headers", exchange(request("GET", "/readyz", [f"X-{i}: 1" for i in range(1_000)])), {400, 431, 0})
    judge("a long credential", exchange(request("GET", "/v1/messages", ["Authorization: Bearer " + "a" * 20_000], authorized=False)), {401})
    judge("two credentials", exchange(request("GET", "/v1/messages", ["Authorization: Bearer x"])), {401})
    for length in ("-1", "1e3", "0x10", "99999999999999999999", "5, 5", "+5", ""):
        raw = b"POST /v1/codes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " + length.encode() + b"\r\n\r\n{}"
        judge(f"a length of {length!r}", exchange(raw, patience=3), {400, 401, 413, 0})
    both = b"POST /v1/codes HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
    answer = exchange(both, patience=3)
    judge("a length and chunks", answer, {400, 401, 0})
    if answer.count(b"HTTP/1.1 ") > 1:
        finding("a length and chunks", "the second request was answered", answer)


def probe_slowness():
    """A client that drips octets is cut within the bound of a header section (10 s) and does not hold up others meanwhile."""
    slow = [socket.create_connection(("127.0.0.1", PORT), timeout=1) for _ in range(200)]
    for peer in slow:
        peer.sendall(b"GET /livez HTTP/1.1\r\nHost: a\r\nX-Slow: ")
    began = time.monotonic()
    longest = 0.0
    open_ends = list(slow)
    while open_ends and time.monotonic() - began < 25:
        for peer in list(open_ends):
            try:
                peer.setblocking(False)
                peer.send(b"a")
                if peer.recv(4096) == b"":
                    open_ends.remove(peer)
            except BlockingIOError:
                pass
            except OSError:
                open_ends.remove(peer)
        asked = time.monotonic()
        judge("beside slow clients", exchange(request("GET", "/livez", authorized=False)), {200})
        longest = max(longest, time.monotonic() - asked)
        time.sleep(0.5)
    cut = time.monotonic() - began
    if cut < 5:
        finding("slow clients", f"cut after {cut:.1f} s: that was no slow client")
    if open_ends:
        finding("slow clients", f"{len(open_ends)} of 200 are still there after 25 s")
    if longest > 2:
        finding("slow clients", f"somebody else waited {longest:.1f} s")
    for peer in slow:
        peer.close()
    print(f"probe: 200 slow clients were cut within {cut:.0f} s; others waited {longest * 1000:.0f} ms at most")


def main():
    for probe in (probe_line_breaks, probe_hosts, probe_paths, probe_sizes, probe_slowness):
        before = len(FINDINGS)
        probe()
        print(f"probe: {probe.__name__.removeprefix('probe_')}: {len(FINDINGS) - before} found")
    judge("the end", exchange(request("GET", "/readyz", authorized=False)), {200})
    sys.exit(1 if FINDINGS else 0)


main()
