//! Which documents are said to repeat another: the same paper in other bytes is, another paper by the same template is not.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::councils::{self, Facts, decision};
use super::support::{paths, root, savet, table};

/// Writes texts, extracts them, and gives for each the name of the one that it repeats.
fn repeats(texts: &[(&str, String)]) -> Vec<Option<String>> {
    let input = TempDir::new().expect("there is room");
    for (name, text) in texts {
        fs::write(input.path().join(name), text).expect("there is room");
    }
    let found = repeats_in(input.path());
    texts
        .iter()
        .map(|(name, _)| found.iter().find(|f| f.0 == *name).and_then(|f| f.1.clone()))
        .collect()
}

/// The name of every document below `input`, and of the one that it repeats.
fn repeats_in(input: &Path) -> Vec<(String, Option<String>)> {
    let out = TempDir::new().expect("there is room");
    let output = savet([
        "extract".as_ref(),
        input.as_os_str(),
        "--out".as_ref(),
        out.path().as_os_str(),
        "-q".as_ref(),
    ]);
    assert!(matches!(output.status.code(), Some(0 | 1)));
    let rows = table(out.path(), "documents");
    let name = |source: &str| source.rsplit('/').next().unwrap_or_default().to_owned();
    let by_id = |id: &str| {
        rows.iter()
            .find(|r| r["document_id"] == *id)
            .map(|r| name(&r["source"]))
    };
    rows.iter()
        .map(|r| (name(&r["source"]), by_id(&r["duplicate_of"])))
        .collect()
}

/// A page of a council's site with a decision on it.
fn page(decision: &str) -> String {
    format!(
        "Начало | Общината | Кмет | Общински съвет | Новини | Обяви | Контакти | Търсене\n\
         Заседания  Решения  Протоколи  Комисии  Съветници  Наредби  Декларации\n\n{decision}\n\n\
         Публикувано на 12.05.2025 г. в 14:32 ч. Прочетено 1847 пъти. Сподели в социалните мрежи\n\
         Последни новини: Ремонт на улица, Празник на града, Прием на граждани, Конкурс за рисунка\n\
         Телефон 0558 22 333, ел. поща obshtina@example.org. Всички права запазени 2025 г.\n"
    )
}

#[test]
fn a_decision_on_two_pages_is_a_repeat() {
    let text = decision(Facts::of(4));
    let found = repeats(&[
        ("a.txt", text.clone()),
        ("b.txt", page(&text)),
        ("c.txt", text.replace('\n', "\r\n")),
        ("d.txt", text.replace(" от ", "  от ").replace("„за“", "\"за\"")),
    ]);
    assert_eq!(
        found,
        [
            None,
            Some("a.txt".into()),
            Some("a.txt".into()),
            Some("a.txt".into())
        ]
    );
    let found = repeats(&[("a.txt", page(&text)), ("b.txt", text)]);
    assert_eq!(
        found,
        [None, Some("a.txt".into())],
        "the first by name is the one that is repeated"
    );
}

#[test]
fn another_decision_by_the_same_template_is_none() {
    let facts = Facts::of(4);
    let others = [
        Facts { number: 99, ..facts },
        Facts { day: 9, ..facts },
        Facts { sum: 101, ..facts },
        Facts {
            name: "Васил Иванов Киров",
            ..facts
        },
        Facts {
            place: "РИЛА",
            ..facts
        },
    ];
    let names = ["b.txt", "c.txt", "d.txt", "e.txt", "f.txt"];
    let mut texts = vec![("a.txt", decision(facts))];
    texts.extend(names.iter().zip(others).map(|(n, f)| (*n, decision(f))));
    assert_eq!(repeats(&texts), vec![None; texts.len()]);
    let pages: Vec<(&str, String)> = texts.iter().map(|(n, t)| (*n, page(t))).collect();
    assert_eq!(
        repeats(&pages),
        vec![None; pages.len()],
        "the same menus do not make the same paper"
    );
}

#[test]
fn papers_without_a_number_are_told_by_figures_and_names() {
    let proposal = |sum: u32, name: &str| {
        format!(
            "ДОКЛАДНА ЗАПИСКА\n\nУважаеми общински съветници,\n\nВ общината е постъпило заявление за отпускане на \
             еднократна помощ на лице в затруднено положение. Комисията разгледа представените документи и предлага \
             да бъде отпусната помощ в размер на {sum} лв. на {name}, тъй като отговаря на условията на правилника.\n\n\
             С уважение, кмет на общината\n"
        )
    };
    let first = proposal(300, "Иван Петров");
    let found = repeats(&[
        ("a.txt", first.clone()),
        ("b.txt", first.replace(". ", ".\n")),
        ("c.txt", proposal(350, "Иван Петров")),
        ("d.txt", proposal(300, "Мария Петрова")),
    ]);
    assert_eq!(found, [None, Some("a.txt".into()), None, None]);
}

#[test]
fn empty_papers_repeat_nothing() {
    let found = repeats(&[
        ("a.txt", "\n".into()),
        ("b.txt", "\n\n".into()),
        ("c.txt", "Приложение\n".into()),
        ("d.txt", "Приложение \n".into()),
    ]);
    assert_eq!(found, vec![None; 4]);
}

#[test]
fn many_decisions_by_one_template_are_many_papers() {
    let input = TempDir::new().expect("there is room");
    councils::write(input.path(), 0..120, 0);
    let found = repeats_in(input.path());
    assert_eq!(found.len(), 120);
    assert!(found.iter().all(|f| f.1.is_none()));
}

/// `fixtures/gold` has a folder a document, with other papers of the same council beside it: none of them is another's copy.
#[test]
fn annotated_documents_are_all_different() {
    let gold = root().join("fixtures/gold");
    if !gold.is_dir() {
        return;
    }
    let found = repeats_in(&gold);
    let wrong: Vec<_> = found.iter().filter(|f| f.1.is_some()).collect();
    assert!(
        wrong.is_empty(),
        "of {} texts {wrong:?}",
        paths(&gold, ".txt").len()
    );
}

/// `fixtures/pdf` has a few papers as many programs print them. What is readable of one is one, and no two are.
#[test]
fn a_paper_is_known_in_every_print() {
    let prints = root().join("fixtures/pdf");
    if !prints.is_dir() {
        return;
    }
    let found = repeats_in(&prints);
    let paper = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    for (name, first) in &found {
        if let Some(first) = first {
            assert_eq!(paper(name), paper(first), "{name} is no print of {first}");
        }
    }
    // The others have letters that nobody can read, or are set in columns.
    let known = found.iter().filter(|f| f.1.is_some()).count();
    assert!(known >= 78, "{known} of {}", found.len());
}
