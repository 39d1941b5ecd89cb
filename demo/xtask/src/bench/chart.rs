//! Curves over sizes, both on logarithmic scales, as an SVG file.

use anyhow::{Result, anyhow};
use plotters::coord::Shift;
use plotters::prelude::*;
use std::ops::Range;
use std::path::Path;

/// Width and height in pixels.
const SIZE: (u32, u32) = (960, 700);
/// Colours that differ for people who see fewer of them, too (Okabe and Ito).
const COLOURS: [RGBColor; 7] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(86, 180, 233),
    RGBColor(230, 159, 0),
    RGBColor(60, 60, 60),
];
/// Room below the plot for the lines' names, in pixels.
const NAMES_HEIGHT: u32 = 84;
/// In so many columns.
const COLUMNS: usize = 2;
const FONT: &str = "sans-serif";

/// A curve.
pub struct Line {
    /// Its name.
    pub name: &'static str,
    /// Its points, all above zero.
    pub points: Vec<(f64, f64)>,
}

/// Several curves.
pub struct Chart {
    /// The title.
    pub title: &'static str,
    /// Label of the horizontal axis.
    pub across: &'static str,
    /// Label of the vertical axis.
    pub up: &'static str,
    /// At most as many as there are colours.
    pub lines: Vec<Line>,
}

impl Chart {
    /// Draws it into a file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn draw(&self, file: &Path) -> Result<()> {
        self.plot(file)
            .map_err(|error| anyhow!("cannot draw {}: {error}", file.display()))
    }

    fn plot(&self, file: &Path) -> Result<(), Box<dyn std::error::Error>> {
        let root = SVGBackend::new(file, SIZE).into_drawing_area();
        root.fill(&WHITE)?;
        let (plot, names) = root.split_vertically(SIZE.1 - NAMES_HEIGHT);
        let across = ends(self.lines.iter().flat_map(|l| &l.points).map(|p| p.0));
        let up = decades(self.lines.iter().flat_map(|l| &l.points).map(|p| p.1));
        let mut chart = ChartBuilder::on(&plot)
            .caption(self.title, (FONT, 24))
            .margin(16)
            .margin_right(40)
            .x_label_area_size(56)
            .y_label_area_size(72)
            .build_cartesian_2d(across.log_scale(), up.log_scale())?;
        chart
            .configure_mesh()
            .x_desc(self.across)
            .y_desc(self.up)
            .axis_desc_style((FONT, 16))
            .label_style((FONT, 14))
            .x_label_formatter(&|value| short(*value))
            .y_label_formatter(&|value| short(*value))
            .bold_line_style(BLACK.mix(0.18))
            .light_line_style(BLACK.mix(0.05))
            .draw()?;
        for (line, colour) in self.lines.iter().zip(COLOURS) {
            let style = colour.stroke_width(3);
            let points = || line.points.iter().copied();
            chart.draw_series(LineSeries::new(points(), style))?;
            let dots = points().map(|point| Circle::new(point, 5, colour.filled()));
            chart.draw_series(dots)?;
        }
        self.name_lines(&names)?;
        root.present()?;
        Ok(())
    }

    /// The lines' names below the plot, in columns, where no line is covered.
    fn name_lines(&self, area: &Area<'_>) -> Result<(), Box<dyn std::error::Error>> {
        let rows = self.lines.len().div_ceil(COLUMNS);
        let cells = area.margin(0, 8, 88, 16).split_evenly((rows, COLUMNS));
        for ((line, colour), cell) in self.lines.iter().zip(COLOURS).zip(&cells) {
            let dash = PathElement::new([(0, 10), (28, 10)], colour.stroke_width(3));
            cell.draw(&dash)?;
            cell.draw(&Text::new(line.name, (38, 3), (FONT, 15)))?;
        }
        Ok(())
    }
}

/// A part of the picture.
type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// The smallest and the largest value.
fn ends(values: impl Iterator<Item = f64>) -> Range<f64> {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values {
        least = least.min(value);
        most = most.max(value);
    }
    least..most
}

/// The powers of ten around all values.
fn decades(values: impl Iterator<Item = f64>) -> Range<f64> {
    let Range { start, end } = ends(values);
    let (least, most) = (start.log10().floor(), end.log10().ceil());
    10_f64.powf(least)..10_f64.powf(most.max(least + 1.0))
}

/// A value of an axis.
fn short(value: f64) -> String {
    match value {
        v if v >= 1e6 => format!("{} million", v / 1e6),
        v if v >= 1e3 => format!("{},000", v / 1e3),
        v => format!("{v}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_names_its_lines() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.svg");
        let line = |name, y| Line {
            name,
            points: vec![(100.0, y), (1e6, y * 2.0)],
        };
        let chart = Chart {
            title: "T",
            across: "a",
            up: "u",
            lines: vec![line("one line", 0.3), line("another", 7.0)],
        };
        chart.draw(&file).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        for name in ["one line", "another", "1 million"] {
            assert!(text.contains(name), "{name}: {text}");
        }
    }

    #[test]
    fn axes_end_at_powers_of_ten() {
        assert_eq!(decades([0.3, 7.0].into_iter()), 0.1..10.0);
        assert_eq!(decades([1.0].into_iter()), 1.0..10.0);
    }
}
