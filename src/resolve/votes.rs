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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Choice, Span};

    fn vote(rule: &'static str, from: usize, to: usize, choice: Choice) -> Mention {
        Mention {
            rule,
            span: Span::new(from, to),
            value: Value::Vote(Vote {
                councillor: "Иван Примеров".to_owned(),
                choice,
                column: None,
            }),
        }
    }

    #[test]
    fn the_fuller_of_two_readings_stays() {
        let read = vec![
            vote("vote/roll_call", 0, 30, Choice::For),
            vote("vote/inline", 3, 30, Choice::For),
            vote("vote/roll_call", 40, 70, Choice::For),
            vote("vote/inline", 43, 70, Choice::Against),
        ];
        let kept: Vec<usize> = once(read).iter().map(|m| m.span.start).collect();
        assert_eq!(kept, [0, 40, 43]);
    }
}
