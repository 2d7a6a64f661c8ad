//! The agenda's list in minutes (дневен ред).

use super::marks::{Mark, Sort};
use crate::model::{AgendaPoint, Line, Normal, Span, is_capital, is_small};

/// The numbered points below „ДНЕВЕН РЕД:“, each with all its words.
pub fn agenda(norm: &Normal, lines: &[Line], marks: &[Mark]) -> Vec<AgendaPoint> {
    let Some(head) = marks.iter().find(|m| m.sort == Sort::Agenda) else {
        return Vec::new();
    };
    // Points of the short form („Т. 2. Отдаване“) stand in the list itself; one that is out of its order opens the debate.
    let mut due = 0;
    let end = marks
        .iter()
        .filter(|m| m.span.start > head.span.start)
        .find(|m| match &m.sort {
            Sort::Agenda | Sort::Head | Sort::Draft => false,
            Sort::Point { number, .. } => {
                due += 1;
                number.parse() != Ok(due)
            }
            _ => true,
        })
        .map_or(norm.text.len(), |m| m.span.start);
    if let Some(points) = inline(norm, lines, head) {
        return points;
    }
    let mut points: Vec<AgendaPoint> = Vec::new();
    let first = lines.partition_point(|l| l.span.start <= head.span.start);
    let mut before: Option<&Line> = None;
    for line in lines[first..].iter().take_while(|l| l.span.start < end) {
        let text = line.span.of(&norm.text);
        let runs_on = before.replace(line).is_some_and(|b| {
            let ended = b.span.of(&norm.text).ends_with(['.', ';']) && text.starts_with(is_capital);
            // „… имотите⏎– общинска собственост“: a dash goes on like a small letter.
            let words = text.trim_start_matches(['–', '-', ' ', '№', '(']);
            !ended && (b.wraps || words.starts_with(is_small))
        });
        let lead = text
            .trim_start_matches("т.")
            .trim_start_matches("Т.")
            .trim_start();
        let digits = lead.bytes().take_while(u8::is_ascii_digit).count();
        let after = lead[digits..].trim_start_matches(' ');
        let next = points.len() as u32 + 1;
        if digits > 0 && after.starts_with(['.', ')']) && lead[..digits].parse() == Ok(next) {
            let title = line.span.end - after[1..].trim_start().len();
            points.push(AgendaPoint {
                number: next.to_string(),
                span: line.span,
                title,
            });
        } else if let Some(last) = points.last_mut() {
            if line.span.is_empty() {
                if norm.text[last.span.end..line.span.start].matches('\n').count() > 1 {
                    continue;
                }
            } else if runs_on && last.span.end + 200 > line.span.start {
                last.span = Span::new(last.span.start, line.span.end);
            }
        }
    }
    points
}

/// „Дневен ред: 1. Приемане на бюджета; 2. Избор на комисия.“ in one paragraph.
fn inline(norm: &Normal, lines: &[Line], head: &Mark) -> Option<Vec<AgendaPoint>> {
    let lower = head.span.of(&norm.lower);
    let colon = lower.find(':')?;
    let from = head.span.start + colon + 1;
    if !norm.text[from..].trim_start_matches(' ').starts_with("1.") {
        return None;
    }
    let first = lines.partition_point(|l| l.span.start <= head.span.start);
    let end = lines[first..]
        .iter()
        .find(|l| l.span.is_empty())
        .map_or(norm.text.len(), |l| l.span.start);
    let mut points: Vec<AgendaPoint> = Vec::new();
    let mut at = from;
    for n in 1.. {
        let label = format!("{n}.");
        let Some(found) = norm.text[at..end]
            .match_indices(&label)
            .map(|(i, _)| at + i)
            .find(|i| {
                let before = norm.text[..*i].trim_end();
                n == 1 || before.ends_with([';', ',', '.', ')'])
            })
        else {
            break;
        };
        if let Some(last) = points.last_mut() {
            last.span.end = found;
        }
        let title = found
            + label.len()
            + (norm.text[found + label.len()..].len() - norm.text[found + label.len()..].trim_start().len());
        points.push(AgendaPoint {
            number: n.to_string(),
            span: Span::new(found, end),
            title,
        });
        at = title;
    }
    Some(points)
}
