//! `--picture`: what a workload has painted, as PNG, tinted by the lanes.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use interleave_core::fold::picture::{self, Stroke};
use interleave_core::mistake::Mistake;
use interleave_core::report::Report;
use interleave_core::run::CheckedPlan;
use interleave_core::workload;
use png::{BitDepth, ColorType, Encoder, EncodingError};

use crate::outlet::Outlet;

/// The picture of a plan, to be written when it has run.
#[derive(Debug)]
pub struct Picture(CheckedPlan);

impl Picture {
    /// Its flag.
    pub const FLAG: &str = "picture";

    /// The picture that is asked for, and the file for it.
    ///
    /// # Errors
    /// When the plan's workload computes none.
    pub fn asked<'a>(path: Option<&'a PathBuf>, plan: &CheckedPlan) -> Result<Option<(Self, &'a PathBuf)>, Mistake> {
        let Some(path) = path else { return Ok(None) };
        if !picture::paints(plan.workload.id) {
            let painters: Vec<&str> =
                workload::ALL.iter().map(|workload| workload.id).filter(|id| picture::paints(id)).collect();
            let sentence = format!(
                "The workload {} computes no picture; this one does: {}.",
                plan.workload.id,
                painters.join(", ")
            );
            return Err(Mistake::new(Self::FLAG, sentence));
        }
        Ok(Some((Self(plan.clone()), path)))
    }

    /// Writes the picture once for each model of the report that computed it, one below the other.
    ///
    /// # Errors
    /// When no model computed it, or it cannot be written.
    pub fn write(self, outlet: Outlet, report: &Report) -> Result<()> {
        let Some(picture) = picture::picture(&self.0) else { return Ok(()) };
        let painted = picture::painted(&picture, report);
        if painted.is_empty() {
            return Err(anyhow!("No model has computed the picture, so --picture writes none"));
        }
        let panels: Vec<(&str, Vec<Stroke>)> =
            painted.into_iter().map(|(result, strokes)| (result.model.as_str(), strokes)).collect();
        outlet.write_bytes(|to| write(to, &picture, &panels).map_err(io::Error::from))
    }
}

/// Rows between two pictures, in white.
const GAP: u64 = 8;

fn write(to: &mut dyn Write, picture: &picture::Picture, panels: &[(&str, Vec<Stroke>)]) -> Result<(), EncodingError> {
    let height = panels.len() as u64 * (picture.height + GAP) - GAP;
    let mut encoder = Encoder::new(to, picture.width as u32, height as u32);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    let models: Vec<&str> = panels.iter().map(|(model, _)| *model).collect();
    encoder.add_text_chunk("Description".to_owned(), format!("From top to bottom: {}", models.join(", ")))?;
    let mut header = encoder.write_header()?;
    let mut pixels = header.stream_writer()?;
    let row_length = picture.width as usize;
    let gap = vec![u8::MAX; 3 * row_length * GAP as usize];
    for (place, (_, strokes)) in panels.iter().enumerate() {
        if place > 0 {
            pixels.write_all(&gap)?;
        }
        let mut tints = vec![0; picture.height as usize];
        for stroke in strokes {
            tints[stroke.row as usize] = stroke.tint;
        }
        for (shades, tint) in picture.shades.chunks(row_length).zip(tints) {
            let row: Vec<u8> = shades.iter().flat_map(|shade| picture::colour(*shade, tint)).collect();
            pixels.write_all(&row)?;
        }
    }
    pixels.finish()
}
