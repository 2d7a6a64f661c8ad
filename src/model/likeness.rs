//! By what a document is known again in other bytes.

/// Number of bytes in a sketch.
pub const SKETCH: usize = 64;

/// A document's fingerprint: its words in outline, its figures and names exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// Which decisions it holds, and the figures and names of their items; 0 where that is not stated.
    pub identity: u64,
    /// Its type, municipality and all figures and names; 0 where the text is too short to be known again.
    pub contents: u64,
    /// Its municipality; 0 where that is not stated.
    pub municipality: u64,
    /// Number of its shingles, three words in a row each.
    pub shingles: u32,
    /// The least shingle of each of 64 parts of all shingles, in a byte; 0 where a part has none.
    pub sketch: [u8; SKETCH],
}

impl Default for Likeness {
    fn default() -> Self {
        Likeness {
            identity: 0,
            contents: 0,
            municipality: 0,
            shingles: 0,
            sketch: [0; SKETCH],
        }
    }
}

impl Likeness {
    /// Number of bytes that [`Likeness::to_bytes`] gives.
    pub const BYTES: usize = 3 * 8 + 4 + SKETCH;

    /// As bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(Self::BYTES);
        for number in [self.identity, self.contents, self.municipality] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes.extend_from_slice(&self.shingles.to_le_bytes());
        bytes.extend_from_slice(&self.sketch);
        bytes
    }

    /// From the bytes that [`Likeness::to_bytes`] gave.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let number = |at: usize| Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
        Some(Likeness {
            identity: number(0)?,
            contents: number(8)?,
            municipality: number(16)?,
            shingles: u32::from_le_bytes(*bytes.get(24..)?.first_chunk()?),
            sketch: *bytes.get(28..)?.first_chunk()?,
        })
    }

    /// How many of all shingles of two texts both have, from 0 to 1, as far as the sketches tell.
    pub fn resemblance(&self, other: &Likeness) -> f64 {
        let (mut same, mut any) = (0, 0);
        for (a, b) in self.sketch.iter().zip(&other.sketch) {
            any += u32::from(*a != 0 || *b != 0);
            same += u32::from(*a != 0 && a == b);
        }
        f64::from(same) / f64::from(any.max(1))
    }

    /// How many of the shingles of the shorter text the longer one has too.
    pub fn containment(&self, other: &Likeness) -> f64 {
        let resemblance = self.resemblance(other);
        let (a, b) = (f64::from(self.shingles), f64::from(other.shingles));
        let common = resemblance * (a + b) / (1.0 + resemblance);
        common / a.min(b).max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_lead_back() {
        let likeness = Likeness {
            identity: 1,
            contents: 2,
            municipality: 3,
            shingles: 4,
            sketch: std::array::from_fn(|i| i as u8),
        };
        let bytes = likeness.to_bytes();
        assert_eq!(bytes.len(), Likeness::BYTES);
        assert_eq!(Likeness::from_bytes(&bytes), Some(likeness));
        assert_eq!(Likeness::from_bytes(&bytes[1..]), None);
    }
}
