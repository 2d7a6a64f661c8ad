//! White space inside a citation, which no paragraph's end parts: a list of provisions goes on over blank lines and pages.

use crate::parse::cursor::Cursor;

/// Steps over white space wherever a citation may wrap.
pub trait Wrap {
    /// Steps over spaces and a few line ends; `false` where there are none.
    fn wrap(&mut self) -> bool;
}

impl Wrap for Cursor<'_> {
    fn wrap(&mut self) -> bool {
        /// Line ends: two blank lines and a page's end.
        const MOST: usize = 4;
        let from = self.at;
        let mut breaks = 0;
        while self
            .take(|c| c == ' ' || (matches!(c, '\n' | '\u{c}') && breaks < MOST))
            .is_some()
        {
            if self.before() != Some(' ') {
                breaks += 1;
            }
        }
        self.at > from
    }
}
