//! A councillor's vote that two rules have read from the same words counts once.

use crate::model::{Mention, Value, Vote};

/// Without votes whose words lie within those of the same vote; `mentions` are by place.
pub fn once(mut mentions: Vec<Mention>) -> Vec<Mention> {
    let mut last: Option<(Vote, usize)> = None;
    mentions.retain(|m| {
        let Value::Vote(vote) = &m.value else { return true };
        let again = last
            .as_ref()
            .is_some_and(|(before, end)| before == vote && m.span.end <= *end);
        if !again {
            last = Some((vote.clone(), m.span.end));
        }
        !again
    });
    mentions
}
