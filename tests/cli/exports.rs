//! `--csv`, `--markdown`, `--html`: files for other programs, from a run or from a stored report.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;

use interleave_core::fold::picture;
use interleave_core::report::Report;

use crate::program::{argument, interleave, scratch};

#[test]
fn a_run_writes_all_formats_at_once_and_a_stored_report_gives_the_same() {
    let paths = ["all.json", "all.trace.json", "all.csv", "all.md", "all.html"].map(scratch);
    let flags = ["--json", "--trace", "--csv", "--markdown", "--html"];
    let files: Vec<&str> = flags.iter().zip(&paths).flat_map(|(flag, path)| [*flag, argument(path)]).collect();
    let run = interleave(&[&["run", "count", "--param", "n=9", "--runs", "3"], &files[..]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let read = |path| fs::read_to_string(path).expect("a file");
    let [json, _, csv, markdown, html] = paths.each_ref().map(read);
    assert_eq!(csv.lines().count(), 1 + 6 * 3, "{csv}");
    assert!(csv.starts_with("created,workload,") && csv.contains(",sequential,native,"), "{csv}");
    assert!(
        markdown.contains("| Threads + GIL |") && markdown.contains("interleave run count --param n=9"),
        "{markdown}"
    );
    assert_eq!(html.matches("<circle").count(), 18);
    assert!(html.starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"));
    let again = ["again.json", "again.trace.json", "again.csv", "again.md", "again.html"].map(scratch);
    let files: Vec<&str> = flags.iter().zip(&again).flat_map(|(flag, path)| [*flag, argument(path)]).collect();
    let view = interleave(&[&["view", argument(&paths[0])], &files[..]].concat());
    assert_eq!((view.code, view.stdout), (Some(0), run.stdout));
    assert_eq!(again.each_ref().map(read), paths.each_ref().map(read));
    assert!(json.starts_with("{\"schema\":\"interleave.report/1\""));
}

#[test]
fn an_export_to_standard_output_stands_alone_there() {
    let output =
        interleave(&["run", "count", "--param", "n=9", "--runs", "1", "--model", "async", "--csv", "-", "--timeline"]);
    assert_eq!(output.code, Some(0));
    assert_eq!(output.stdout.lines().count(), 2, "{}", output.stdout);
    assert!(output.stderr.contains("What happened"));
}

#[test]
fn a_picture_has_under_each_model_every_point_in_the_colour_of_the_lane_that_computed_its_row() {
    const GAP: usize = 8;
    let (json, png) = (scratch("picture.json"), scratch("picture.png"));
    let models = ["--model", "sequential,threads,processes", "--workers", "2", "--runs", "1", "--warmup", "0"];
    let small = ["--param", "width=40", "--param", "height=30", "--param", "limit=200"];
    let files = ["--json", argument(&json), "--picture", argument(&png)];
    let run = interleave(&[&["run", "mandelbrot"], &models[..], &small[..], &files[..]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let report: Report = serde_json::from_slice(&fs::read(&json).expect("a file")).expect("a report");
    let computed = picture::picture(&report.plan.clone().check().expect("it has run")).expect("a picture");
    let file = png::Decoder::new(Cursor::new(fs::read(&png).expect("a file")));
    let mut file = file.read_info().expect("a PNG");
    let mut pixels = vec![0; file.output_buffer_size().expect("a small picture")];
    file.next_frame(&mut pixels).expect("its points");
    assert_eq!((file.info().width, file.info().height as usize), (40, 3 * 30 + 2 * GAP));
    let rows: Vec<&[u8]> = pixels.chunks(3 * 40).collect();
    for (place, result) in report.results.iter().enumerate() {
        let strokes = picture::strokes(result.trace.as_ref().expect("a trace"));
        let tints: BTreeMap<usize, usize> = strokes.iter().map(|stroke| (stroke.row as usize, stroke.tint)).collect();
        assert_eq!(tints.len(), 30, "{}", result.model);
        for (row, tint) in tints {
            let shades = &computed.shades[row * 40..][..40];
            let expected: Vec<u8> = shades.iter().flat_map(|shade| picture::colour(*shade, tint)).collect();
            assert_eq!(rows[place * (30 + GAP) + row], expected, "{}: row {row}", result.model);
        }
    }
}
