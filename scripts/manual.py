#!/usr/bin/env python3
"""usage: postduif --experimental-dump-help | scripts/manual.py > deploy/man/postduif.1

Writes the manual page from what the commands say of themselves, so that it never says anything else. `make man` runs it.
"""
import json
import re
import sys
import textwrap

COMMON = {"config", "json", "help", "version"}

EXIT = [("0", "Done."), ("1", "Refused or not found."), ("2", "Wrong usage, or a configuration that cannot be used."),
        ("3", "The service does not answer.")]
FILES = [("postduif.yaml", "The configuration, in the working directory, unless --config or POSTDUIF_CONFIG names another."),
         ("postduif.sock", "In the spool directory: where commands reach a running service."),
         ("postduif.sqlite", "There too: everything that waits, and what became of it."),
         ("seal.key", "There unless seal.key_file names another: without it nothing that is kept can be opened.")]
ENVIRONMENT = [("POSTDUIF_CONFIG", "The configuration file, where --config names none."),
               ("POSTDUIF_SEAL_KEY", "The seal keys themselves, instead of a file."),
               ("POSTDUIF_…", "Any key of the configuration: queue.directory is POSTDUIF_QUEUE_DIRECTORY. It stands over the file."),
               ("NOTIFY_SOCKET, WATCHDOG_USEC", "Set by systemd: the service tells it when it serves, and that it lives.")]
EXAMPLES = [("Try all of it on this machine", "postduif demo"),
            ("How the queue stands, every two seconds", "postduif queue status --watch"),
            ("What waits for one domain, and why", "postduif queue list --state queued --domain example.be"),
            ("Put that back until somebody releases it, counted first", "postduif queue hold --domain example.be --dry-run"),
            ("The ids of all held messages, for another program", "postduif queue list --state held --json"),
            ("See a mail arrive", "postduif templates send-test --kind one_time_code --language fr --to you@example.be")]


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in ".'" else text


def prose(text):
    """Each sentence on a line of its own, as mandoc wants it."""
    for paragraph in text.strip().split("\n"):
        for sentence in re.split(r"(?<=[.!?]) (?=[A-Z'`])", paragraph.strip()):
            for line in textwrap.wrap(sentence, 70, break_long_words=False, break_on_hyphens=False):
                yield escaped(line)


def argument(text):
    """An argument of a macro."""
    text = escaped(text).replace('"', "\\(dq")
    return f'"{text}"' if " " in text else text


def flags(item):
    name = item["preferredName"]
    return ("Fl " if name["kind"] == "short" else "Fl Fl ") + argument(name["name"])


def value(item):
    return argument(item.get("valueName") or "value")


def synopsis(path, items):
    lines = [".Nm postduif " + " ".join(path)]
    for item in items:
        if item["kind"] == "positional":
            part = "Ar " + value(item) + (" ..." if item.get("isRepeating") else "")
        elif item["kind"] == "flag":
            part = flags(item)
        else:
            part = flags(item) + " Ar " + value(item)
        lines.append(".Op " + part if item.get("isOptional") else "." + part)
    return lines


def options(items):
    if not items:
        return
    yield ".Bl -tag -width Ds"
    for item in items:
        if item["kind"] == "positional":
            yield ".It Ar " + value(item)
        elif item["kind"] == "flag":
            yield ".It " + flags(item)
        else:
            yield ".It " + flags(item) + " Ar " + value(item)
        yield from prose(item.get("abstract", ""))
        if item.get("defaultValue"):
            yield f"Default: {escaped(item['defaultValue'])}."
    yield ".El"


def command(entry, path):
    nested = [sub for sub in entry.get("subcommands", []) if sub["commandName"] != "help" and sub.get("shouldDisplay", True)]
    if nested:
        for sub in nested:
            yield from command(sub, path + [sub["commandName"]])
        return
    shown = [a for a in entry.get("arguments", []) if a.get("shouldDisplay", True)]
    own = [a for a in shown if not (a.get("preferredName") and a["preferredName"]["name"] in COMMON)]
    yield ".Ss postduif " + " ".join(path)
    yield from synopsis(path, own)
    yield ".Pp"
    yield from prose(entry.get("abstract", ""))
    if entry.get("discussion"):
        yield ".Pp"
        yield from prose(entry["discussion"])
    yield from options(own)


def pairs(title, rows, macro):
    yield ".Sh " + title
    yield ".Bl -tag -width Ds"
    for name, text in rows:
        yield f".It {macro} {argument(name)}".replace("  ", " ")
        yield from prose(text)
    yield ".El"


def page(root):
    yield '.\\" Made by scripts/manual.py from what the commands say of themselves; change those.'
    yield ".Dd November 29, 2026"
    yield ".Dt POSTDUIF 1"
    yield ".Os"
    yield ".Sh NAME"
    yield ".Nm postduif"
    yield ".Nd e-mail engine behind a local registration desk"
    yield ".Sh SYNOPSIS"
    yield ".Nm"
    yield ".Ar command"
    yield ".Op Ar option ..."
    yield ".Sh DESCRIPTION"
    yield from prose(root["abstract"])
    yield from prose(root["discussion"].split("\n")[1])
    yield ".Pp"
    yield "Every command takes these options besides its own:"
    first = next(sub for sub in root["subcommands"] if sub["commandName"] == "serve")
    yield from options([a for a in first["arguments"] if a.get("preferredName") and a["preferredName"]["name"] in COMMON])
    yield ".Sh COMMANDS"
    yield from command(root, [])
    yield from pairs("ENVIRONMENT", ENVIRONMENT, "Ev")
    yield from pairs("FILES", FILES, "Pa")
    yield ".Sh EXIT STATUS"
    yield ".Bl -tag -width Ds"
    for code, text in EXIT:
        yield f".It {code}"
        yield text
    yield ".El"
    yield ".Sh EXAMPLES"
    for text, line in EXAMPLES:
        yield text + ":"
        yield ".Pp"
        yield ".Dl " + escaped(line)
        yield ".Pp"


def main():
    root = json.load(sys.stdin)["command"]
    lines = list(page(root))
    while lines[-1] == ".Pp":
        lines.pop()
    print("\n".join(lines))


main()
