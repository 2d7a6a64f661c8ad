//! Reading order of layouts that are neither lines nor columns nor tables.

use super::{LEFT, RIGHT, column, text_of, wrapped_table};

fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|l| !l.is_empty()).collect()
}

#[test]
fn a_stamp_at_an_angle_is_read_by_itself() {
    // 12 degrees; its letters lie over the lines of the page.
    let stamp =
        "BT /F1 9 Tf 0.978 0.208 -0.208 0.978 120 640 Tm (Вх. № 12-А) Tj 0 -13 Td (община Примерово) Tj ET";
    let text = text_of(&format!("{}{stamp}", column(50, 700, &LEFT))).text;
    let got = lines(&text);
    assert_eq!(got[..9], LEFT, "{text}");
    assert_eq!(got[9..], ["Вх. № 12-А", "община Примерово"], "{text}");
}

#[test]
fn a_watermark_is_one_word() {
    let mark = "BT /F1 80 Tf 0.707 0.707 -0.707 0.707 60 500 Tm (ПРОЕКТ) Tj ET";
    let doc = text_of(&format!("{mark} {}", column(50, 700, &LEFT)));
    assert_eq!(lines(&doc.text).last(), Some(&"ПРОЕКТ"), "{}", doc.text);
    let first = doc.pages[0].glyphs[doc.pages[0].glyphs.len() - 6].rect;
    assert!(
        (first.x0 - 60.0).abs() < 60.0 && (first.y1 - 300.0).abs() < 60.0,
        "its box is where it stands: {first:?}"
    );
}

#[test]
fn a_drop_cap_begins_its_line() {
    let content = format!(
        "BT /F1 38 Tf 50 672 Td (О) Tj ET {}{}",
        column(
            74,
            700,
            &[
                "бщинският съвет прие решение",
                "с мнозинство от гласовете и го",
                "обнародва на страницата."
            ]
        ),
        column(50, 658, &["Следва редът под голямата буква."])
    );
    let text = text_of(&content).text;
    assert_eq!(
        lines(&text),
        [
            "Общинският съвет прие решение",
            "с мнозинство от гласовете и го",
            "обнародва на страницата.",
            "Следва редът под голямата буква."
        ],
        "{text}"
    );
}

#[test]
fn raised_digits_are_other_signs() {
    let content = "BT /F1 10 Tf 70 700 Td (ал. 2) Tj 6 0 0 6 95 704 Tm /F1 1 Tf (1) Tj ET \
                   BT /F1 10 Tf 70 680 Td (по чл. 5, ал. 21 от наредбата) Tj ET";
    assert_eq!(
        lines(&text_of(content).text),
        ["ал. 2¹", "по чл. 5, ал. 21 от наредбата"]
    );
}

#[test]
fn a_box_beside_a_paragraph_follows_it() {
    let content = format!(
        "{}400 640 150 70 re S\n{}{}",
        column(50, 700, &LEFT),
        column(
            410,
            696,
            &["Вх. № 12-00-3", "Дата: 3.04.2024", "Община Примерово"]
        ),
        column(50, 540, &["Нов ред под полето."])
    );
    let text = text_of(&content).text;
    let got = lines(&text);
    assert_eq!(got[..9], LEFT, "{text}");
    assert_eq!(
        got[9..],
        [
            "Вх. № 12-00-3",
            "Дата: 3.04.2024",
            "Община Примерово",
            "Нов ред под полето."
        ],
        "{text}"
    );
}

#[test]
fn numbers_of_lines_are_set_aside() {
    let numbers: String = (0..9)
        .map(|i| format!("BT /F1 6 Tf 30 {} Td ({}) Tj ET\n", 700 - 14 * i, i + 1))
        .collect();
    let doc = text_of(&format!("{}{numbers}", column(50, 700, &LEFT)));
    assert_eq!(lines(&doc.text)[..9], LEFT, "{}", doc.text);
    assert_eq!(doc.pages[0].furniture.len(), 9, "{}", doc.text);
}

#[test]
fn a_word_wider_than_its_cell_is_whole() {
    // 103 points inside the cell hold twenty letters of five points.
    let cells = [
        (50, 113, vec!["Горнопримерскомирмир", "ово"]),
        (163, 110, vec!["частна собственост"]),
    ];
    let mut content = String::new();
    for (x, width, words) in cells {
        let top = 673 + 7 * (words.len() as u32 - 1);
        content += &format!("{x} 660 {width} 40 re S\n{}", column(x + 5, top, &words));
    }
    let text = text_of(&content).text;
    assert!(text.starts_with("Горнопримерскомирмирово  "), "{text}");
}

#[test]
fn a_code_broken_behind_its_hyphen_gets_no_blank() {
    let content = wrapped_table([
        [&["Заповед"], &["Вид"], &["Площ"]],
        [
            &["Заповед № РД-25-", "1098 от 2.04.2024"],
            &["частна общ. собстве-", "ност"],
            &["36"],
        ],
    ]);
    let text = text_of(&content).text;
    assert!(
        text.contains("РД-25-1098 от") && text.contains("собстве\u{AD}ност"),
        "{text}"
    );
}

#[test]
fn a_turned_table_joins_its_wrapped_cells() {
    let table = wrapped_table([
        [&["Имот"], &["Начална месечна", "стойност"], &["Площ"]],
        [&["12345.501.77"], &["1 250,50 лв. без", "данъка"], &["36"]],
    ]);
    // A quarter turn against the clock.
    let text = text_of(&format!("0 1 -1 0 700 0 cm\n{table}")).text;
    assert!(text.contains("Начална месечна стойност  "), "{text}");
    assert!(text.contains("1 250,50 лв. без данъка"), "{text}");
}

#[test]
fn what_follows_columns_is_below_both() {
    let content = format!(
        "{}{}{}{}{}",
        column(50, 700, &LEFT),
        column(320, 700, &RIGHT),
        column(50, 562, &["Ред под колоните"]),
        column(50, 540, &["Показател", "Приходи"]),
        column(320, 540, &["План", "12,5"])
    );
    let text = text_of(&content).text;
    let got = lines(&text);
    assert_eq!(got[..9], LEFT, "{text}");
    assert_eq!(got[9..18], RIGHT, "{text}");
    assert_eq!(got[18], "Ред под колоните", "{text}");
    assert!(
        got[19].starts_with("Показател   ") && got[19].ends_with("План"),
        "{text}"
    );
}

#[test]
fn cells_in_the_middle_of_wrapped_ones_begin_their_row() {
    let content = format!(
        "{}{}{}",
        column(50, 693, &["1."]),
        column(80, 700, &["Ремонт на покрива на", "училището в града"]),
        column(300, 693, &["125 400,00"])
    );
    let text = text_of(&content).text;
    let got: Vec<Vec<&str>> = lines(&text)
        .iter()
        .map(|l| l.split("  ").map(str::trim).filter(|c| !c.is_empty()).collect())
        .collect();
    assert_eq!(
        got[0].join("|").replace("1. ", "1.|"),
        "1.|Ремонт на покрива на|125 400,00",
        "{text}"
    );
    assert_eq!(got[1], ["училището в града"], "{text}");
}

#[test]
fn columns_end_under_a_table() {
    // The gap between the table's cells stands right above the gutter.
    let rule = |y: u32| format!("50 {y} m 540 {y} l S\n");
    let content = format!(
        "{}{}{}{}{}{}{}{}{}",
        rule(716),
        column(50, 700, &["Наименование на обекта"]),
        column(320, 700, &["Стойност"]),
        column(50, 686, &["Ремонт на улица"]),
        column(320, 686, &["12,5"]),
        rule(680),
        column(50, 650, &LEFT[..4]),
        column(320, 650, &RIGHT[..4]),
        column(50, 560, &["КМЕТ: И. Примеров"])
    );
    let text = text_of(&content).text;
    let got = lines(&text);
    assert!(
        got[0].ends_with("  Стойност") && got[1].ends_with("  12,5"),
        "{text}"
    );
    assert_eq!(got[2..6], LEFT[..4], "{text}");
    assert_eq!(got[6..10], RIGHT[..4], "{text}");
    assert_eq!(got[10], "КМЕТ: И. Примеров", "{text}");
}
