#!/usr/bin/env python3
"""Three questions to a dataset, asked with DuckDB and again with pandas.

    pip install duckdb pandas
    savet extract decisions --out dataset
    examples/questions.py dataset [--least 10000] [--councillor NAME]

Every answer names the rows that it stands on: `savet show dataset ID` shows the words in the document. It ends with 1 where the two
ways disagree.
"""
import argparse
import sys
from pathlib import Path

import duckdb
import pandas

# Продажби над сума: the dearest sum of an item that sells, or consents to a sale.
SALES = """
select m.municipality, d.number, r.resolution_id, max(cast(a.value_eur as double)) as eur, any_value(d.subject) as subject
from resolutions r
join decisions d using (decision_id)
join documents m on m.document_id = d.document_id
join amounts a on a.resolution_id = r.resolution_id
where (r.action = 'sell' or r.text ilike '%прода%') and d.outcome = 'adopted' and cast(a.value_eur as double) >= ? and m.duplicate_of is null
group by all
order by eur desc, r.resolution_id
"""

# Отдаване под наем по общини: how many adopted items let something.
LEASES = """
select m.municipality, count(*) as leases
from resolutions r
join decisions d using (decision_id)
join documents m on m.document_id = d.document_id
where r.action = 'lease' and d.outcome = 'adopted' and m.duplicate_of is null
group by all
order by leases desc, m.municipality
"""

# Как гласува съветник: the choices of one councillor, by name as printed.
VOTES = """
select choice, count(*) as votes
from votes
where councillor = ?
group by choice
order by choice
"""


def tables(folder: Path) -> dict[str, pandas.DataFrame]:
    names = ["documents", "decisions", "resolutions", "amounts", "votes"]
    # Numbers of decisions are words: 007 stays 007.
    frames = {name: pandas.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False) for name in names}
    frames["amounts"]["value_eur"] = pandas.to_numeric(frames["amounts"]["value_eur"])
    return frames


def with_duckdb(folder: Path, least: float, councillor: str):
    db = duckdb.connect()
    for name in ["documents", "decisions", "resolutions", "amounts", "votes"]:
        # Every column as words, so that the number 007 stays 007.
        db.register(name, db.read_csv(str(folder / f"{name}.csv"), all_varchar=True))
    sales = db.execute(SALES, [least]).fetchall()
    return sales, db.execute(LEASES).fetchall(), db.execute(VOTES, [councillor]).fetchall()


def with_pandas(frames: dict[str, pandas.DataFrame], least: float, councillor: str):
    documents = frames["documents"].query("duplicate_of == ''")[["document_id", "municipality"]]
    decisions = frames["decisions"].query("outcome == 'adopted'")[["decision_id", "document_id", "number"]]
    items = frames["resolutions"][["resolution_id", "decision_id", "action", "text"]]
    items = items.merge(decisions, on="decision_id").merge(documents, on="document_id")
    sums = frames["amounts"].query("value_eur >= @least").groupby("resolution_id")["value_eur"].max()
    sells = (items["action"] == "sell") | items["text"].str.contains("прода", case=False)
    sales = items[sells].merge(sums, left_on="resolution_id", right_index=True)
    sales = sales.sort_values(["value_eur", "resolution_id"], ascending=[False, True])
    leases = items.query("action == 'lease'").groupby("municipality").size()
    votes = frames["votes"].query("councillor == @councillor").groupby("choice").size()
    return sales, leases, votes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--least", type=float, default=10_000, help="euro")
    parser.add_argument("--councillor", help="by name as printed; otherwise the one who voted most often")
    args = parser.parse_args()
    frames = tables(args.dataset)
    names = frames["votes"]["councillor"].value_counts()
    councillor = args.councillor or (sorted(names[names == names.max()].index)[0] if len(names) else "")

    sales, leases, votes = with_duckdb(args.dataset, args.least, councillor)
    print(f"Sales of {args.least:,.0f} euro and more")
    for municipality, number, item, eur, subject in sales:
        print(f"  {municipality or '?':20} № {number or '?':8} {eur:>14,.2f}  {item}  {subject or ''}")
    print("Leases by council")
    for municipality, count in leases:
        print(f"  {municipality or '?':20} {count:>5}")
    print(f"How {councillor or 'nobody'} voted")
    for choice, count in votes:
        print(f"  {choice:12} {count:>5}")

    other_sales, other_leases, other_votes = with_pandas(frames, args.least, councillor)
    same = (
        [row[2] for row in sales] == list(other_sales["resolution_id"])
        and {m or "": n for m, n in leases} == other_leases.to_dict()
        and dict(votes) == other_votes.to_dict()
    )
    if not same:
        print("DuckDB and pandas disagree", file=sys.stderr)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
