#!/usr/bin/env python3
"""Which councils decided on the largest sums, and on what? Ten lines over a folder of documents: notebook.py FOLDER"""
import sys

import duckdb
import savet

tables = savet.extract_tables(sys.argv[1])
amounts, decisions, documents = tables.amounts, tables.decisions, tables.documents
print(duckdb.sql("""
    select m.municipality, d.number, d.date, max(a.value_eur) as eur, count(*) as sums, any_value(d.subject)[:60] as subject
    from amounts a join decisions d using (decision_id) join documents m on m.document_id = d.document_id
    where d.outcome = 'adopted' and m.duplicate_of is null group by all order by eur desc, d.number limit 10"""))
print(f"{len(decisions)} decisions in {len(documents)} documents; not read: {tables.failures}")
