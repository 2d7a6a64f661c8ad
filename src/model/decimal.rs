//! Exact decimal numbers: sums of money and areas are never floating point.

use std::fmt;

/// An exact decimal, `units / 10^scale`.
///
/// ```
/// use savet::model::Decimal;
/// let sum = Decimal::new(125050, 2);
/// assert_eq!(sum.to_string(), "1250.50");
/// assert_eq!(sum, Decimal::new(12505, 1));
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Decimal {
    units: i64,
    scale: u8,
}

impl Decimal {
    /// `units / 10^scale`; `scale` at most 18.
    pub const fn new(units: i64, scale: u8) -> Self {
        Decimal { units, scale }
    }
    /// The numerator.
    pub const fn units(self) -> i64 {
        self.units
    }
    /// The number of decimal places.
    pub const fn scale(self) -> u8 {
        self.scale
    }
    /// Times `by`; `None` when it does not fit.
    pub fn times(self, by: i64) -> Option<Self> {
        Some(Decimal {
            units: self.units.checked_mul(by)?,
            scale: self.scale,
        })
    }
    /// With the sign turned.
    pub fn negated(self) -> Self {
        Decimal {
            units: -self.units,
            scale: self.scale,
        }
    }
    /// The same number without zeros at the end of its decimal places.
    pub fn trimmed(self) -> Self {
        let mut d = self;
        while d.scale > 0 && d.units % 10 == 0 {
            d.units /= 10;
            d.scale -= 1;
        }
        d
    }
    /// `self` as a count of `1 / 10^scale`; `None` where that loses a digit or does not fit.
    pub fn rescaled(self, scale: u8) -> Option<i64> {
        let t = self.trimmed();
        if t.scale > scale {
            return None;
        }
        t.units
            .checked_mul(10i64.checked_pow(u32::from(scale - t.scale))?)
    }
    /// `self / (num / den)`, rounded half away from zero to `scale` decimal places.
    pub fn divided(self, num: i64, den: i64, scale: u8) -> Option<Self> {
        let top = i128::from(self.units) * i128::from(den) * 10i128.checked_pow(u32::from(scale))?;
        let bottom = i128::from(num) * 10i128.checked_pow(u32::from(self.scale))?;
        if bottom == 0 {
            return None;
        }
        let (quotient, rest) = (top / bottom, top % bottom);
        let up = if 2 * rest.abs() >= bottom.abs() {
            rest.signum() * bottom.signum()
        } else {
            0
        };
        Some(Decimal {
            units: i64::try_from(quotient + up).ok()?,
            scale,
        })
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.trimmed(), other.trimmed());
        a.units == b.units && a.scale == b.scale
    }
}

impl Eq for Decimal {}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.units);
        }
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = self.units.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, part) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{part}")
    }
}
