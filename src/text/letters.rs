//! How likely a Bulgarian text has one letter after another: the measure by which readings of a font and of a file are compared.

/// Cost of the letter of the column after the letter of the row, `a` = 0; а to я, then "no letter".
/// One step is 1/1.6 bit. Counted over municipal decisions and minutes.
const PAIRS: [&[u8; 33]; 33] = [
    b"zmililmipmjgkfskiigtoolmomzzzzzoc",
    b"fxoxpgoxhxrgplhxggxmxnxrxcjxxxiji",
    b"dzzmtezlgzljqigphkmqzkrsrzgzzzzjd",
    b"fxxxxlxxhxofxlexfxxkxxxxxxoxoxqxc",
    b"ejiokfiqfzkjkgfljhmkspzpzzhzszqnf",
    b"rphlfukjnkjhienlihfspollinzzzzzpd",
    b"dikvfdvvevjvvjnvvppmvvvvvvpvvvvvg",
    b"cmhkhiymiyjjgkihkmnlyjymsspyyyppg",
    b"nrjmkfohnoiiifmojhgzmljkllzzzzzgd",
    b"tlttntttttjitcgttfftttnittttttttd",
    b"eyhyylyseymhiqeshjhjyymqyyjypylyf",
    b"eogkmfllfzlzzhgtznnjzqrlzzkztzkid",
    b"enkykdyyfyojykfomhnjyyyryyryyyykf",
    b"czrokfnuezlozlfzrgkopzomrznzqzzkg",
    b"pfgkgkkllliijiojhgeoppmlqkzzzzule",
    b"gyqyyiymhylhqpdncroinyypyyiyyysoi",
    b"enkkmdjnezmpnkepqlkjzmqplzkzzzzlg",
    b"hulmnfzrizfhjhikizejspzozzfzzzznf",
    b"eqhpnfzugzlqoielhlmmzztmzzjzzzuod",
    b"igfjjmhmwpihgkpfgfiwwnogikwwwwwwg",
    b"gsssshsscsshsseskkmissssssssmsssf",
    b"euhuukuufuujimdujuuhunuuuuuuuumue",
    b"eukuuduucuuuuuuuuuumuuuuuuuuuuukg",
    b"fxkxxexxfxicngixkqxlxxxxxxxxxxxxi",
    b"fujuubuugujuofjuouuhuuuuuuuuuuuuh",
    b"fwwwwfwwbwwwwjiwwwwlwwwwwwwwwwwwg",
    b"xjehipjfxxifjkkjeghxpqkjxkxxxxnxl",
    b"iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii",
    b"nnnnnnnnnnnnnnannnnnnnnnnnnnnnnnn",
    b"iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii",
    b"sissdssisssfggsshekssssdssssssssl",
    b"wkfqiwwkwwojigwwkkewwlwwnlwwwwwwc",
    b"ijhhhioghrijjfffifikmmninqszzzooz",
];

const STEP: f32 = 1.0 / 1.6;
const OTHER: usize = 32;

fn row(c: char) -> usize {
    match c {
        'а'..='я' => c as usize - 'а' as usize,
        'А'..='Я' => c as usize - 'А' as usize,
        _ => OTHER,
    }
}

/// Bits that `next` costs after `prev`: low in Bulgarian words, high where the letters are not what was meant.
pub(super) fn bits(prev: char, next: char) -> f32 {
    let (a, b) = (row(prev), row(next));
    let mut cost = f32::from(PAIRS[a][b] - b'a') * STEP;
    // A Latin letter is read as a word of another language, whose letters cost what letters cost on the average.
    if b == OTHER && counts(next) && next.is_alphabetic() {
        cost = match (next.is_ascii(), prev.is_ascii() || !prev.is_alphabetic()) {
            (true, _) => 5.0,
            // Accents stand singly in words of European languages.
            (false, true) => 8.0,
            (false, false) => 11.0,
        };
    } else if b == OTHER && !next.is_ascii() && !is_print(next) {
        cost = cost.max(9.0);
    }
    // No word has letters of two scripts.
    let latin = |c: char, row: usize| row == OTHER && c.is_alphabetic();
    if (b != OTHER && latin(prev, a)) || (a != OTHER && latin(next, b)) {
        cost += 6.0;
    }
    // Small letters are not followed by capitals inside a word.
    if small(prev) && capital(next) {
        cost += 6.0;
    }
    cost
}

/// The bits that a letter of a text costs on the average: 2.5 to 4 in Bulgarian, more where the letters are not what was meant. None
/// of a text with few letters.
pub fn strangeness(text: &str) -> Option<f32> {
    /// Fewer letters tell nothing.
    const FEW: usize = 60;
    let (mut letters, mut sum, mut prev) = (0usize, 0.0, ' ');
    for c in text.chars() {
        if c.is_alphabetic() {
            letters += 1;
            sum += bits(prev, c);
        }
        prev = c;
    }
    (letters >= FEW).then(|| sum / letters as f32)
}

/// Bits that a letter costs after the letter before it; none where they are not both of the Bulgarian alphabet.
pub(super) fn inside_word(prev: char, next: char) -> Option<f32> {
    let (a, b) = (row(prev), row(next));
    (a != OTHER && b != OTHER).then(|| f32::from(PAIRS[a][b] - b'a') * STEP)
}

/// Signs that stand in Bulgarian print.
pub(super) fn is_print(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203A}' | '№' | '«' | '»' | '§' | '°' | '€' | '\u{A0}' | '\u{AD}')
}

fn small(c: char) -> bool {
    matches!(c, 'а'..='я' | 'a'..='z' | 'ß'..='ÿ')
}

fn capital(c: char) -> bool {
    matches!(c, 'А'..='Я' | 'A'..='Z' | 'À'..='Þ')
}

/// Bits a text costs, pair by pair.
pub(super) fn cost(text: impl Iterator<Item = char>) -> f32 {
    let mut prev = ' ';
    let mut sum = 0.0;
    for c in text {
        if counts(prev) || counts(c) {
            sum += bits(prev, c);
        }
        prev = c;
    }
    sum
}

/// Whether a character tells anything about the reading: digits and the signs of ASCII look the same in all.
pub(super) fn counts(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::cost;

    #[test]
    fn bulgarian_is_cheaper_than_its_wrong_readings() {
        let right = "Общински съвет приема";
        for wrong in [
            "Îáùèíñêè ñúâåò ïðèåìà",
            "нАСХМРЙХ РЭБЕР ОПХЕЛЮ",
            "Ю1щинсжи съвет ъриещя",
        ] {
            assert!(cost(right.chars()) + 20.0 < cost(wrong.chars()), "{wrong}");
        }
    }

    #[test]
    fn latin_words_with_accents_are_cheaper_than_with_cyrillic_letters() {
        for (right, wrong) in [
            ("café", "cafй"),
            ("façade", "faзade"),
            ("déjà vu", "dйjа vu"),
            ("naïve résumé", "naпve rйsumй"),
        ] {
            assert!(cost(right.chars()) < cost(wrong.chars()), "{right}");
        }
    }
}
