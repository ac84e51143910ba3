"""usage: crop.py IN.png WIDTH OUT.png

Cuts a picture of Chromium to the first WIDTH columns, and to the rows above a bottom of one colour. Reads and writes PNG with 8 bits a
channel and no interlacing, which is what Chromium writes, so that nothing needs to be installed for it.
"""
import struct
import sys
import zlib


def rows_of(path):
    data = open(path, "rb").read()
    at, body = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        chunk = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", chunk)
            if depth != 8 or colour not in (2, 6) or interlace:
                sys.exit(f"{path}: another kind of PNG than Chromium's")
            size = 3 if colour == 2 else 4
        elif kind == b"IDAT":
            body += chunk
        at += length + 12
    raw, stride, before, rows = zlib.decompress(body), width * size, bytes(width * size), []
    for row in range(height):
        start = row * (stride + 1)
        line = unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), before, size)
        before = bytes(line)
        rows.append(before)
    return rows, size


def unfiltered(kind, line, before, size):
    if kind == 0:
        return line
    for i in range(len(line)):
        left = line[i - size] if i >= size else 0
        up = before[i]
        corner = before[i - size] if i >= size else 0
        if kind == 1:
            add = left
        elif kind == 2:
            add = up
        elif kind == 3:
            add = (left + up) // 2
        else:
            guess = left + up - corner
            add = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
        line[i] = (line[i] + add) & 255
    return line


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main():
    source, width, target = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    rows, size = rows_of(source)
    rows = [row[: width * size] for row in rows]
    ground = rows[-1][:size] * width
    while len(rows) > 1 and rows[-1] == ground:
        rows.pop()
    rows += [ground] * 16
    raw = b"".join(b"\0" + row for row in rows)
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 2 if size == 3 else 6, 0, 0, 0)
    with open(target, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


main()
