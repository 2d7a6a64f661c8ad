#!/usr/bin/env python3
"""Measures a report of many decisions: how long it takes to write, and how quick it is in a browser.

    benches/report.py [--decisions 20000] [--savet target/release/savet] [--keep FOLDER]

Makes a dataset of decisions that nobody has taken, each with items, sums, provisions, dates and votes, writes its report with `savet report`,
and has tests/report.py open it: the first view, the list, a key in the search field until its results are drawn.
"""
import argparse, hashlib, json, pathlib, random, resource, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
COUNCILS = ["Рила", "Елена", "Кула", "Ямбол", "Ловеч", "Мизия", "Девня", "Завет", "Каварна", "Силистра", "Гоце Делчев", "Стара Загора"]
THINGS = ["общински жилищен имот", "поземлен имот с начин на трайно ползване пасище", "земеделски земи от общинския поземлен фонд", "помещение за лекарски кабинет",
          "детска градина и основно училище", "ремонт на улици и тротоари", "такса за битови отпадъци", "бюджета на общината и поименния списък на капиталовите разходи",
          "подробен устройствен план", "еднократна парична помощ", "читалище и народна библиотека", "градски транспорт и обществени линии"]
DOES = [("sell", "Да се извърши продажба чрез публичен търг на"), ("lease", "Да се отдаде под наем чрез публично оповестен конкурс"), ("adopt", "Приема изменение и допълнение на правилника за"),
        ("grant", "Отпуска средства от общинския бюджет за"), ("assign", "Възлага на кмета на общината да извърши последващите действия за"), ("approve", "Одобрява проект и пазарна оценка за")]
ACTS = [("zmsma", "чл. 21, ал. 1, т. 8 ЗМСМА"), ("zos", "чл. 35, ал. 1 ЗОС"), ("zspzz", "чл. 37и, ал. 3 ЗСПЗЗ"), ("zut", "чл. 129, ал. 1 ЗУТ"), ("zmdt", "чл. 9 ЗМДТ")]


def document(number, dice):
    """A document with one decision, as a line of documents.jsonl, and its text."""
    id = hashlib.sha256(str(number).encode()).hexdigest()
    id16, text = id[:16], ""
    council = "Общински съвет – " + dice.choice(COUNCILS)
    date = f"{dice.randint(2011, 2026)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    about = f"{dice.choice(THINGS)} № {number} в {dice.choice(COUNCILS)}"
    text = f"{council.upper()}\nРЕШЕНИЕ № {number}\nот {date} г.\nОтносно: {about}\nРЕШИ:\n"
    rows = {name: [] for name in ("resolutions", "citations", "amounts", "dates", "votes", "references", "identifiers", "parties", "relations")}

    def place(words):
        nonlocal text
        start = len(text)
        text += words
        return {"page": 1, "start": start, "end": len(text), "quote": words, "boxes": [], "rule": "bench"}

    for i in range(dice.randint(2, 6)):
        action, verb = dice.choice(DOES)
        words = f"{verb} {dice.choice(THINGS)}, {dice.choice(THINGS)} и {dice.choice(THINGS)} на територията на общината."
        item = place(f"{i + 1}. {words}")
        item.pop("quote")
        rows["resolutions"].append({"resolution_id": f"{id16}-r{i + 1}", "document_id": id16, "decision_id": f"{id16}-d1", "path": str(i + 1), "parent": None, "action": action, "verb": verb, "text": words, **item})
        text += "\n"
        value = dice.randint(100, 90000000)
        euros = round(value / 195.583, 2)
        rows["amounts"].append({"amount_id": f"{id16}-a{i + 1}", "document_id": id16, "decision_id": f"{id16}-d1", "resolution_id": f"{id16}-r{i + 1}", "value": value / 100, "currency": "BGN", "value_eur": euros,
                                "words_value": None, "words_agree": None, "vat": None, "per": None, "dual_of": None, "label": "цена", **place(f"{value / 100} лв.")})
        text += "\n"
        act, canonical = dice.choice(ACTS)
        rows["citations"].append({"citation_id": f"{id16}-c{i + 1}", "document_id": id16, "decision_id": f"{id16}-d1", "resolution_id": None, "role": "basis", "act_id": act, "act": None, "act_kind": "закон", "act_number": None, "act_year": None,
                                  "article": "21", "paragraph": None, "point": None, "letter": None, "sentence": None, "section": None, "canonical": canonical, **place(canonical)})
        text += "\n"
    head = {"decision_id": f"{id16}-d1", "document_id": id16, "work_id": None, "number": str(number), "date": date, "municipality_code": None, "council": council, "protocol_number": None, "protocol_date": None,
            "session_kind": None, "agenda_item": None, "subject": about, "proposal_number": None, "proposal_date": None, "proposer": None, "outcome": dice.choice(["adopted"] * 8 + ["rejected", "postponed"]),
            "votes_for": 15, "votes_against": 2, "votes_abstained": 1, "votes_cast": 18, "votes_present": 18, "votes_total": 21, "signatory": None, "signatory_role": None, "page": 1, "start": 0, "end": len(text), "boxes": [], "rule": None}
    top = {"document_id": id16, "source": f"bench/{number}.txt", "sha256": id, "bytes": len(text), "format": "txt", "pages": 1, "text_source": "embedded", "type": "decision", "municipality_code": None, "municipality": None,
           "title": f"Решение № {number}", "date": date, "protocol_number": None, "status": "ok", "error": None, "warnings": 0, "duplicate_of": None, "also_at": [], "decisions": [{**head, **rows}], **{name: [] for name in rows}, "diagnostics": []}
    return json.dumps(top, ensure_ascii=False), id16, text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--decisions", type=int, default=20000)
    parser.add_argument("--savet", default=str(ROOT / "target/release/savet"))
    parser.add_argument("--keep", type=pathlib.Path)
    args = parser.parse_args()
    folder = args.keep or pathlib.Path(tempfile.mkdtemp(prefix="savet-report-"))
    try:
        (folder / "text").mkdir(parents=True, exist_ok=True)
        (folder / "documents.csv").write_text("document_id,source\n")
        dice = random.Random(1)
        with open(folder / "documents.jsonl", "w") as lines:
            for number in range(1, args.decisions + 1):
                line, id, text = document(number, dice)
                lines.write(line + "\n")
                (folder / "text" / f"{id}.txt").write_text(text)
        for run in ("written", "written again"):
            begun = time.time()
            subprocess.run([args.savet, "report", folder], check=True, stdout=subprocess.DEVNULL)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"report {run} {time.time() - begun:.1f} s, peak {peak:.0f} MiB")
        subprocess.run([sys.executable, ROOT / "tests/report.py", folder / "report", "--speed"], check=True)
    finally:
        if not args.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
