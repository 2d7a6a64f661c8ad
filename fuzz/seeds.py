#!/usr/bin/env python3
"""Make fuzz/corpus from the documents of fixtures/ and of the folders named: whole files, and the streams of PDFs by what they hold.

The dictionaries of the targets that read texts are made beside it, from fixtures/traps.txt."""
import email.message, hashlib, io, os, re, sys, zipfile, zlib

HERE = os.path.dirname(os.path.abspath(__file__))
MOST = {"file": 60_000, "content": 12_000, "cmap": 8_000, "font": 40_000, "archive": 60_000, "extract": 60_000, "normalize": 4_000, "parse": 4_000}
# Formats that the target `extract` alone reads.
OTHERS = (".docx", ".doc", ".rtf", ".odt", ".fodt", ".html", ".mht", ".xlsx", ".ods", ".xls", ".zip", ".eml")
# Each opens something that the fixtures do not have.
BY_HAND = {
    "content": [b"BT /F2 10 Tf 1 Tr 70 700 Td <004101000200020102020301004102010302> Tj ET",
                b"/Span <</ActualText <FEFF04100020>>> BDC BT /F1 8 Tf 10 Ts 90 Tz 2 Tw 1 Tc (a b) ' 1 2 (c) \" ET EMC /P /MC0 BDC (d) Tj EMC",
                b"q 0 1 -1 0 300 300 cm BT /F3 1 Tf 12 0 0 12 0 0 Tm [(AB) -300 (C)] TJ T* (A) Tj ET Q /X1 Do /Im1 Do",
                b"BI /W 1 /H 1 ID \xff\x00 EI 10 10 m 90 10 l S 10 10 80 20 re f 5 5 9 9 re B n 1 2 3 4 5 6 c 1 2 l h b*"],
    "cmap": [b"\0" + b"2 beginbfchar <41> <0416> <42> <00660069> endbfchar 1 beginbfrange <43> <45> [<D83DDE00> <0301> <41>] endbfrange",
             b"\2" + b"2 begincodespacerange <00><7F> <8140><FEFE> endcodespacerange 1 begincidrange <20> <7E> 100 endcidrange "
                     b"1 begincidchar <8140> 7 endcidchar"],
    "font": [b"\x04" + b"65/afii10017/uni0431 0410/f_i/g7 97/u0416/Adieresis.alt", b"\x05" + b"/FontMatrix[.01 0 0 .01 0 0]/FontBBox[0 0 9 9]",
             b"\x06" + b"250 500 0 -3 1e9 600 600", b"\x07" + b"1[500 600]7 9 250 40 65535 1000",
             b"\x22" + b"%!PS-AdobeFont-1.0\n/Encoding 256 array\ndup 65 /afii10017 put\ndup 66 /g7 put\nreadonly def\ncurrentfile eexec"],
}


def streams(data):
    for m in re.finditer(rb"stream\r?\n", data):
        end = data.find(b"endstream", m.end())
        raw = data[m.end():end if end > 0 else None]
        try:
            yield zlib.decompressobj().decompress(raw, 1 << 20)
        except zlib.error:
            yield raw


def kind(data):
    """(target, bytes to put before)"""
    head = data[:4]
    if head in (b"\0\1\0\0", b"true"):
        return "font", [b"\x00", b"\x01", b"\x03"]
    if head == b"OTTO" or head[:3] == b"\1\0\4":
        return "font", [b"\x10", b"\x12", b"\x13"]
    if head[:2] == b"%!":
        return "font", [b"\x22", b"\x21"]
    if b"begincmap" in data[:2000] or b"beginbf" in data:
        return "cmap", [b"\0", b"\1", b"\2"]
    if re.search(rb"T[jJ]\b", data) and b"Tf" in data:
        return "content", [b""]
    return None, []


def archives():
    """Archives and mails around short documents, one in the other."""
    text = "РЕШЕНИЕ № 12\nНа основание чл. 21, ал. 1, т. 8 от ЗМСМА\n".encode()
    page = "<p>РЕШЕНИЕ № 13</p><table><tr><td>5 лв.</table>".encode()
    mail = email.message.EmailMessage()
    mail["Subject"], mail["From"] = "Решения", "a@example.org"
    mail.set_content("Приложени са решенията.")
    mail.add_attachment(text, maintype="text", subtype="plain", filename="решение.txt")
    mail.add_attachment(page, maintype="text", subtype="html", filename="b.html")
    inner = zipped({"в/решение.txt": text, "../b.html": page}, zipfile.ZIP_DEFLATED)
    outer = zipped({"inner.zip": inner, "писмо.eml": mail.as_bytes(), "a.txt": text}, zipfile.ZIP_STORED)
    return [inner, outer, outer[: len(outer) // 2], mail.as_bytes()]


def zipped(members, method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, data in members.items():
            z.writestr(name, data)
    return out.getvalue()


def keep(target, data):
    if len(data) <= MOST[target]:
        with open(os.path.join(HERE, "corpus", target, hashlib.sha1(data).hexdigest()[:16]), "wb") as f:
            f.write(data)


def pieces(text, most):
    """A text in parts that end with lines, each short enough for a target."""
    part = ""
    for line in text.splitlines(keepends=True):
        if len((part + line).encode()) > most:
            yield part
            part = ""
        part += line
    yield part


def dictionaries():
    """corpus/text.dict and, with the words of PDFs, corpus/extract.dict. libFuzzer reads ASCII and \\xNN only."""
    escapes = {"\\n": "\n", "\\t": "\t", "\\f": "\f", "\\0": "\0"}
    lines = []
    for trap in open(os.path.join(HERE, "..", "fixtures", "traps.txt"), encoding="utf-8").read().split("\n"):
        trap = re.sub(r"\\u\{([0-9a-f]+)\}", lambda m: chr(int(m[1], 16)), trap)
        trap = re.sub(r"\\.", lambda m: escapes[m[0]], trap)
        if trap:
            lines.append('"%s"\n' % "".join("\\x%02x" % b for b in trap.encode()))
    pdf = open(os.path.join(HERE, "dictionaries", "pdf.dict")).read()
    for name, content in [("text", "".join(lines)), ("extract", pdf + "\n" + "".join(lines))]:
        with open(os.path.join(HERE, "corpus", name + ".dict"), "w") as f:
            f.write(content)


for target in MOST:
    os.makedirs(os.path.join(HERE, "corpus", target), exist_ok=True)
for target, seeds in BY_HAND.items():
    for seed in seeds:
        keep(target, seed)
for seed in archives():
    keep("archive", seed)
for folder in [os.path.join(HERE, "..", "fixtures"), *sys.argv[1:]]:
    for path in sorted(os.path.join(d, n) for d, _, names in os.walk(folder) for n in names if n.endswith(".pdf")):
        data = open(path, "rb").read()
        keep("file", data)
        keep("extract", data)
        for stream in streams(data):
            target, marks = kind(stream)
            for mark in marks:
                keep(target, mark + stream)
    for path in sorted(os.path.join(d, n) for d, _, names in os.walk(folder) for n in names if n.endswith(".txt")):
        data = open(path, "rb").read()
        keep("extract", data)
        for part in pieces(data.decode("utf-8", "replace"), MOST["parse"]):
            keep("normalize", part.encode())
            keep("parse", part.encode())
    for path in sorted(os.path.join(d, n) for d, _, names in os.walk(folder) for n in names if n.lower().endswith(OTHERS)):
        data = open(path, "rb").read()
        keep("extract", data)
        keep("archive", data)
dictionaries()
