#!/usr/bin/env python3
"""What the format of a file costs: gold documents, which are texts, through word processors and back.

    benches/formats.py [--to docx,odt,rtf,doc,html] [--by lines,tables,pandoc,python] [--sample N] [--keep DIR]
                       [--most-lost F] [--most-characters PERCENT] [FOLDER…]

Each FOLDER (fixtures/gold where none is named) has `<stem>.txt` and `<stem>.gold.json`. Every text is made a file of each format in
these ways:

  lines   LibreOffice; each line a paragraph, its blanks as they are. Into HTML it writes them plainly, where a browser would fold
          them; what is measured is that they are read as LibreOffice meant them
  tables  LibreOffice; lines of cells below each other are a table, a line that runs on is one paragraph with the next
  pandoc  the same paragraphs and tables by pandoc (not for doc), blanks as no-break spaces, as editors of pages keep them
  python  the same by python-docx and odfpy (docx and odt alone)

What is not installed is left out, and said. Prints for each way and format: macro F1 beside that of the texts themselves, the mean character
error rate against the text that LibreOffice makes of the same file, documents a second of one core's time, the start of the program counted. Fails where F1 falls more than
--most-lost below the texts', or the characters differ more than --most-characters percent.
"""
import argparse, html, json, os, re, shutil, subprocess, sys, tempfile, unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FORMATS = ["docx", "odt", "rtf", "doc", "html"]
WAYS = ["lines", "tables", "pandoc", "python"]
# LibreOffice's filter for each format.
FILTERS = {"docx": "docx:MS Word 2007 XML", "odt": "odt", "rtf": "rtf", "doc": "doc:MS Word 97", "html": "html:HTML (StarWriter)", "txt": "txt:Text (encoded):UTF8"}


# ---- a text as paragraphs and tables ---------------------------------------------------------------------------------

def cells(line):
    """[(column, words)] of a line: what two or more blanks part."""
    return [(m.start(), m.group()) for m in re.finditer(r"\S+(?: \S+)*", line.expandtabs(8))]


def as_table(lines):
    """Rows of [(words, columns spanned)] for lines whose cells stand below each other, or None."""
    rows = [cells(line) for line in lines]
    widths = [len(row) for row in rows]
    # The columns are those of most rows, or of the head where a row has one mark among many columns.
    most = max(set(widths), key=lambda w: (widths.count(w), w))
    return placed(rows, most, 2) or placed(rows, max(widths), 1)


def placed(rows, width, least):
    """The same, by the columns of those rows that have `width` cells and are `least` at least."""
    rows = [list(row) for row in rows]
    full = [row for row in rows if len(row) == width]
    if width < 2 or width == 2 and len(rows) < 3 or len(full) < least:
        return None
    columns = []
    for i in range(width):
        ends = [(r[i][0], r[i][0] + len(r[i][1])) for r in full]
        wide = max(ends, key=lambda e: e[1] - e[0])
        if any(e[1] <= wide[0] or wide[1] <= e[0] for e in ends):
            return None
        columns.append((min(a for a, _ in ends), max(b for _, b in ends)))
    out, begun = [], ""
    for row in rows:
        if len(row) == 1 and row[0][0] < columns[0][1] and row is not rows[-1]:
            begun += row[0][1] + " "
            continue
        if begun and row[0][0] < columns[0][1]:
            row[0] = (row[0][0], begun + row[0][1])
        elif begun:
            row.insert(0, (0, begun.rstrip()))
        begun = ""
        if len(row) == width:
            out.append([(words, 1) for _, words in row])
            continue
        made, at = [], 0
        for start, words in row:
            shared = [min(start + len(words), b) - max(start, a) for a, b in columns]
            under = [i for i, s in enumerate(shared) if s > 0] or [max(range(width), key=lambda i: shared[i])]
            if under[0] < at:
                return None
            made += [("", 1)] * (under[0] - at) + [(words, len(under))]
            at = under[-1] + 1
        out.append(made + [("", 1)] * (width - at))
    return out


def is_caption(line):
    """Whether the last cell of a line is a unit of money."""
    parts = cells(line)
    return len(parts) > 1 and re.match(r"[(/]?(сумите са )?в (хил\. |млн\. )?(лв|лева|евро)", parts[-1][1]) is not None


def blocks(text, tables):
    """("line", words), ("table", rows) and ("page", None) of a text, in order."""
    out = []
    for n, page in enumerate(text.split("\f")):
        if n:
            out.append(("page", None))
        lines = page.split("\n")
        if not tables:
            out += [("line", line) for line in lines]
            continue
        prose = sorted(len(line) for line in lines if len(cells(line)) == 1)
        full = max(prose[(len(prose) - 1) * 9 // 10], 40) if prose else 0
        i = 0
        while i < len(lines):
            # „Таблица 1      в хил. лв.“ stands above a table, not in it.
            end = i + 1 if is_caption(lines[i]) else i
            begin = end
            many = lambda n: n < len(lines) and len(cells(lines[n])) > 1
            # A name in the first column may be wrapped.
            while many(end) or end > begin and many(end + 1) and len(cells(lines[end])) == 1 and re.fullmatch(r"[^:]{1,49}[^:.]", lines[end]):
                end += 1
            rows = as_table(lines[begin:end]) if end > begin + 1 else None
            if rows:
                out += [("line", line) for line in lines[i:begin]] + [("table", rows)]
                i = end
                continue
            words = lines[i]
            # A line runs on where the next word would not have fitted.
            while i + 1 < len(lines) and len(cells(lines[i])) == 1 and len(cells(lines[i + 1])) == 1 and \
                    not lines[i + 1].startswith(" ") and len(lines[i]) + 1 + len(lines[i + 1].split()[0]) > full and lines[i + 1][0].islower():
                i += 1
                words += " " + lines[i]
            out.append(("line", words))
            i += 1
    return out


# ---- the ways --------------------------------------------------------------------------------------------------------

FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style></office:automatic-styles>
<office:body><office:text>%s</office:text></office:body></office:document>"""


def odf_words(words):
    """Words of a paragraph as ODF has them: runs of blanks are elements."""
    return re.sub(r"^ +| {2,}", lambda m: '<text:s text:c="%d"/>' % len(m.group()), html.escape(words.replace("\t", "        ").rstrip(), quote=False))


def flat(parts):
    """An ODF document in one file, by hand."""
    out, style = [], ""
    for kind, part in parts:
        if kind == "page":
            style = ' text:style-name="P1"'
        elif kind == "line":
            out.append(f"<text:p{style}>{odf_words(part)}</text:p>")
            style = ""
        else:
            out.append(f'<table:table><table:table-column table:number-columns-repeated="{sum(c for _, c in part[0])}"/>')
            for row in part:
                out.append("<table:table-row>")
                for words, span in row:
                    out.append(f'<table:table-cell table:number-columns-spanned="{span}"><text:p>{odf_words(words)}</text:p></table:table-cell>' + "<table:covered-table-cell/>" * (span - 1))
                out.append("</table:table-row>")
            out.append("</table:table>")
    return FLAT % "\n".join(out)


def page(parts):
    """An HTML page, for pandoc."""
    out = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>x</title></head><body>"]
    for kind, part in parts:
        if kind == "line":
            # An empty paragraph and blanks at a line's beginning are no-break spaces, as editors of pages write them.
            words = re.sub("^ +| {2,}", lambda m: "\u00a0" * len(m.group()), html.escape(part.rstrip(), quote=False))
            out.append(f"<p>{words or chr(0xA0)}</p>")
        elif kind == "table":
            row = lambda cells: "<tr>%s</tr>" % "".join(f'<td colspan="{s}">{html.escape(w, quote=False)}</td>' for w, s in cells)
            out.append("<table>%s</table>" % "\n".join(map(row, part)))
    return "\n".join(out) + "</body></html>"


def python_docx(parts, path):
    import docx
    document = docx.Document()
    for kind, part in parts:
        if kind == "page":
            document.add_page_break()
        elif kind == "line":
            document.add_paragraph(part)
        else:
            table = document.add_table(rows=len(part), cols=sum(c for _, c in part[0]))
            for i, row in enumerate(part):
                at = 0
                for words, span in row:
                    cell = table.cell(i, at)
                    if span > 1:
                        cell = cell.merge(table.cell(i, at + span - 1))
                    cell.text = words
                    at += span
    document.save(path)


def python_odt(parts, path):
    from odf import opendocument, style, table, teletype, text
    document = opendocument.OpenDocumentText()
    breaks = style.Style(name="Break", family="paragraph")
    breaks.addElement(style.ParagraphProperties(breakbefore="page"))
    document.automaticstyles.addElement(breaks)
    named = {}
    for kind, part in parts:
        if kind == "page":
            named = {"stylename": breaks}
        elif kind == "line":
            paragraph = text.P(**named)
            teletype.addTextToElement(paragraph, part)
            document.text.addElement(paragraph)
            named = {}
        else:
            made = table.Table()
            made.addElement(table.TableColumn(numbercolumnsrepeated=sum(c for _, c in part[0])))
            for row in part:
                line = table.TableRow()
                for words, span in row:
                    cell = table.TableCell(numbercolumnsspanned=span)
                    cell.addElement(text.P(text=words))
                    line.addElement(cell)
                    for _ in range(span - 1):
                        line.addElement(table.CoveredTableCell())
                made.addElement(line)
            document.text.addElement(made)
    document.save(path)


def office(target, files, out):
    """Converts files with one call of LibreOffice, in a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", FILTERS[target], "--outdir", out]
        subprocess.run([*command, *files], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def made(way, target, texts, folder):
    """Writes each text as a file of the format `target`; False where the way cannot."""
    if way == "python" and target not in ("docx", "odt") or way == "pandoc" and target == "doc":
        return False
    os.makedirs(folder)
    parts = {stem: blocks(text, way != "lines") for stem, text in texts.items()}
    if way == "python":
        write = python_docx if target == "docx" else python_odt
        for stem, part in parts.items():
            write(part, os.path.join(folder, f"{stem}.{target}"))
    elif way == "pandoc":
        for stem, part in parts.items():
            subprocess.run(["pandoc", "-s", "-f", "html", "-t", target, "-o", os.path.join(folder, f"{stem}.{target}")], input=page(part), text=True, check=True)
    else:
        with tempfile.TemporaryDirectory() as source:
            paths = []
            for stem, part in parts.items():
                paths.append(os.path.join(source, stem + ".fodt"))
                with open(paths[-1], "w", encoding="utf-8") as file:
                    file.write(flat(part))
            office(target, paths, folder)
    return True


# ---- figures ---------------------------------------------------------------------------------------------------------

def extract(savet, folder, out):
    """Makes a dataset; the seconds of processor time that it took."""
    shutil.rmtree(out, ignore_errors=True)
    spent = lambda: sum(os.times()[2:4])
    begun = spent()
    code = subprocess.run([savet, "extract", folder, "--out", out, "--quiet", "-j", "1"]).returncode
    if code not in (0, 1):
        sys.exit(f"savet extract: exit code {code}")
    return max(spent() - begun, 0.01)


def score(savet, out, gold, inputs, report):
    subprocess.run([savet, "eval", out, "--gold", gold, "--inputs", inputs, "--json", report], check=True, stdout=subprocess.DEVNULL)
    with open(report, encoding="utf-8") as file:
        return json.load(file)["macro_f1"]


def folded(text):
    """Words alone: LibreOffice writes a table's cells below each other, and we beside each other."""
    return " ".join(unicodedata.normalize("NFC", text.replace("\ufeff", "")).replace("\u00ad", "").split())


def distance(a, b):
    """How many characters must be changed: those outside the stretches that agree."""
    errors = i = j = 0
    look = 400
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            i, j = i + 1, j + 1
            continue
        # The nearest place where twelve characters agree again.
        found = None
        for total in range(1, look):
            for left in range(total + 1):
                right = total - left
                if a[i + left:i + left + 12] == b[j + right:j + right + 12]:
                    found = (left, right)
                    break
            if found:
                break
        if not found:
            return errors + max(len(a) - i, len(b) - j)
        errors += max(found)
        i, j = i + found[0], j + found[1]
    return errors + max(len(a) - i, len(b) - j)


def characters(savet, folder):
    """The mean character error rate in percent against LibreOffice's text, and the three worst files."""
    rates = []
    with tempfile.TemporaryDirectory() as out:
        names = sorted(os.listdir(folder))
        office("txt", [os.path.join(folder, name) for name in names], out)
        for name in names:
            truth = os.path.join(out, os.path.splitext(name)[0] + ".txt")
            if not os.path.exists(truth):
                continue
            with open(truth, encoding="utf-8") as file:
                want = folded(file.read())
            got = subprocess.run([savet, "text", os.path.join(folder, name)], capture_output=True, text=True).stdout
            rates.append((100 * distance(want, folded(got)) / max(len(want), 1), name))
    rates.sort(reverse=True)
    return sum(r for r, _ in rates) / max(len(rates), 1), rates[:3]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--to", default="docx,odt")
    parser.add_argument("--by", default=",".join(WAYS))
    parser.add_argument("--sample", type=int, help="so many texts, evenly taken")
    parser.add_argument("--savet", help="the program; built where it is not named")
    parser.add_argument("--keep", help="a folder for the files and datasets")
    parser.add_argument("--most-lost", type=float, default=0.01)
    parser.add_argument("--most-characters", type=float, default=0.5)
    parser.add_argument("folders", nargs="*", default=[os.path.join(ROOT, "fixtures/gold")])
    args = parser.parse_args()
    if not shutil.which("soffice"):
        sys.exit("soffice is missing: NOTHING WAS CHECKED")
    savet = args.savet
    if not savet:
        subprocess.run(["cargo", "build", "--release", "--quiet", "--bin", "savet"], cwd=ROOT, check=True)
        savet = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release", "savet")
    ways = args.by.split(",")
    if "pandoc" in ways and not shutil.which("pandoc"):
        print("pandoc is missing: not checked", file=sys.stderr)
        ways.remove("pandoc")
    if "python" in ways:
        try:
            import docx, odf  # noqa: F401
        except ImportError:
            print("python-docx or odfpy is missing: not checked", file=sys.stderr)
            ways.remove("python")

    bad = []
    with tempfile.TemporaryDirectory() as tmp:
        work = args.keep or tmp
        shutil.rmtree(work, ignore_errors=True)
        gold, plain = os.path.join(work, "gold"), os.path.join(work, "txt")
        os.makedirs(gold)
        os.makedirs(plain)
        texts = {}
        for folder in args.folders:
            names = sorted(n for n in os.listdir(folder) if n.endswith(".txt"))
            step = max(len(names) // args.sample, 1) if args.sample else 1
            for name in names[::step]:
                stem = name[:-4]
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    texts[stem] = file.read()
                shutil.copy(os.path.join(folder, name), plain)
                shutil.copy(os.path.join(folder, stem + ".gold.json"), gold)
        extract(savet, plain, os.path.join(work, "out-txt"))
        of_text = score(savet, os.path.join(work, "out-txt"), gold, plain, os.path.join(work, "txt.json"))
        print(f"{len(texts)} texts as they are: macro F1 {of_text:.4f}")
        for target in args.to.split(","):
            for way in ways:
                folder = os.path.join(work, f"{target}-{way}")
                if not made(way, target, texts, folder):
                    continue
                out = os.path.join(work, f"out-{target}-{way}")
                seconds = extract(savet, folder, out)
                f1 = score(savet, out, gold, folder, os.path.join(work, f"{target}-{way}.json"))
                rate, worst = characters(savet, folder)
                print(f"{target:5} {way:7} macro F1 {f1:.4f} ({f1 - of_text:+.4f})  characters {rate:.3f} %  {len(texts) / seconds:.0f} documents/s"
                      f"  worst: {', '.join(f'{n} {r:.2f}' for r, n in worst)}", flush=True)
                if of_text - f1 > args.most_lost:
                    bad.append(f"{target} by {way}: macro F1 {f1:.4f}, of the texts {of_text:.4f}")
                if rate > args.most_characters:
                    bad.append(f"{target} by {way}: {rate:.3f} % of the characters differ")
    sys.exit("\n".join(bad) or 0)


if __name__ == "__main__":
    main()
