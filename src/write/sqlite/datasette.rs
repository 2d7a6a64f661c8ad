//! `metadata.json`: titles, descriptions, licence and ready queries for Datasette.
//!
//! Source: <https://docs.datasette.io/en/stable/metadata.html>.

use serde_json::{Map, Value, json};

use crate::model::schema::Table;

/// A query that is ready to be run.
struct Query {
    name: &'static str,
    title: &'static str,
    doc: &'static str,
    sql: &'static str,
}

const QUERIES: [Query; 5] = [
    Query {
        name: "search",
        title: "Търсене в решенията",
        doc: "Decisions whose subject or items have the words; several words must all be there, „words in quotes“ one after another.",
        sql: "select d.decision_id, d.council, d.number, d.date, d.subject, \
              snippet(decisions_fts, -1, '«', '»', '…', 24) as words, s.source, d.page \
              from decisions_fts join decisions d on d.rowid = decisions_fts.rowid \
              join documents s on s.document_id = d.document_id \
              where decisions_fts match :words order by rank limit 100",
    },
    Query {
        name: "largest_sums",
        title: "Най-големите суми",
        doc: "The largest sums in euro, with the words they were taken from. A price of a unit is none.",
        sql: "select a.value, a.currency, a.value_eur, a.label, a.quote, d.council, d.number, d.date, d.subject, s.source, a.page \
              from amounts a join documents s on s.document_id = a.document_id \
              left join decisions d on d.decision_id = a.decision_id \
              where a.dual_of is null and a.per is null and s.duplicate_of is null \
              order by a.value_eur desc limit 100",
    },
    Query {
        name: "close_votes",
        title: "Оспорвани гласувания",
        doc: "Decisions by the number of votes against and abstentions.",
        sql: "select council, number, date, subject, outcome, votes_for, votes_against, votes_abstained, decision_id \
              from decisions where votes_against + votes_abstained > 0 \
              order by votes_against + votes_abstained desc limit 100",
    },
    Query {
        name: "basis",
        title: "Решения по разпоредба",
        doc: "Decisions that name a provision as their legal basis: act zmsma, article 21.",
        sql: "select c.canonical, d.council, d.number, d.date, d.subject, c.quote, s.source, c.page \
              from citations c join documents s on s.document_id = c.document_id \
              left join decisions d on d.decision_id = c.decision_id \
              where c.role = 'basis' and c.act_id = :act and c.article = :article limit 1000",
    },
    Query {
        name: "where_it_is_named",
        title: "Къде се споменава",
        doc: "Documents that name a company, plot, project or account by its code.",
        sql: "select i.kind, i.value, i.quote, d.council, d.number, d.date, d.subject, s.source, i.page \
              from identifiers i join documents s on s.document_id = i.document_id \
              left join decisions d on d.decision_id = i.decision_id where i.value = :code",
    },
];

/// The views: names, titles, what a row is.
const VIEWS: [(&str, &str, &str); 6] = [
    (
        "decisions_with_sums",
        "Решения със сумите в тях",
        "One row a decision. sum_eur adds up the sums in the decision: one that is said in two currencies once, prices of a unit not at all. \
         A total and its parts are both in it.",
    ),
    (
        "sums_by_council_and_year",
        "По общини и години",
        "One row a council and year: decisions, what came of them, and the sums in them, in euro.",
    ),
    (
        "votes_by_councillor",
        "Гласувания по съветници",
        "One row a councillor's name in a council: how often he or she voted how, by name.",
    ),
    (
        "citations_by_act",
        "Цитирания по актове",
        "One row an act: how often it is cited, how often as the legal basis.",
    ),
    (
        "problems",
        "За проверка",
        "One row for everything that a person should look at, files that could not be read among it.",
    ),
    (
        "decision_texts",
        "Текст на решенията",
        "One row a decision: its subject and the words of its items, which decisions_fts searches.",
    ),
];

/// The file.
pub(super) fn metadata() -> Value {
    let tables = Table::ALL.into_iter().map(|t| (t.name().to_owned(), table(t)));
    let views = VIEWS
        .iter()
        .map(|(name, title, doc)| ((*name).to_owned(), json!({"title": title, "description": doc})));
    let queries: Map<String, Value> = QUERIES
        .iter()
        .map(|q| {
            let query = json!({"title": q.title, "description": q.doc, "sql": q.sql});
            (q.name.to_owned(), query)
        })
        .collect();
    json!({
        "title": "Документи и решения на общински съвети",
        "description": "Decisions of Bulgarian municipal councils, taken from their documents by savet. Every row names the page, \
                        the place and the words that it was taken from.",
        "license": "CC BY 4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "databases": {
            "savet": {
                "tables": tables.chain(views).collect::<Map<_, _>>(),
                "queries": queries,
            },
        },
    })
}

fn table(table: Table) -> Value {
    let column =
        |c: &crate::model::schema::Column| (c.name.to_owned(), format!("{}. {}", c.title, c.doc).into());
    let columns: Map<String, Value> = table.columns().iter().map(column).collect();
    let mut value = json!({
        "title": table.title(),
        "description": table.doc(),
        "columns": columns,
    });
    if table == Table::Decisions {
        value["fts_table"] = "decisions_fts".into();
        value["fts_pk"] = "rowid".into();
        value["label_column"] = "subject".into();
    }
    value
}
