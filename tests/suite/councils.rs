//! Decisions that nobody has taken, as many as a test needs: all by one template, none like another.

use std::fs;
use std::path::Path;

/// Places whose councils are known by their name.
const PLACES: [&str; 4] = ["АЙТОС", "ЕЛЕНА", "ГАБРОВО", "КАВАРНА"];
/// Beneficiaries.
const NAMES: [&str; 5] = [
    "Иван Петров Стоянов",
    "Мария Георгиева Димова",
    "Петър Илиев Колев",
    "Елена Тодорова Минчева",
    "Стоян Василев Рачев",
];

/// What two decisions by the same template differ in.
#[derive(Clone, Copy)]
pub struct Facts {
    pub place: &'static str,
    pub number: usize,
    pub day: usize,
    pub sum: usize,
    pub name: &'static str,
}

impl Facts {
    /// The facts of the decision `n`.
    pub fn of(n: usize) -> Self {
        Facts {
            place: PLACES[n % PLACES.len()],
            number: n + 1,
            day: n % 28 + 1,
            sum: 100 + 7 * n,
            name: NAMES[n % NAMES.len()],
        }
    }
}

/// A decision with these facts.
pub fn decision(facts: Facts) -> String {
    let Facts {
        place,
        number,
        day,
        sum,
        name,
    } = facts;
    format!(
        "ОБЩИНСКИ СЪВЕТ – {place}\n\nРЕШЕНИЕ № {number}\nот {day:02}.04.2025 г.\nПротокол № 22\n\n\
         ОТНОСНО: Отпускане на еднократна финансова помощ на лице в затруднено положение\n\n\
         На основание чл. 21, ал. 1, т. 23 от ЗМСМА, във връзка с Правилника за отпускане на еднократни помощи и \
         след като обсъди постъпилата докладна записка от кмета на общината и становищата на постоянните комисии, \
         Общинският съвет\n\nРЕШИ:\n\n\
         1. Отпуска еднократна финансова помощ в размер на {sum} лв. на {name}.\n\
         2. Средствата да се осигурят от бюджета на общината за 2025 г.\n\
         3. Възлага на кмета на общината да извърши необходимите действия по изпълнението до 30.06.2025 г.\n\n\
         Гласували: 17 „за“, 0 „против“, 2 „въздържали се“.\n\nПРЕДСЕДАТЕЛ НА ОБЩИНСКИ СЪВЕТ: (п)\n"
    )
}

/// Writes the decisions `numbers` into `folder`, each with so many paragraphs about nothing behind it.
pub fn write(folder: &Path, numbers: impl IntoIterator<Item = usize>, paragraphs: usize) {
    for n in numbers {
        let path = folder.join(format!("{}/resh-{n:05}.txt", n % 3));
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("there is room");
        let mut text = decision(Facts::of(n));
        for i in 0..paragraphs {
            text +=
                &format!("\nПараграф {i} от обсъждането по точка {n}, за което няма нищо за отбелязване.\n");
        }
        fs::write(path, text).expect("there is room");
    }
}
