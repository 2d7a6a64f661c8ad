#!/usr/bin/env python3
"""What a scan costs: gold documents, which are texts, printed, scanned and read again; beside it what the engine alone reads.

    benches/scans.py [--kinds 300,200,g4,…] [--sample N] [--savet PROGRAM] [--keep DIR] [--speed] [--no-engine] [--worst N]
                     [--most-characters KIND=PERCENT,…] [--most-lost F] [FOLDER…]

Each FOLDER (fixtures/gold where none is named, and ../shared/gold/dev where it is there) has `<stem>.txt` and `<stem>.gold.json`.
LibreOffice prints each text on A4, tables as tables, in one of four typefaces; pdftoppm draws the pages; each is aged, turned and
packed as fixtures/scans.py does it, by seeds of the names. The kinds:

  300 200       grey JPEG at so many dots an inch: noise, specks, aslant by 0.8 to 1.5 degrees one way or the other
  g4 g4_200     the same as black and white in the coding of fax (ITU-T T.6)
  stamp         300, with a round stamp over the words
  bleed         300, with the next page shining through
  paper         300, on grey paper that is shaded towards a corner, with more noise

Prints for each kind: the mean character error rate of savet and of the engine alone (pdftoppm and `tesseract -l bul` on the same
pages) against the text layer of the printed pages; white space, lines and dots to write on, and whether „Х“ and „І“ are Cyrillic or Latin do
not count. The first line says how far pdftotext is from that text: it joins letter-spaced headings. Then macro F1 of the extraction, beside that of the
texts and that of the printed PDFs with their text layer: what lies between these two is the printing's, not the scan's.
--speed reads the first kind with one job and with two. --worst N shows the N worst misreadings of each kind. Fails above the marks.

Needs LibreOffice, poppler's programs, Tesseract with Bulgarian, Pillow, numpy, and the fonts liberation and dejavu.
"""
import argparse, collections, difflib, json, os, random, re, shutil, subprocess, sys, tempfile, time, unicodedata, zlib

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [os.path.join(ROOT, "fixtures"), os.path.dirname(os.path.abspath(__file__))]
import formats

SKEW = 1.15  # degrees; a page has 0.7 to 1.3 times as many
KINDS = {
    "300": dict(),
    "200": dict(dpi=200, blur=0.5),
    "g4": dict(g4=True),
    "g4_200": dict(dpi=200, g4=True, blur=0.4),
    "stamp": dict(then=("stamp",)),
    "bleed": dict(then=("bleed",)),
    "paper": dict(paper=190, ink=60, noise=14, blur=0.8, then=("shade",)),
}
# What councils print in, points.
TYPEFACES = [("Liberation Serif", 12), ("Liberation Sans", 11), ("Liberation Serif", 11), ("DejaVu Sans", 10)]

STYLES = """<office:font-face-decls><style:font-face style:name="F" svg:font-family="{0}" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"/></office:font-face-decls>
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="F" fo:font-size="{1}pt"/></style:default-style></office:styles>
<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.2cm" fo:margin-right="1.8cm"/></style:page-layout>"""
MASTER = '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"/></office:master-styles>'


# ---- paper -----------------------------------------------------------------------------------------------------------

def printed(texts, folder):
    """Prints each text: `<stem>.pdf` with a text layer."""
    os.makedirs(folder)
    with tempfile.TemporaryDirectory() as source:
        paths = []
        for stem, text in texts.items():
            name, points = TYPEFACES[zlib.crc32(stem.encode()) % len(TYPEFACES)]
            page = formats.flat(formats.blocks(text, True))
            page = page.replace("<office:automatic-styles>", STYLES.format(name, points)).replace("</office:automatic-styles>", MASTER)
            paths.append(os.path.join(source, stem + ".fodt"))
            with open(paths[-1], "w", encoding="utf-8") as file:
                file.write(page)
        formats.office("pdf", paths, folder)


def drawn(pdf, dpi):
    """Its pages, as a look through a glass gives them."""
    from PIL import Image
    with tempfile.TemporaryDirectory() as out:
        subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), pdf, os.path.join(out, "p")], check=True)
        return [Image.open(os.path.join(out, name)).copy() for name in sorted(os.listdir(out))]


def scanned(papers, kind, folder):
    """Scans each printed text; gives the number of pages."""
    import scans
    os.makedirs(folder)
    look, many = scans.Look(**({"skew": SKEW} | KINDS[kind])), 0
    for name in sorted(os.listdir(papers)):
        rng = random.Random(zlib.crc32(f"{kind} {name}".encode()))
        sides = drawn(os.path.join(papers, name), look.dpi)
        many += len(sides)
        pages = [scans.scanned(side, look, rng, look.dpi, sides[i - 1]) for i, side in enumerate(sides)]
        with open(os.path.join(folder, name), "wb") as file:
            file.write(scans.pdf(pages, look))
    return many


# ---- figures ---------------------------------------------------------------------------------------------------------

def extract(savet, folder, out, jobs):
    """Makes a dataset anew, from pages that are remembered where they are; the seconds that it took."""
    begun = time.monotonic()
    code = subprocess.run([savet, "extract", folder, "--out", out, "--quiet", "--force", "-j", str(jobs)]).returncode
    if code not in (0, 1):
        sys.exit(f"savet extract: exit code {code}")
    return time.monotonic() - begun


def score(savet, out, gold, inputs, report):
    subprocess.run([savet, "eval", out, "--gold", gold, "--inputs", inputs, "--json", report], check=True, stdout=subprocess.DEVNULL)
    with open(report, encoding="utf-8") as file:
        return json.load(file)


def folded(text):
    """What a reader of the paper can tell."""
    text = re.sub("[-_.=…]{4,}", " ", unicodedata.normalize("NFC", text).replace("\u00ad", ""))
    return " ".join(text.translate({ord("І"): "I", ord("Х"): "X"}).split())


def distance(a, b):
    """How many characters must be added, taken away or changed (Myers, JACM 46, 1999, with one long word)."""
    if not a or not b:
        return max(len(a), len(b))
    places = collections.defaultdict(int)
    for i, c in enumerate(a):
        places[c] |= 1 << i
    all_, top = (1 << len(a)) - 1, 1 << len(a) - 1
    more, less, found = all_, 0, len(a)
    for c in b:
        equal = places[c]
        across = ((equal & more) + more ^ more) | equal | less
        rises, falls = less | ~(across | more) & all_, more & across
        found += (rises & top > 0) - (falls & top > 0)
        rises = rises << 1 | 1
        vertical = equal | less
        more, less = (falls << 1 | ~(vertical | rises)) & all_, rises & vertical
    return found


def texts_of(command, folder):
    """What a program reads of each file."""
    return {name: folded(command(os.path.join(folder, name))) for name in sorted(os.listdir(folder))}


def engine_alone(path):
    with tempfile.TemporaryDirectory() as out:
        dpi = "200" if "200" in os.path.basename(os.path.dirname(path)) else "300"
        subprocess.run(["pdftoppm", "-r", dpi, path, os.path.join(out, "p")], check=True)
        environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
        run = lambda name: subprocess.run(["tesseract", os.path.join(out, name), "-", "-l", "bul"], check=True, capture_output=True, text=True, env=environment).stdout
        return "\n".join(run(name) for name in sorted(os.listdir(out)))


def remembered(path, folder):
    """What the engine alone reads, kept in a file."""
    if not os.path.exists(path):
        found = texts_of(engine_alone, folder)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(found, file, ensure_ascii=False)
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def pdftotext(path):
    return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout


def as_read(out):
    """The texts that savet read, by the names of the files."""
    found = {}
    with open(os.path.join(out, "documents.jsonl"), encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            with open(os.path.join(out, "text", document["document_id"] + ".txt"), encoding="utf-8") as file:
                found[os.path.basename(document["source"])] = folded(file.read())
    return found


def rates(truth, read):
    """[(percent, name)], the worst first."""
    return sorted(((100 * distance(want, read.get(name, "")) / max(len(want), 1), name) for name, want in truth.items()), reverse=True)


def mean(found):
    return sum(rate for rate, _ in found) / max(len(found), 1)


def misreadings(truth, read):
    """How often words were read as others: [((printed, read), times)]."""
    counts = collections.Counter()
    for name, want in truth.items():
        a, b = want.split(), read.get(name, "").split()
        for tag, i, i1, j, j1 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            if tag != "equal":
                counts[" ".join(a[max(i - 1, 0):i1 + 1])[:70], " ".join(b[max(j - 1, 0):j1 + 1])[:70]] += 1
    return counts


def lost(before, after):
    """The tables that lost most F1: „citations −0.012“."""
    drops = [(f["f1"] - after[t]["f1"], t) for t, f in before.items() if isinstance(f, dict) and "f1" in f]
    return ", ".join(f"{t} {-d:+.3f}" for d, t in sorted(drops, reverse=True)[:3] if d > 0.0005)


# ---- the run ---------------------------------------------------------------------------------------------------------

def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--sample", type=int, help="so many texts of each folder, evenly taken")
    parser.add_argument("--savet", help="the program; built where it is not named")
    parser.add_argument("--keep", help="a folder for the scans and datasets; scans that are there are not made again")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--speed", action="store_true", help="pages a second with one job and with two")
    parser.add_argument("--no-engine", action="store_true", help="leave the engine alone out")
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--most-characters", default="", help="300=1.0,200=2.0")
    parser.add_argument("--most-lost", type=float, default=1.0, help="macro F1 against the printed PDFs, at 300 dots an inch")
    parser.add_argument("folders", nargs="*")
    args = parser.parse_args()
    for program in ["soffice", "pdftoppm", "pdftotext", "tesseract"]:
        if not shutil.which(program):
            sys.exit(f"{program} is missing: NOTHING WAS CHECKED")
    formats.FILTERS["pdf"] = "pdf"
    savet = args.savet
    if not savet:
        subprocess.run(["cargo", "build", "--release", "--quiet", "--bin", "savet"], cwd=ROOT, check=True)
        savet = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release", "savet")
    folders = args.folders or [f for f in (os.path.join(ROOT, "fixtures/gold"), os.path.join(ROOT, "../shared/gold/dev")) if os.path.isdir(f)]
    marks = dict(mark.split("=") for mark in args.most_characters.split(",") if mark)

    bad = []
    with tempfile.TemporaryDirectory() as tmp:
        work = args.keep or tmp
        at = lambda *names: os.path.join(work, *names)
        for name in ("gold", "txt"):
            shutil.rmtree(at(name), ignore_errors=True)
            os.makedirs(at(name))
        texts = {}
        for folder in folders:
            stems = sorted(n[:-4] for n in os.listdir(folder) if n.endswith(".txt"))
            many = min(args.sample or len(stems), len(stems))
            for stem in (stems[i * len(stems) // many] for i in range(many)):
                with open(os.path.join(folder, stem + ".txt"), encoding="utf-8") as file:
                    texts[stem] = file.read()
                shutil.copy(os.path.join(folder, stem + ".txt"), at("txt"))
                shutil.copy(os.path.join(folder, stem + ".gold.json"), at("gold"))
        extract(savet, at("txt"), at("out-txt"), args.jobs)
        as_text = score(savet, at("out-txt"), at("gold"), at("txt"), at("txt.json"))
        if not os.path.isdir(at("printed")):
            printed(texts, at("printed"))
        extract(savet, at("printed"), at("out-printed"), args.jobs)
        truth = as_read(at("out-printed"))
        layer = score(savet, at("out-printed"), at("gold"), at("printed"), at("printed.json"))
        print(f"{len(texts)} documents; macro F1 of the texts {as_text['macro_f1']:.4f}, of the printed PDFs {layer['macro_f1']:.4f}; "
              f"pdftotext of these {mean(rates(truth, texts_of(pdftotext, at('printed')))):.2f} %\n")
        print("kind    pages  characters: savet, engine alone   macro F1: scans  (texts, PDFs)   lost most                worst")
        for kind in args.kinds.split(","):
            folder, out = at(kind), at("out-" + kind)
            if not os.path.isdir(folder):
                scanned(at("printed"), kind, folder)
            pages = sum(len(drawn(os.path.join(folder, n), 10)) for n in os.listdir(folder))
            extract(savet, folder, out, args.jobs)
            now = score(savet, out, at("gold"), folder, at(kind + ".json"))
            read = as_read(out)
            ours = rates(truth, read)
            alone = "–" if args.no_engine else f"{mean(rates(truth, remembered(at(kind + '.engine.json'), folder))):.2f}"
            f1 = now["macro_f1"]
            print(f"{kind:7} {pages:5} {mean(ours):15.2f} % {alone:>9} % {f1:23.4f}  ({f1 - as_text['macro_f1']:+.4f}, {f1 - layer['macro_f1']:+.4f})  "
                  f"{lost(as_text, now)}  {', '.join(f'{n[:-4]} {r:.2f}' for r, n in ours[:3])}", flush=True)
            for (want, got), times in misreadings(truth, read).most_common(args.worst):
                print(f"    {times:4} × {want!r} → {got!r}")
            if kind in marks and mean(ours) > float(marks[kind]):
                bad.append(f"{kind}: {mean(ours):.2f} % of the characters are wrong, at most {marks[kind]}")
            if "200" not in kind and layer["macro_f1"] - f1 > args.most_lost:
                bad.append(f"{kind}: macro F1 {f1:.4f}, of the printed PDFs {layer['macro_f1']:.4f}")
        if args.speed:
            kind = args.kinds.split(",")[0]
            pages = sum(len(drawn(os.path.join(at(kind), n), 10)) for n in os.listdir(at(kind)))
            shutil.rmtree(at("out-one"), ignore_errors=True)
            shutil.rmtree(at("out-two"), ignore_errors=True)
            one, two = (pages / extract(savet, at(kind), at("out-" + name), jobs) for name, jobs in (("one", 1), ("two", 2)))
            print(f"\n{kind}: {one:.2f} pages a second with one job, {two:.2f} with two: {two / one:.2f} times")
    sys.exit("\n".join(bad) or 0)


if __name__ == "__main__":
    main()
