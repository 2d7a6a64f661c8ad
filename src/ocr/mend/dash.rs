//! Dashes: the engine gives a hyphen for each, but the ink of a dash is 0.37 to 0.6 ems wide, that of a
//! hyphen 0.3 at the most.

use super::replace;
use crate::model::Reading;

/// Where the width of a stroke lies, in ems.
const DASH: std::ops::Range<f32> = 0.33..0.8;

/// Makes dashes of strokes that stand alone and are as wide as a dash.
pub(super) fn mend(reading: &mut Reading) {
    for line in &mut reading.lines {
        let size = line.size.max(1.0);
        for word in &mut line.words {
            let stroke = !word.letters.is_empty() && word.letters.iter().all(|l| l.text == '-');
            if stroke && DASH.contains(&((word.x1() - word.x0()) / size)) {
                let many = word.letters.len();
                replace(word, many, "–");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn a_wide_stroke_is_a_dash() {
        assert_eq!(after("имот - частна", mend), "имот – частна");
        assert_eq!(after("имот ---- частна", mend), "имот ---- частна");
        assert_eq!(after("12-14", mend), "12-14");
    }
}
