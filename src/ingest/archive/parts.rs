//! Files that were taken out of their archive together.

use super::Member;
use crate::error::ErrorKind;

/// Files with their names.
pub struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    /// None where there is no file.
    pub fn new(files: Vec<(String, Vec<u8>)>) -> Option<Self> {
        (!files.is_empty()).then_some(Parts(files))
    }

    pub fn members(&self) -> Vec<Member> {
        let numbered = self.0.iter().zip(0..);
        numbered
            .map(|((name, _), at)| Member {
                at,
                name: name.clone(),
            })
            .collect()
    }

    pub fn read(&self, at: u32) -> Result<Vec<u8>, ErrorKind> {
        let file = self.0.get(at as usize);
        file.map(|(_, bytes)| bytes.clone()).ok_or(ErrorKind::NotFound)
    }
}
