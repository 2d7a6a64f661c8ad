//! A place in a text that moves forward as words are recognised.

use crate::model::{Words, is_letter_or_digit};

/// Reads a text from a place on. Every method that returns `bool` or `Option` moves only when it succeeds.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    /// The byte at which it stands.
    pub at: usize,
}

impl<'a> Cursor<'a> {
    /// A cursor at the byte `at` of `text`.
    pub fn new(text: &'a str, at: usize) -> Self {
        Cursor { text, at }
    }
    /// The whole text it moves in.
    pub fn text(&self) -> &'a str {
        self.text
    }
    /// What is still to come.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }
    /// The character before.
    pub fn before(&self) -> Option<char> {
        self.text.get(..self.at).and_then(|t| t.chars().next_back())
    }
    /// Steps over the next character if `test` holds for it.
    pub fn take(&mut self, test: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|c| test(*c))?;
        self.at += c.len_utf8();
        Some(c)
    }
    /// Steps over characters as long as `test` holds, and gives them.
    pub fn take_while(&mut self, test: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !test(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }
    /// Steps over `word`, whatever follows it.
    pub fn eat(&mut self, word: &str) -> bool {
        let ok = self.rest().starts_with(word);
        if ok {
            self.at += word.len();
        }
        ok
    }
    /// Steps over `word` if no letter or digit follows it.
    pub fn eat_word(&mut self, word: &str) -> bool {
        let rest = self.rest();
        let ok = rest.starts_with(word) && !rest[word.len()..].starts_with(is_letter_or_digit);
        if ok {
            self.at += word.len();
        }
        ok
    }
    /// Steps over the first of `words` that stands here as a whole word.
    pub fn eat_any(&mut self, words: &[&'static str]) -> Option<&'static str> {
        words.iter().copied().find(|w| self.eat_word(w))
    }
    /// Steps over spaces of this line.
    pub fn spaces(&mut self) -> bool {
        !self.take_while(|c| c == ' ').is_empty()
    }
    /// Steps over spaces and at most one line end: the space between two words of a wrapped line.
    pub fn gap(&mut self) -> bool {
        let from = self.at;
        self.take_while(|c| c == ' ');
        if self.eat("\n") {
            self.take_while(|c| c == ' ');
            if self.peek() == Some('\n') {
                self.at = from;
                self.take_while(|c| c == ' ');
            }
        }
        self.at > from
    }
    /// Steps over ASCII digits.
    pub fn digits(&mut self) -> Option<&'a str> {
        let digits = self.take_while(|c| c.is_ascii_digit());
        (!digits.is_empty()).then_some(digits)
    }
    /// The words from the byte `start` up to here.
    pub fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }
}

/// The first three letters of `words`, which are in lower case, as they may be printed: „инж“, „Инж“, „ИНЖ“.
pub fn beginnings(words: &[&str]) -> Words {
    let mut all: Vec<String> = Vec::new();
    for word in words {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        let rest: String = rest.chars().take(2).collect();
        let capital = first.to_uppercase();
        all.push(format!("{first}{rest}"));
        all.push(format!("{capital}{rest}"));
        all.push(format!("{capital}{}", rest.to_uppercase()));
    }
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    Words::new(&all)
}

/// Whether the byte `at` of `text` begins a word: no letter or digit stands before it.
pub fn starts_word(text: &str, at: usize) -> bool {
    !text.get(..at).is_some_and(|t| t.ends_with(is_letter_or_digit))
}
