#!/usr/bin/env python3
"""Opens annotated PDFs with PyMuPDF, which shares no code with savet: every row with a box has its note, and its words lie under it.

    tests/annotated.py SAVET FOLDER…

Exits with 1 at the first thing that is wrong, with 3 where PyMuPDF is not there.
"""
import csv, os, subprocess, sys, tempfile

try:
    import pymupdf
except ImportError:
    print("NOT CHECKED: annotated PDFs, for there is no PyMuPDF on this machine", file=sys.stderr)
    sys.exit(3)

csv.field_size_limit(1 << 30)
# So much of the letters and figures under the highlights may be missing or too much, where PyMuPDF parts glyphs otherwise, …
OFF = 0.001
# … and of such a share of the rows the figures are the row's own.
FIGURES = 1


def check(right, words):
    if not right:
        sys.exit("WRONG: " + words)


def rows(folder):
    """(document's source, table, id or None, quote) of every row with words."""
    read = lambda name: csv.DictReader(open(os.path.join(folder, name + ".csv"), encoding="utf-8", newline=""))
    sources = {r["document_id"]: r["source"] for r in read("documents")}
    keys = {"resolutions": "resolution_id", "citations": "citation_id", "amounts": "amount_id", "dates": "date_id", "votes": "vote_id",
            "references": "reference_id", "identifiers": "identifier_id", "parties": "party_id", "relations": "relation_id"}
    for table, key in keys.items():
        for row in read(table):
            words = row.get("quote") or row.get("text")
            if words and row["page"]:
                yield sources[row["document_id"]], table, row[key], words


def readable(letters):
    """Whether PyMuPDF reads a page, and not the bare codes of a font without a table."""
    letters = [c["c"] for c in letters if c["c"].isalpha()]
    return bool(letters) and 2 * sum("А" <= c <= "я" for c in letters) > len(letters)


def main():
    savet, *folders = sys.argv[1:]
    pdfs = sorted(os.path.join(d, n) for f in folders for d, _, names in os.walk(f) for n in names if n.endswith(".pdf"))
    notes_seen = letters_seen = off = rows_seen = same = 0
    with tempfile.TemporaryDirectory() as scratch:
        out = os.path.join(scratch, "out")
        subprocess.run([savet, "extract", *pdfs, "--out", out, "--format", "csv", "--quiet", "--ocr", "never"], check=False)
        wanted = {}
        for source, table, key, quote in rows(out):
            wanted.setdefault(source, {})[key] = (table, quote)
        for path in pdfs:
            if path not in wanted:
                continue
            made = os.path.join(scratch, "made.pdf")
            done = subprocess.run([savet, "annotate", path, "-o", made], capture_output=True, text=True)
            check(done.returncode == 0, "%s: %s" % (path, done.stderr))
            found = {}
            with pymupdf.open(made) as pdf:
                for page in pdf:
                    # A page with masked data is a picture: it has notes and no words.
                    letters = [c for b in page.get_text("rawdict")["blocks"] for l in b.get("lines", []) for s in l["spans"] for c in s["chars"]]
                    for note in page.annots():
                        check(note.type[1] == "Highlight", "%s: a note of the kind %s" % (path, note.type[1]))
                        table = note.info["title"].removeprefix("savet: ")
                        key = note.info["content"].split("\n")[0].split(": ", 1)[1]
                        corners = note.vertices
                        boxes = [pymupdf.Quad(corners[i:i + 4]).rect + (-1, -1, 1, 1) for i in range(0, len(corners), 4)]
                        middle = lambda c: pymupdf.Point((c["bbox"][0] + c["bbox"][2]) / 2, (c["bbox"][1] + c["bbox"][3]) / 2)
                        inside = "".join(c["c"] for c in letters if any(b.contains(middle(c)) for b in boxes))
                        found.setdefault(key, [table, "", readable(letters)])
                        found[key][1] += inside
                        notes_seen += 1
            for key, (table, words) in wanted[path].items():
                check(key in found, "%s: no note for %s %s" % (path, table, key))
                check(found[key][0] == table, "%s: %s is a note of %s" % (path, key, found[key][0]))
                if found[key][2]:
                    inside = found[key][1]
                    signs = lambda words: sum(c.isalnum() for c in words)
                    letters_seen += signs(words)
                    off += abs(signs(words) - signs(inside))
                    figures = lambda words: [c for c in words if c in "0123456789"]
                    if figures(words):
                        rows_seen += 1
                        same += figures(words) == figures(inside)
            check(set(found) <= set(wanted[path]), "%s: notes of no row: %s" % (path, sorted(set(found) - set(wanted[path]))[:3]))
    check(notes_seen > 0 and rows_seen > 0, "nothing was annotated")
    check(off <= OFF * letters_seen, "%d letters of %d are not under their notes, or too much" % (off, letters_seen))
    check(same >= FIGURES * rows_seen, "the figures of %d rows of %d lie under their notes" % (same, rows_seen))
    print("annotated  %d notes; %d letters of %d too few or too much, figures of %d rows of %d; PyMuPDF" % (notes_seen, off, letters_seen, same, rows_seen))


if __name__ == "__main__":
    main()
