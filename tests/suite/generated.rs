//! Documents put together at random from the parts that documents have: whatever the order and number of their parts, what is
//! promised of every document holds.

use proptest::prelude::*;
use proptest::sample::select;
use savet::Limits;

use super::promises;
use super::traps::traps;

/// A number as papers have it, right or not.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        (0u32..1000).prop_map(|n| n.to_string()),
        (0u32..99, 1990u32..2030).prop_map(|(n, year)| format!("{n}/{year}")),
        select(vec!["", "12-А", "1 1 7", "№", "XIV", "0", "99999999999999999999"]).prop_map(str::to_owned),
    ]
}

fn date() -> impl Strategy<Value = String> {
    (
        0u32..40,
        0u32..15,
        1900u32..2100,
        select(vec![" г.", "г.", " година", ""]),
    )
        .prop_map(|(day, month, year, end)| format!("{day:02}.{month:02}.{year}{end}"))
}

fn sum() -> impl Strategy<Value = String> {
    let unit = select(vec![" лв.", " лева", " евро", "лв", " хил. лв.", " лв./кв.м"]);
    let words = select(vec![
        "",
        " (сто лева)",
        " /хиляда и двеста евро/",
        " (51,13 евро)",
        " без ДДС",
    ]);
    (0u64..5_000_000, 0u32..100, unit, words)
        .prop_map(|(n, cents, unit, words)| format!("{n},{cents:02}{unit}{words}"))
}

fn heading() -> impl Strategy<Value = String> {
    let word = select(vec![
        "РЕШЕНИЕ",
        "Р Е Ш Е Н И Е",
        "ПРОТОКОЛ",
        "ДОКЛАДНА ЗАПИСКА",
        "Решение",
        "НАРЕДБА",
        "ЗАПОВЕД",
    ]);
    (word, number(), date()).prop_map(|(word, number, date)| format!("{word} № {number}\nот {date}\n\n"))
}

fn basis() -> impl Strategy<Value = String> {
    let opening = select(vec!["На основание ", "във връзка с ", "съгласно ", "и "]);
    let act = select(vec![
        "ЗМСМА",
        "Закона за общинската собственост",
        "същия закон",
        "Наредба № 7",
        "АПК",
        "ПЗР на ЗСПЗЗ",
    ]);
    (opening, number(), 0u32..30, act).prop_map(|(opening, article, paragraph, act)| {
        format!("{opening}чл. {article}, ал. {paragraph}, т. 1 и 2 от {act},\n")
    })
}

fn item() -> impl Strategy<Value = String> {
    let label = select(vec!["1. ", "2. ", "2.1. ", "а) ", "II. ", "- ", "§ 1. ", ""]);
    let verb = select(vec![
        "Приема ",
        "Отпуска ",
        "Отменя Решение № 5 и ",
        "Избира ",
        "Възлага на кмета ",
        "Не приема ",
    ]);
    (label, verb, sum(), date())
        .prop_map(|(label, verb, sum, date)| format!("{label}{verb}{sum} до {date}.\n"))
}

fn tally() -> impl Strategy<Value = String> {
    (0u32..60, 0u32..60, select(vec!["няма", "0", "3", "2 (двама)"])).prop_map(|(yes, no, rest)| {
        format!("Гласували: {yes} „за“, {no} „против“, {rest} „въздържали се“.\n")
    })
}

fn table() -> impl Strategy<Value = String> {
    let row = (
        select(vec!["данък", "Иван Иванов", "§ 10-15", "ВСИЧКО:", ""]),
        prop::collection::vec(sum(), 0..4),
    );
    let rows = prop::collection::vec(row, 0..5);
    (
        select(vec![
            "№  Име  Сума\n",
            "ПОКАЗАТЕЛИ      2024      2025\n(в лева)\n",
            "",
        ]),
        rows,
    )
        .prop_map(|(head, rows)| {
            let line = |(name, cells): (&str, Vec<String>)| format!("{name}      {}\n", cells.join("    "));
            head.to_owned() + &rows.into_iter().map(line).collect::<String>()
        })
}

fn roll_call() -> impl Strategy<Value = String> {
    let row = (
        select(vec!["Иван Иванов", "Мария Петрова-Иванова", "А. Б. В."]),
        select(vec!["за", "ПРОТИВ", "въздържал се", "–", "отсъства"]),
    );
    prop::collection::vec(row, 0..6).prop_map(|rows| {
        rows.iter()
            .enumerate()
            .map(|(i, (name, vote))| format!("{}.  {name}  {vote}\n", i + 1))
            .collect()
    })
}

fn document() -> impl Strategy<Value = String> {
    let fixed = select(vec![
        "РЕШИ:\n",
        "Р Е Ш И:\n",
        "ДНЕВЕН РЕД:\n",
        "\n",
        "\u{c}",
        "Стр. 1 от 2\n\u{c}Стр. 2 от 2\n",
        "ОТНОСНО: ",
    ]);
    let part = prop_oneof![
        2 => heading(),
        2 => basis(),
        4 => item(),
        1 => tally(),
        1 => table(),
        1 => roll_call(),
        3 => fixed.prop_map(str::to_owned),
        3 => select(traps()),
    ];
    prop::collection::vec(part, 0..16).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn promises_hold(text in document()) {
        promises::normalized(&text);
        promises::staged(&text);
        promises::extract(text.as_bytes(), &Limits::default(), true);
    }
}
