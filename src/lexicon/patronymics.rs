//! Names by their endings: a father's name (бащино име) tells that what stands before it is a given name.

/// Whether „Господин“ before these words is a given name: father's name and surname follow it („Господин Райков Сърменов“),
/// where behind the title a given name does („господин Иван Петров“).
pub fn father_and_surname(behind: &str) -> bool {
    const FATHER: [&str; 2] = ["ов", "ев"];
    const SURNAME: [&str; 5] = ["ов", "ев", "ски", "ин", "лията"];
    let ends = |word: &str, endings: &[&str]| {
        let low = word.to_lowercase();
        word.starts_with(char::is_uppercase) && endings.iter().any(|e| low.ends_with(e))
    };
    let near = &behind[..behind.floor_char_boundary(100)];
    let mut words = near
        .split([' ', '\n', ',', ';', ':', '–', '-'])
        .filter(|w| !w.is_empty());
    words.next().is_some_and(|w| ends(w, &FATHER)) && words.next().is_some_and(|w| ends(w, &SURNAME))
}
