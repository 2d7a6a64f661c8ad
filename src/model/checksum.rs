//! The checksums of Bulgarian numbers.

/// ЕИК/БУЛСТАТ of 9 or 13 digits.
pub fn eik(digits: &str) -> bool {
    let d: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    let two = |d: &[u32], first: &[u32], second: &[u32]| {
        let sum = |w: &[u32]| w.iter().zip(d).map(|(w, d)| w * d).sum::<u32>() % 11;
        match sum(first) {
            10 => sum(second) % 10,
            r => r,
        }
    };
    let nine = d.len() >= 9 && two(&d[..8], &[1, 2, 3, 4, 5, 6, 7, 8], &[3, 4, 5, 6, 7, 8, 9, 10]) == d[8];
    match d.len() {
        9 => nine,
        13 => nine && two(&d[8..12], &[2, 7, 3, 5], &[4, 9, 5, 7]) == d[12],
        _ => false,
    }
}

/// ЕГН: ten digits whose date exists and whose last digit is the check digit.
pub fn egn(digits: &str) -> bool {
    const WEIGHTS: [u32; 9] = [2, 4, 8, 5, 10, 9, 7, 3, 6];
    let d: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    if d.len() != 10 || digits.len() != 10 {
        return false;
    }
    let sum: u32 = WEIGHTS.iter().zip(&d).map(|(w, d)| w * d).sum();
    let (year, month, day) = (d[0] * 10 + d[1], d[2] * 10 + d[3], d[4] * 10 + d[5]);
    let (year, month) = match month {
        1..=12 => (1900 + year, month),
        21..=32 => (1800 + year, month - 20),
        41..=52 => (2000 + year, month - 40),
        _ => return false,
    };
    sum % 11 % 10 == d[9] && (1..=days(year, month)).contains(&day)
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// IBAN without spaces, in capitals (ISO 13616).
pub fn iban(code: &str) -> bool {
    if !code.is_ascii() || !(15..=34).contains(&code.len()) {
        return false;
    }
    let rest = code[4..].chars().chain(code[..4].chars()).try_fold(0, |rest, c| {
        let v = c.to_digit(36)?;
        Some(if v < 10 { rest * 10 + v } else { rest * 100 + v } % 97)
    });
    rest == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_numbers_hold() {
        for d in ["175074752", "020469788", "1213961230342"] {
            assert!(eik(d), "{d}");
        }
        assert!(!eik("1234567891234") && !eik("175074753") && !eik("17507475"));
        for d in ["7523169263", "8032056031", "7542011030"] {
            assert!(egn(d), "{d}");
        }
        assert!(!egn("7523169264") && !egn("7513169263"));
        assert!(iban("BG80BNBG96611020345678") && !iban("BG80BNBG96611020345679"));
    }
}
