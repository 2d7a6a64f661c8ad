//! The messages of `diagnostics` in Bulgarian, for the pages: the dataset has them in English alone.
//!
//! A message is known by its form, which is the string that makes it in the source, with names in its holes. What stands in a hole is
//! put into the Bulgarian form letter by letter, figures, dates and names among it, unless it is a form of [`PARTS`] itself.
//! The tests hold the forms against the source: a message without a form, and a form without a message, fail them.

#[cfg(test)]
mod tests;

/// A form in English and in Bulgarian. Of two holes side by side the first holds one word.
type Form = (&'static str, &'static str);

/// Whole messages. `{of}` says in English whose a thing is, and opens the sentence in Bulgarian.
const MESSAGES: &[Form] = &[
    // The reading.
    (
        "the file is damaged; its objects were found by searching",
        "файлът е повреден; съдържанието му е намерено с претърсване",
    ),
    (
        "the file is damaged; what could be read of it was read",
        "файлът е повреден; прочетено е това, което можеше да се прочете",
    ),
    (
        "the file breaks off or is damaged; text may be missing",
        "файлът прекъсва или е повреден; може да липсва текст",
    ),
    (
        "the Word file is damaged ({why}); only its words were found, without tables and numbers",
        "файлът на Word е повреден ({why}); намерени са само думите му, без таблици и номерация",
    ),
    ("font {name}: {how}", "шрифт {name}: {how}"),
    (
        "{unknown} of {letters} letters cannot be read; recognise the page (OCR) to have them",
        "{unknown} от {letters} букви не могат да се прочетат; разпознайте страницата (OCR), за да ги имате",
    ),
    (
        "letters that nobody sees are kept out: {parts}",
        "букви, които никой не вижда, са оставени извън текста: {parts}",
    ),
    (
        "the page is a picture without a text layer; recognise it (OCR) to have its text",
        "страницата е картина без текстов слой; разпознайте я (OCR), за да имате текста ѝ",
    ),
    (
        "the page is a picture with next to no text; recognise it (OCR) to have its text",
        "страницата е картина почти без текст; разпознайте я (OCR), за да имате текста ѝ",
    ),
    (
        "the page is a picture, and no words were recognised on it (OCR)",
        "страницата е картина и на нея не са разпознати думи (OCR)",
    ),
    (
        "the page could not be recognised (OCR): {why}",
        "страницата не можа да се разпознае (OCR): {why}",
    ),
    (
        "recognised from its picture (OCR): {words} words, certainty {certainty}, {mended} of them mended",
        "страницата е разпозната от картината ѝ (OCR): {words} думи, сигурност {certainty}, поправени {mended}",
    ),
    // Votes.
    (
        "the vote{of} does not add up: {why}",
        "{of}гласовете не се събират: {why}",
    ),
    (
        "the vote{of} is no majority, and yet it stands as adopted: {why}",
        "{of}гласовете не стигат за мнозинство, а решението е записано като прието: {why}",
    ),
    (
        "the votes by name{of} differ from its tally: {why}",
        "{of}поименните гласове се разминават с общия брой: {why}",
    ),
    (
        "the basis{of} is чл. 27, ал. 4 or 5 ЗМСМА, but the text tells of an open vote and of none by name",
        "{of}основанието е чл. 27, ал. 4 или 5 ЗМСМА, а текстът говори за явно гласуване и не за поименно",
    ),
    // Series.
    (
        "decision {lead}{missing} is missing between those before and behind it",
        "решение {lead}{missing} липсва между предишното и следващото",
    ),
    (
        "point {missing} of the agenda is missing from its list",
        "точка {missing} липсва в списъка на дневния ред",
    ),
    (
        "item {missing}{of} is missing: the numbering leaves it out",
        "{of}липсва точка {missing}, номерацията я прескача",
    ),
    // Citations.
    (
        "чл. {article} {act} is cited: the act has no such article",
        "цитиран е чл. {article} {act}, а актът няма такъв член",
    ),
    (
        "чл. {article}, ал. {paragraph} {act} is cited: the article has no such paragraph",
        "цитиран е чл. {article}, ал. {paragraph} {act}, а членът няма такава алинея",
    ),
    (
        "чл. {article}, ал. {paragraph}, т. {point} {act} is cited: the paragraph has no points",
        "цитиран е чл. {article}, ал. {paragraph}, т. {point} {act}, а алинеята няма точки",
    ),
    (
        "чл. {article}, ал. {paragraph}, т. {point} {act} is cited: the paragraph ends with т. {last}",
        "цитиран е чл. {article}, ал. {paragraph}, т. {point} {act}, а алинеята свършва с т. {last}",
    ),
    (
        "the basis{of} is of {year}, {act} was repealed in {end}",
        "{of}основанието ({act}) е отменено през {end} г., а решението е от {year} г.",
    ),
    (
        "the text{of} names no legal basis",
        "{of}текстът не посочва правно основание",
    ),
    // Sums, dates, numbers.
    (
        "the sum is {figures} in figures and {words} in words",
        "сумата с цифри е {figures}, а словом – {words}",
    ),
    (
        "{leva} лв. at 1.95583 is {there} €, but the text says {euro} €",
        "{leva} лв. по курс 1.95583 са {there} €, а в текста стои {euro} €",
    ),
    (
        "the proposal{of} is of {proposed}, the decision of {adopted}",
        "{of}предложението е от {proposed}, а решението от {adopted}",
    ),
    (
        "{date} is no date: a digit is wrong, missing or too many",
        "{date} не е дата: има сгрешена, липсваща или излишна цифра",
    ),
    (
        "the {name}{whose} ({digits} characters) does not pass its check: a digit is wrong or missing",
        "{name}{whose} ({digits} знака) не минава проверката: има сгрешена или липсваща цифра",
    ),
];

/// What stands in the holes of other forms; the first that fits counts.
const PARTS: &[Form] = &[
    (" of decision {number}", "решение {number}: "),
    (
        " of the decision on point {point} of the agenda",
        "решение по точка {point} от дневния ред: ",
    ),
    (" of {name}", " на {name}"),
    // Why votes do not add up.
    (
        "{sum} votes are named, {cast} are said to have been cast",
        "посочени са {sum} гласа, а са подадени {cast}",
    ),
    (
        "{sum} votes are named, {present} councillors were present",
        "посочени са {sum} гласа, а са присъствали {present} съветници",
    ),
    (
        "{sum} votes are named, the council has {total} councillors",
        "посочени са {sum} гласа, а съветът има {total} съветници",
    ),
    (
        "{sum} votes are named, no council has more than {MOST} councillors",
        "посочени са {sum} гласа, а никой съвет няма повече от {MOST} съветници",
    ),
    (
        "{present} councillors were present of {total}",
        "присъствали са {present} съветници от общо {total}",
    ),
    (
        "{yes} votes for of {voted} who were there",
        "{yes} гласа „за“ от {voted} присъствали",
    ),
    (
        "{yes} votes for in a council of {total}, where more than half of all are needed",
        "{yes} гласа „за“ в съвет от {total} души, а е нужна повече от половината от всички",
    ),
    (
        "{count} by name and {told} in the tally {choice}",
        "{choice} са {count} поименно и {told} в общия брой",
    ),
    ("for", "„за“"),
    ("against", "„против“"),
    ("abstained", "„въздържали се“"),
    // How a font was mended, and which letters nobody sees.
    (
        "its letters are those of a Cyrillic code page under a Latin label",
        "буквите му са от кирилска кодова страница, обявена за латинска",
    ),
    (
        "its table of letters was mended from the font itself",
        "таблицата на буквите му е поправена по самия шрифт",
    ),
    ("{white} white on white", "{white} бели на бяло"),
    (
        "{invisible} invisible, with no picture under them",
        "{invisible} невидими, без картина под тях",
    ),
    ("{outside} beside the page", "{outside} извън страницата"),
    // What is wrong with a Word file.
    (
        "its table of streams cannot be read",
        "таблицата на потоците му не може да се прочете",
    ),
    ("it has no stream with a document", "няма поток с документ"),
    ("its head is damaged", "началото му е повредено"),
    ("its table of pieces is missing", "липсва таблицата на частите му"),
    // Why a page was not recognised. What the system says of its own stays as it is.
    ("it took too long", "отне твърде много време"),
    ("a fault of savet itself", "грешка в самия savet"),
    ("it has no pipes", "програмата няма канали"),
    ("its answer was lost", "отговорът на програмата се изгуби"),
    ("it broke off", "програмата прекъсна"),
    ("the page cannot be drawn", "страницата не може да се нарисува"),
    ("over the limit: {limit}", "над ограничението: {limit}"),
    ("time for one document", "време за един документ"),
    ("size of a picture", "размер на картина"),
];

/// How deep forms stand in each other. A list is taken apart from its end, so that of three kinds of hidden letters is the deepest.
const DEPTH: usize = 6;

/// The message in Bulgarian; none where nobody has written it, and the message itself is to be shown.
pub(super) fn bulgarian(message: &str) -> Option<String> {
    said(MESSAGES, message, DEPTH)
}

fn said(forms: &[Form], words: &str, depth: usize) -> Option<String> {
    let (bulgarian, holes) = forms
        .iter()
        .find_map(|(english, bulgarian)| Some((bulgarian, read(english, words)?)))?;
    let mut pieces = bulgarian.split('{');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, behind) = piece.split_once('}')?;
        let (_, value) = holes.iter().find(|(n, _)| *n == name)?;
        out += &part(value, depth);
        out += behind;
    }
    Some(out)
}

/// What stands in a hole, or in a list in it.
fn part(words: &str, depth: usize) -> String {
    let Some(depth) = depth.checked_sub(1) else {
        return words.to_owned();
    };
    if let Some(said) = said(PARTS, words, depth) {
        return said;
    }
    match words.rsplit_once(", ") {
        Some((before, last)) => format!("{}, {}", part(before, depth), part(last, depth)),
        None => words.to_owned(),
    }
}

/// What stands in the holes of a form, by their names; none where the words are others.
fn read<'w>(form: &'static str, words: &'w str) -> Option<Vec<(&'static str, &'w str)>> {
    let mut pieces = form.split('{');
    let mut rest = words.strip_prefix(pieces.next()?)?;
    let mut pieces = pieces.peekable();
    let mut holes = Vec::new();
    while let Some(piece) = pieces.next() {
        let (name, behind) = piece.split_once('}')?;
        let (value, after) = match (behind, pieces.peek()) {
            (_, None) => (rest.strip_suffix(behind)?, ""),
            ("", Some(_)) => rest.split_at(rest.find(' ').unwrap_or(rest.len())),
            _ => rest.split_once(behind)?,
        };
        holes.push((name, value));
        rest = after;
    }
    rest.is_empty().then_some(holes)
}
