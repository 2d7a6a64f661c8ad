//! The decimal digits of a number as Excel knows them: fifteen, rounded half up.

/// Digits that Excel keeps.
const KEPT: usize = 15;

/// A number of no sign: 0.d₁d₂d₃… × 10ⁿ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    digits: Vec<u8>,
    /// Digits before the decimal mark; none or less for a number below 0.1.
    whole: i32,
}

impl Digits {
    /// The digits of `number`, its sign left aside.
    pub fn of(number: f64) -> Self {
        let shown = format!("{:.*e}", KEPT - 1, number.abs());
        let (mantissa, exponent) = shown.split_once('e').unwrap_or((&shown, "0"));
        let digits = mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|b| b - b'0')
            .collect();
        Digits {
            digits,
            whole: exponent.parse::<i32>().unwrap_or(0) + 1,
        }
    }

    /// With the decimal mark moved to the right.
    pub fn shifted(mut self, places: i32) -> Self {
        self.whole += places;
        self
    }

    /// Rounded to so many decimals: the digits before the mark and behind it.
    pub fn rounded(&self, decimals: usize) -> (String, String) {
        let keep = self.whole + decimals as i32;
        let digit = |i: i32| {
            usize::try_from(i)
                .ok()
                .and_then(|i| self.digits.get(i))
                .copied()
                .unwrap_or(0)
        };
        let from = self.whole.min(0);
        let mut out: Vec<u8> = (from..keep).map(|i| if i < 0 { 0 } else { digit(i) }).collect();
        let mut carry = keep >= 0 && digit(keep) >= 5;
        for d in out.iter_mut().rev() {
            if !carry {
                break;
            }
            *d = if *d == 9 { 0 } else { *d + 1 };
            carry = *d == 0;
        }
        if carry {
            out.insert(0, 1);
        }
        let text: String = out.iter().map(|d| char::from(b'0' + d)).collect();
        let padded = format!("{text:0>width$}", width = decimals + 1);
        let (whole, behind) = padded.split_at(padded.len() - decimals);
        let whole = whole.trim_start_matches('0');
        (whole.to_owned(), behind.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_rounded_as_they_are_read() {
        let shown = |number: f64, decimals| {
            let (whole, behind) = Digits::of(number).rounded(decimals);
            format!("{whole},{behind}")
        };
        assert_eq!(shown(1.005, 2), "1,01");
        assert_eq!(shown(0.1 + 0.2, 3), ",300");
        assert_eq!(shown(999.995, 2), "1000,00");
        assert_eq!(shown(0.004, 2), ",00");
        assert_eq!(shown(0.05, 1), ",1");
        assert_eq!(shown(0.0, 2), ",00");
        assert_eq!(shown(1_234_567.0, 0), "1234567,");
        assert_eq!(shown(0.6, 0), "1,");
    }
}
