//! Tables whose cells hold paragraphs: rows of short cells are laid out, a cell with a text in it is read as a text.
//!
//! Councils set whole decisions within tables, one cell for the number and one for all the rest.

use super::rows;

/// Letters of a cell of several paragraphs that is read as a text.
const TEXT: usize = 160;

/// Letters of a first cell that is the number of the row.
const NUMBER: usize = 8;

/// The lines of a table; a cell is its paragraphs.
pub(super) fn lines(table: &[Vec<Vec<String>>]) -> Vec<String> {
    let mut out = Vec::new();
    let mut grid: Vec<Vec<String>> = Vec::new();
    let single = table.iter().all(|r| filled(r).count() < 2);
    for row in table {
        if !single && !row.iter().any(|c| is_text(c)) {
            grid.push(row.iter().map(|c| c.join(" ")).collect());
            continue;
        }
        lay(&mut grid, &mut out);
        let mut number = String::new();
        for cell in filled(row) {
            for paragraph in cell.iter().filter(|p| !p.trim().is_empty()) {
                if number.is_empty() && cell.len() == 1 && paragraph.chars().count() <= NUMBER && !single {
                    number.clone_from(paragraph);
                    continue;
                }
                if !number.is_empty() {
                    number.push(' ');
                }
                out.push(format!("{number}{paragraph}"));
                number.clear();
            }
        }
        if !number.is_empty() {
            out.push(number);
        }
    }
    lay(&mut grid, &mut out);
    out
}

fn lay(grid: &mut Vec<Vec<String>>, out: &mut Vec<String>) {
    out.extend(rows::lines(grid));
    grid.clear();
}

fn filled(row: &[Vec<String>]) -> impl Iterator<Item = &Vec<String>> {
    row.iter().filter(|c| c.iter().any(|p| !p.trim().is_empty()))
}

fn is_text(cell: &[String]) -> bool {
    let paragraphs = cell.iter().filter(|p| !p.trim().is_empty()).count();
    let letters: usize = cell.iter().map(|p| p.chars().count()).sum();
    paragraphs > 1 && letters > TEXT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(paragraphs: &[&str]) -> Vec<String> {
        paragraphs.iter().map(|p| (*p).to_owned()).collect()
    }

    #[test]
    fn a_decision_within_a_cell_is_a_text() {
        let long = "Дава съгласие да се продаде имотът, описан в приложението към докладната записка, по пазарна оценка.";
        let table = [
            vec![cell(&["№"]), cell(&["Решение"])],
            vec![cell(&["5"]), cell(&["РЕШИ:", long, long])],
        ];
        let lines = lines(&table);
        assert_eq!(lines, ["№   Решение", "5 РЕШИ:", long, long]);
    }

    #[test]
    fn a_frame_of_one_column_is_no_table() {
        let table = [vec![cell(&["а"]), cell(&[])], vec![cell(&["б", "в"])]];
        assert_eq!(lines(&table), ["а", "б", "в"]);
    }
}
