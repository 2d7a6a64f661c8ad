//! Persons' names: „инж. Иван Примеров“, „И. ПРИМЕРОВ“, „Мария Тестова-Образцова“, „Д. К. Д.“, „Х. М. Али“.

use std::sync::LazyLock;

use crate::lexicon::municipalities;
use crate::lexicon::patronymics::father_and_surname;
use crate::model::{Span, Words, is_capital, is_letter, is_letter_or_digit, is_small};
use crate::parse::cursor::{Cursor, beginnings, starts_word};

/// A person's name in a text.
pub struct Name {
    /// The name as printed, without titles.
    pub span: Span,
    /// Where its titles begin.
    pub from: usize,
    /// The name, capitals made small.
    pub name: String,
    /// Whole words of it.
    pub words: usize,
    /// Initials of it.
    pub initials: usize,
    /// Whether a title stands before it.
    pub titled: bool,
}

impl Name {
    /// Whether it can be a person's where the words before say that one follows.
    pub fn is_likely(&self) -> bool {
        self.words + self.initials >= 2 && (self.words >= 1 || self.initials >= 2)
            || self.titled && self.words == 1
    }
    /// Whether it is a person's by its own form: three words, initials, a title, or the ending of a surname.
    pub fn is_sure(&self) -> bool {
        const ENDINGS: &[&str] = &[
            "ов",
            "ев",
            "ин",
            "ова",
            "ева",
            "ина",
            "ски",
            "ска",
            "цки",
            "цка",
            "шки",
            "шка",
            "чки",
            "чка",
            "ийски",
        ];
        let low = self.name.to_lowercase();
        self.is_likely()
            && (self.titled
                || self.initials >= 1
                || self.words >= 3
                || self.words == 2 && ENDINGS.iter().any(|e| low.ends_with(e)))
    }
}

/// Titles before a name, in lower case; those without a dot are whole words.
const TITLES: &[&str] = &[
    "г-н",
    "г-жа",
    "г-ца",
    "господин",
    "госпожа",
    "госпожица",
    "инж.",
    "д-р",
    "арх.",
    "адв.",
    "проф.",
    "доц.",
    "акад.",
    "чл.-кор.",
    "чл.- кор.",
    "полк.",
    "подп.",
    "кап.",
    "ген.",
    "о.р.",
    "о. р.",
    "дтн",
    "дмн",
    "дпн",
    "дсн",
    "дин",
    "засл.",
    "гл.",
    "ас.",
    "икон.",
    "маг.",
    "юрк.",
    "юриск.",
    "ст.",
    "ланд.",
    "ик.",
    "др.",
    "доктор",
    "професор",
    "доцент",
    "инженер",
    "архитект",
    "адвокат",
    "свещеник",
    "отец",
    "общински съветник",
    "общинския съветник",
    "общинският съветник",
    "съветникът",
    "съветника",
    "съветник",
    "лицето",
    "детето",
    "роднина",
    "гражданина",
    "гражданката",
];

/// The first letters of titles as they are printed: most words begin with others.
static TITLED: LazyLock<Words> = LazyLock::new(|| beginnings(TITLES));

/// Words with a capital that are no part of a person's name.
const NOT: &[&str] = &[
    "община",
    "общината",
    "общински",
    "общинския",
    "общинският",
    "общинска",
    "общинската",
    "общинско",
    "столична",
    "столичен",
    "област",
    "областен",
    "областния",
    "областният",
    "областна",
    "област",
    "район",
    "районен",
    "районна",
    "районния",
    "съд",
    "съда",
    "административен",
    "административния",
    "окръжен",
    "окръжна",
    "апелативен",
    "върховен",
    "върховния",
    "република",
    "българия",
    "българска",
    "българския",
    "български",
    "министър",
    "министъра",
    "министерство",
    "министерството",
    "министерски",
    "министерския",
    "кмет",
    "кмета",
    "кметът",
    "зам",
    "заместник",
    "председател",
    "председателя",
    "председателят",
    "секретар",
    "секретаря",
    "съвет",
    "съвета",
    "съветът",
    "съветник",
    "съветници",
    "закон",
    "закона",
    "законът",
    "наредба",
    "наредбата",
    "правилник",
    "правилника",
    "решение",
    "решения",
    "протокол",
    "протоколист",
    "протоколчик",
    "дирекция",
    "дирекцията",
    "отдел",
    "училище",
    "гимназия",
    "детска",
    "средно",
    "основно",
    "начално",
    "народно",
    "читалище",
    "свети",
    "света",
    "св",
    "европейски",
    "европейския",
    "европейска",
    "европейско",
    "държавен",
    "държавния",
    "държавна",
    "държавно",
    "национален",
    "националния",
    "национална",
    "национално",
    "дневен",
    "ред",
    "препис",
    "приложение",
    "вносител",
    "докладна",
    "записка",
    "предложение",
    "доклад",
    "отчет",
    "програма",
    "програмата",
    "проект",
    "фонд",
    "агенция",
    "агенцията",
    "служба",
    "комисия",
    "комисията",
    "постоянна",
    "постоянната",
    "временна",
    "член",
    "членове",
    "общо",
    "всичко",
    "гласували",
    "гласуване",
    "гр",
    "град",
    "село",
    "общество",
    "обс",
    "ос",
    "на",
    "от",
    "за",
    "по",
    "при",
    "със",
    "без",
    "до",
    "след",
    "и",
    "в",
    "с",
    "към",
    "през",
    "чл",
    "ал",
    "ул",
    "бул",
    "кв",
    "упи",
    "пи",
    "аос",
    "ачос",
    "апос",
    "еик",
    "егн",
    "змсма",
    "зос",
    "зут",
    "пуп",
    "еоод",
    "оод",
    "ад",
    "еад",
    "ет",
    "име",
    "презиме",
    "фамилия",
    "землище",
    "идентификатор",
    "договор",
    "договора",
    "заповед",
    "сградата",
    "имот",
    "имоти",
    "имота",
    "черно",
    "стара",
    "нова",
    "нови",
    "нов",
    "велико",
    "горна",
    "долна",
    "долни",
    "голямо",
    "малко",
    "средна",
    "златни",
    "разни",
    "относно",
    "юрисконсулт",
    "управител",
    "управителя",
    "директор",
    "директора",
    "началник",
    "дата",
    "подпис",
    "вярно",
    "изготвил",
    "съгласувал",
    "утвърдил",
    "одобрил",
    "уважаеми",
    "съгласно",
    "възлага",
    "упълномощава",
    "избира",
    "определя",
    "приема",
    "дава",
    "средства",
    "средствата",
    "великден",
    "коледа",
    "април",
    "май",
    "юни",
    "юли",
    "август",
    "януари",
    "февруари",
    "март",
    "септември",
    "октомври",
    "ноември",
    "декември",
    "понеделник",
    "вторник",
    "сряда",
    "четвъртък",
    "петък",
    "събота",
    "неделя",
    "пп",
    "мк",
    "коалиция",
    "партия",
    "независим",
    "независими",
    "правилата",
    "семейство",
    "семейството",
    "сдружението",
    "дружеството",
    "фондацията",
    "клуба",
    "устава",
    "кодекса",
    "същото",
    "същата",
    "този",
    "тази",
    "това",
    "тези",
    "който",
    "която",
    "лица",
    "лицата",
    "раздел",
    "глава",
    "забележка",
    "мотиви",
    "основание",
    "правно",
    "няма",
    "ръководител",
];

/// „Докладва:“: whether a line begins with one word and a colon.
fn is_labelled(line: &str) -> bool {
    let words = line.trim_start_matches(' ');
    words.trim_start_matches(is_letter).starts_with(':')
}

/// The name that stands at the byte `at`, its titles passed over. `wraps` says whether a sentence runs over the line end
/// at a byte.
pub fn at(text: &str, at: usize, wraps: &dyn Fn(usize) -> bool) -> Option<Name> {
    if !starts_word(text, at) {
        return None;
    }
    let mut c = Cursor::new(text, at);
    let mut titled = false;
    // „Господин Примеров“: with one name behind it, it is the first name.
    let first_name = text[at..].starts_with("Господин ") && {
        let mut behind = Cursor::new(text, at + "Господин ".len());
        part(&mut behind).is_some() && !(behind.eat(" ") && part(&mut behind).is_some())
    };
    while let Some(len) = title(c.rest()).filter(|_| !first_name) {
        c.at += len;
        titled = true;
    }
    let mut start = c.at;
    let mut end = c.at;
    let mut parts: Vec<String> = Vec::new();
    let (mut words, mut initials) = (0, 0);
    while words + initials < 6 {
        let Some(part) = part(&mut c) else {
            break;
        };
        // A town that the words before ran into: „Общински съвет – Пример Иван Иванов“.
        let initial = part.ends_with('.');
        words += usize::from(!initial);
        initials += usize::from(initial);
        parts.push(part);
        end = c.at;
        if c.peek() == Some('\n') {
            if !wraps(c.at) || is_labelled(&c.rest()[1..]) {
                break;
            }
            c.gap();
        } else if !(c.eat(" ") || initial && c.peek().is_some_and(is_capital)) {
            break;
        }
    }
    while parts.len() > 2
        && let Some((_, len)) = municipalities::at_start(&text[start..end].to_lowercase())
        && text[start..end].split(' ').next().is_some_and(|w| w.len() == len)
        && words > 2
    {
        start += len + 1;
        parts.remove(0);
        words -= 1;
    }
    let name = Name {
        span: Span::new(start, end),
        from: at,
        name: parts.join(" "),
        words,
        initials,
        titled,
    };
    let place =
        municipalities::at_start(&name.name.to_lowercase()).is_some_and(|(_, len)| len == name.name.len());
    (name.is_likely() && !place && !text[end..].starts_with(is_letter_or_digit)).then_some(name)
}

/// A surname that stands alone at the byte `at`, as in a list of members: „Комисия: Примеров, Тестова“.
pub fn surname(text: &str, at: usize) -> Option<Name> {
    const ENDINGS: &[&str] = &["ов", "ев", "ин", "ова", "ева", "ина", "ски", "ска", "цки", "цка"];
    if !starts_word(text, at) {
        return None;
    }
    let mut c = Cursor::new(text, at);
    let name = part(&mut c)?;
    let low = name.to_lowercase();
    let likely = low.chars().count() > 3 && ENDINGS.iter().any(|e| low.ends_with(e));
    let place = municipalities::at_start(&low).is_some_and(|(_, len)| len == low.len());
    let closed = !c
        .rest()
        .starts_with(|x: char| is_letter_or_digit(x) || matches!(x, '-' | '–'));
    (likely && !place && closed).then(|| Name {
        span: Span::new(at, c.at),
        from: at,
        name,
        words: 1,
        initials: 0,
        titled: false,
    })
}

/// The length of a title at the beginning of `rest`, with the space behind it.
fn title(rest: &str) -> Option<usize> {
    if !TITLED.begin(rest) {
        return None;
    }
    let head = &rest[..rest.floor_char_boundary(48)];
    let low = head.to_lowercase();
    if low.len() != head.len() {
        return None;
    }
    TITLES.iter().find_map(|t| {
        let behind = low.strip_prefix(t)?;
        // „Ст. Примеров“ is a first name made short, „ст. инспектор“ a rank.
        if t.chars().count() <= 3 && head.starts_with(is_capital) {
            return None;
        }
        if head.starts_with("Господин") && father_and_surname(&rest[t.len()..]) {
            return None;
        }
        // No title stands above an empty line: the name below is another's.
        let mut c = Cursor::new(behind, 0);
        c.gap();
        let gap = c.at;
        (gap > 0 || t.ends_with('.')).then_some(t.len() + gap)
    })
}

/// One word of a name or an initial.
fn part(c: &mut Cursor<'_>) -> Option<String> {
    let from = c.at;
    c.take(is_capital)?;
    c.take_while(|x| is_letter(x) || matches!(x, '\'' | '’'));
    while c.peek() == Some('-') || c.peek() == Some('–') {
        let dash = c.at;
        c.take(|x| matches!(x, '-' | '–'));
        if c.take(is_capital).is_none() {
            c.at = dash;
            break;
        }
        c.take_while(is_letter);
    }
    let word = c.since(from).to_owned();
    let letters = word.chars().filter(|x| is_letter(*x)).count();
    let low = word.to_lowercase();
    let initial = letters == 1 && c.peek() == Some('.');
    // „Освобождаваме Иван Примеров“
    let acts = letters > 5 && (low.ends_with("аме") || low.ends_with("яме"));
    if !initial && (acts || NOT.contains(&low.as_str())) {
        return None;
    }
    if letters <= 3 && c.peek() == Some('.') {
        // An initial, unless the sentence ends with a short name: „Иван Али.“
        let behind = c.rest()[1..].trim_start_matches(' ');
        if letters == 1 || behind.starts_with(is_capital) && word.chars().nth(1).is_some_and(is_small) {
            c.eat(".");
            return Some(format!("{word}."));
        }
    }
    // „ЗОП“, „МВР“: three capitals are an abbreviation in running text, a word of a name only in a shouted one.
    let shouted = letters > 1 && !word.chars().any(is_small);
    if letters < 2 || shouted && letters < 3 || word.is_ascii() {
        return None;
    }
    Some(proper(&word, shouted))
}

/// Capitals made small but for the first letter of each part.
fn proper(word: &str, shouted: bool) -> String {
    if !shouted {
        return word.to_owned();
    }
    let mut first = true;
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if first {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        first = matches!(c, '-' | '–');
    }
    out
}

#[cfg(test)]
mod tests {
    fn name(text: &str) -> String {
        super::at(text, 0, &|_| true).map_or_else(String::new, |n| n.name)
    }

    #[test]
    fn names_of_every_form() {
        for (text, want) in [
            ("инж. Иван Примеров – кмет", "Иван Примеров"),
            ("ИВАН ПРИМЕРОВ ОБРАЗЦОВ", "Иван Примеров Образцов"),
            (
                "проф. д-р Мария Тестова-Образцова, родена",
                "Мария Тестова-Образцова",
            ),
            ("Сали Емин Реджеб за член", "Сали Емин Реджеб"),
            ("И. Примеров,", "И. Примеров"),
            ("И.Примеров /п/", "И. Примеров"),
            ("Пл.Примеров-Иванов", "Пл. Примеров-Иванов"),
            ("Д. К. Д. от с. Образец", "Д. К. Д."),
            ("Мехмед Ю. Салиев", "Мехмед Ю. Салиев"),
            ("г-жа Тестова получи", "Тестова"),
            ("Неби Исмаил.", "Неби Исмаил"),
        ] {
            assert_eq!(name(text), want, "{text}");
        }
        for text in [
            "Община Пример",
            "Тестова получи",
            "Нова Загора",
            "Общински съвет",
            "ЗМСМА и",
            "Велико Търново,",
        ] {
            assert_eq!(name(text), "", "{text}");
        }
    }
}
