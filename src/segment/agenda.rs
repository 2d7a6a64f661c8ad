//! The agenda's list in minutes (дневен ред).

use super::marks::{Mark, Sort};
use crate::model::{AgendaPoint, Line, Normal, Span};

/// The numbered points below „ДНЕВЕН РЕД:“, each with all its words.
pub fn agenda(norm: &Normal, lines: &[Line], marks: &[Mark]) -> Vec<AgendaPoint> {
    let Some(head) = marks.iter().find(|m| m.sort == Sort::Agenda) else {
        return Vec::new();
    };
    let end = marks
        .iter()
        .find(|m| {
            m.span.start > head.span.start && !matches!(m.sort, Sort::Agenda | Sort::Head | Sort::Draft)
        })
        .map_or(norm.text.len(), |m| m.span.start);
    let mut points: Vec<AgendaPoint> = Vec::new();
    let first = lines.partition_point(|l| l.span.start <= head.span.start);
    for line in lines[first..].iter().take_while(|l| l.span.start < end) {
        let text = line.span.of(&norm.text);
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
            } else if last.span.end + 200 > line.span.start {
                last.span = Span::new(last.span.start, line.span.end);
            }
        }
    }
    points
}
