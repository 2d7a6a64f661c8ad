//! Pages and pieces of pages, and the text of each.

use super::read;
use crate::model::{Limits, TextSource};

fn text(html: &str) -> String {
    read(html.as_bytes(), &Limits::default()).expect("a page").text
}

#[test]
fn paragraphs_and_breaks() {
    assert_eq!(text("<p>Реши\n  ние</p><p>а<br>б"), "Реши ние\nа\nб\n");
    assert_eq!(text("<div>а <b>б</b><i> в</i></div><div>г</div>"), "а б в\nг\n");
    assert_eq!(
        text("чл.&nbsp;21 &laquo;а&raquo; &#8470; &#x2116;"),
        "чл.\u{a0}21 «а» № №\n"
    );
    assert_eq!(text("<p>а</p><p><br></p><p>&nbsp;<p>б<br></p>"), "а\n\n\nб\n");
    assert_eq!(text("<pre>\nа\n  б</pre>"), "а\n  б\n");
    assert_eq!(text("чл. 21<sup>1</sup>, 5 м<sup>2</sup>"), "чл. 21¹, 5 м2\n");
}

#[test]
fn lists() {
    assert_eq!(text("<ol><li>а<li>б</ol>"), "1. а\n2. б\n");
    assert_eq!(
        text("<ol start=3 type=A><li>а<li value=7>б<li>в</ol>"),
        "C. а\nG. б\nH. в\n"
    );
    assert_eq!(text("<ol reversed><li>а<li>б</ol>"), "2. а\n1. б\n");
    assert_eq!(
        text("<ol type=i><li>а<ol><li>б</ol><li>в</ol>"),
        "i. а\n    1. б\nii. в\n"
    );
    assert_eq!(text("<ul><li>а<li><p>б</p></ul>"), "• а\n• б\n");
    assert_eq!(
        text("<ol><li>1. а<li>2. б</ol>"),
        "1. а\n2. б\n",
        "a site's style takes the numbers away"
    );
    assert_eq!(text("<ol style='list-style: none'><li>а</ol>"), "а\n");
    assert_eq!(text("<dl><dt>Дата<dd>5 май</dl>"), "Дата\n5 май\n");
}

#[test]
fn tables() {
    let table = "<table><tr><th>Име<th>Сума<tr><td>Иван<td>5</table>";
    assert_eq!(text(table), "Име    Сума\nИван   5\n");
    let spans = "<table><tr><td colspan=2>аа<td>б<tr><td rowspan=2>в<td>г<td>д<tr><td>е<td>ж</table>";
    assert_eq!(text(spans), " аа     б\nв   г   д\n    е   ж\n");
    let frame = "<table><tr><td><table><tr><td>а<td>б</table><td><p>в<p>г</table>";
    assert_eq!(text(frame), "а   б\nв\nг\n");
}

#[test]
fn what_nobody_sees() {
    let page = "<title>Съвет</title><style>p{}</style><script>var a='<p>не';</script><!-- не --><p>да\
                <p hidden>не<p style='DISPLAY: none'>не<select><option>не</select><span class='sr-only'>не</span>";
    assert_eq!(text(page), "да\n");
    assert_eq!(
        text("<script>а <p>Решение № 5 на съвета</p>").trim(),
        "а\nРешение № 5 на съвета"
    );
}

#[test]
fn pages_of_word() {
    let page = "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>\
                <![endif]>Приема<o:p></o:p></p><!--[if gte mso 9]><xml>не</xml><![endif]-->\
                <p><del>не</del><ins>да</ins><span style='mso-hide:all'>не</span></p>";
    assert_eq!(text(page), "1. Приема\nда\n");
    let tab = |room: &str| {
        text(&format!(
            "<p>за:<span style='mso-tab-count:1'>{room}</span>11</p>"
        ))
    };
    assert_eq!(tab("&nbsp; "), "за:\t11\n");
    assert_eq!(tab("&nbsp;&nbsp;&nbsp; "), "за:\u{a0}\u{a0}\u{a0} 11\n");
}

#[test]
fn encodings() {
    let page = |said: &str| format!("<meta charset={said}><p>Общински съвет реши</p>");
    for said in ["windows-1251", "utf-8", "iso-8859-1"] {
        let page = page(said);
        let old = encoding_rs::WINDOWS_1251.encode(&page).0;
        for bytes in [page.as_bytes(), &old] {
            let read = read(bytes, &Limits::default()).expect("a page");
            assert_eq!(read.text, "Общински съвет реши\n", "{said}");
            let right = (said == "utf-8") == (bytes == page.as_bytes()) && said != "iso-8859-1";
            assert_eq!(read.text_source == TextSource::Embedded, right, "{said}");
        }
    }
}

const DECISION: &str = "<h1>РЕШЕНИЕ № 45</h1><p>На основание чл. 21, ал. 1, т. 8 от ЗМСМА Общинският съвет – Елена реши:</p>\
     <ol><li>Дава съгласие да бъде продаден поземлен имот с идентификатор, описан в докладната записка.\
     <li>Възлага на кмета.</ol><p>Гласували: „за“ – 11</p>";

fn keeps(page: &str) {
    let read = text(page);
    for words in [
        "РЕШЕНИЕ № 45",
        "1. Дава съгласие",
        "2. Възлага",
        "Гласували: „за“ – 11",
    ] {
        assert!(read.contains(words), "{words} of\n{read}");
    }
    for words in ["Начало", "бисквитки", "Новини", "запазени"] {
        assert!(!read.contains(words), "{words} in\n{read}");
    }
}

const MENU: &str = "<a href=/>Начало</a> <a href=/n>Новини</a> <a href=/k>Контакти</a> <a href=/s>Съвет</a>";

#[test]
fn a_page_of_today() {
    keeps(&format!(
        "<header><nav>{MENU}</nav></header><main><article>{DECISION}</article></main>\
         <aside><h2>Новини</h2><p>{MENU}</p></aside><footer>© 2024 Всички права запазени</footer>\
         <div id=cookie-law>Сайтът използва бисквитки</div>"
    ));
}

#[test]
fn a_page_within_tables() {
    keeps(&format!(
        "<table><tr><td colspan=3>{MENU}<tr><td>{MENU}<br>{MENU}<td>{DECISION}<td><b>Новини</b>{MENU}\
         <tr><td colspan=3>Всички права запазени</table>"
    ));
}

#[test]
fn a_page_of_blogs() {
    keeps(&format!(
        "<div id=page><div class='site-header'><ul class=menu><li>{MENU}</ul></div>\
         <div class='content-area'><div class='entry-content'>{DECISION}</div>\
         <div class='sharedaddy share'>Новини</div></div><div id=secondary class='widget-area'>{MENU}<p>Новини за всички</div>\
         <div class='site-info footer'>Всички права запазени</div></div>"
    ));
}

#[test]
fn a_document_is_never_lost() {
    for page in [
        format!("<div class='sidebar menu'>{DECISION}</div>"),
        format!("<footer>{DECISION}</footer>"),
        format!(
            "<nav>{DECISION}</nav><p>Начална страница на общината, на която няма нищо друго за гледане.</p>"
        ),
        format!("<div style='display:none'>{DECISION}</div><p>Покажи решението</p>"),
    ] {
        assert!(text(&page).contains("1. Дава съгласие"), "{page}");
    }
}

#[test]
fn a_number_that_only_the_title_tells() {
    let page = "<title>Решение № 573 – Хасково</title><p>На основание чл. 21";
    assert_eq!(text(page), "Решение № 573 – Хасково\nНа основание чл. 21\n");
    assert!(!text("<title>Решение № 573</title><p>РЕШЕНИЕ №573").contains("Решение"));
}

#[test]
fn deep_and_wide_pages_end() {
    for part in [
        "<div>",
        "<table><tr><td>",
        "<td colspan=100>",
        "<tr><td rowspan=100 colspan=100>",
        "<ul><li>",
        "<b>",
        "<p><a href=x>",
        "</p></td>",
        "<table",
        "&",
        "<!--",
    ] {
        let page = part.repeat(100_000 / part.len());
        assert!(read(page.as_bytes(), &Limits::default()).is_ok(), "{part}");
    }
}
