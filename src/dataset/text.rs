//! A text that is cut by code points.

/// The text of a document, with the place of every code point.
#[derive(Debug, Clone, Default)]
pub struct Text {
    text: String,
    /// Where each code point begins, and the text's end.
    at: Vec<usize>,
}

impl Text {
    /// A text and its code points.
    pub fn new(text: String) -> Self {
        let mut at: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        at.push(text.len());
        Text { text, at }
    }

    /// All of it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The number of its code points.
    pub fn chars(&self) -> usize {
        self.at.len().saturating_sub(1)
    }

    /// The code points from `start` up to `end`; less where the text is shorter.
    ///
    /// ```
    /// let text = savet::dataset::Text::new("Решение № 12".to_owned());
    /// assert_eq!(text.cut(8, 12), "№ 12");
    /// assert_eq!(text.cut(8, 99), "№ 12");
    /// assert_eq!(text.cut(9, 8), "");
    /// ```
    pub fn cut(&self, start: usize, end: usize) -> &str {
        let byte = |i: usize| self.at.get(i).copied().unwrap_or(self.text.len());
        self.text.get(byte(start)..byte(end)).unwrap_or_default()
    }

    /// How many code points stand before the byte `at`.
    pub fn place_of(&self, at: usize) -> usize {
        self.at.partition_point(|b| *b < at)
    }
}
