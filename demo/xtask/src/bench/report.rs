//! The tables, as Markdown that is also readable on a terminal.

use crate::paths;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// A table with a title and remarks.
#[derive(Debug, Clone)]
pub struct Table {
    title: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    notes: Vec<String>,
}

impl Table {
    /// A table without rows.
    pub fn new<const N: usize>(title: &str, head: [&str; N]) -> Self {
        Self::with_head(title, head.map(str::to_owned))
    }

    /// A table without rows, of as many columns as there are heads.
    pub fn with_head(title: &str, head: impl IntoIterator<Item = String>) -> Self {
        Self {
            title: title.to_owned(),
            head: head.into_iter().collect(),
            rows: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds a row with as many cells as the head has.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<_> = cells.into_iter().collect();
        debug_assert_eq!(self.head.len(), cells.len(), "{cells:?}");
        self.rows.push(cells);
    }

    /// Adds a remark below.
    pub fn note(&mut self, text: impl Into<String>) {
        self.notes.push(text.into());
    }

    /// The table as Markdown, its columns aligned.
    pub fn render(&self) -> String {
        let width = |column: usize| {
            let cells = self.rows.iter().map(|row| &row[column]);
            let all = cells.chain([&self.head[column]]);
            all.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<_> = (0..self.head.len()).map(width).collect();
        let line = |cells: &[String]| {
            let padded = cells.iter().zip(&widths).enumerate();
            let padded = padded.map(|(column, (cell, &width))| match column {
                0 => format!(" {cell:<width$} "),
                _ => format!(" {cell:>width$} "),
            });
            format!("|{}|\n", padded.collect::<Vec<_>>().join("|"))
        };
        let rules = widths.iter().enumerate().map(|(column, width)| {
            let dashes = "-".repeat(width + 1);
            if column == 0 {
                format!(":{dashes}")
            } else {
                format!("{dashes}:")
            }
        });
        let mut text = format!("## {}\n\n{}", self.title, line(&self.head));
        text.push_str(&format!("|{}|\n", rules.collect::<Vec<_>>().join("|")));
        for row in &self.rows {
            text.push_str(&line(row));
        }
        for note in &self.notes {
            text.push_str(&format!("\n- {note}"));
        }
        text.push('\n');
        text
    }
}

/// Prints the tables and keeps them in a file, whose path it gives.
pub fn publish(about: &str, tables: &[Table]) -> Result<PathBuf> {
    let parts: Vec<_> = tables.iter().map(Table::render).collect();
    let text = format!("# Bench\n\n{about}\n\n{}", parts.join("\n"));
    println!("\n{text}");
    let dir = paths::bedside().join("bench");
    fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
    let file = dir.join("report.md");
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let mut table = Table::new("T", ["what", "n"]);
        table.row(["ä".into(), "10".into()]);
        table.note("remark");
        let expected = "## T\n\n| what |  n |\n|:-----|---:|\n| ä    | 10 |\n\n- remark\n";
        assert_eq!(table.render(), expected);
    }
}
