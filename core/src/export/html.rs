//! A report as one HTML file: no script, nothing loaded, readable on paper. Every text in it goes through [`escaped`].

use std::fmt::Write as _;

use super::html_text::escaped;
use super::{facts, html_chart};
use crate::fold::view::{self, Row, View};
use crate::report::{Report, Warning};

/// Nothing is ever loaded or run, even if a text should get out of its place.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The whole document.
pub fn html(report: &Report) -> String {
    let view = view::view(report);
    let title = escaped(&facts::title(report));
    let style = include_str!("html.css");
    let mut text = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} \u{2013} Interleave</title>\n<style>\n{style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    let command = facts::command(report);
    if !command.is_empty() {
        let _ = writeln!(text, "<pre>{}</pre>", escaped(&command));
    }
    text.push_str(&sentences(&view));
    text.push_str("<h2>Every run</h2>\n");
    text.push_str(&html_chart::chart(report, &view.rows));
    text.push_str("<h2>Figures</h2>\n");
    text.push_str(&table(&view));
    text.push_str("<h2>Where</h2>\n<dl>\n");
    for (name, value) in facts::facts(report) {
        let _ = writeln!(text, "<dt>{name}</dt><dd>{}</dd>", escaped(&value));
    }
    text.push_str("</dl>\n</body>\n</html>\n");
    text
}

fn sentences(view: &View) -> String {
    let mut text = String::new();
    for sentence in &view.insight {
        let _ = writeln!(text, "<p class=\"insight\">{}</p>", escaped(sentence));
    }
    for Warning { text: warning, .. } in &view.warnings {
        let _ = writeln!(text, "<p class=\"warning\">{}</p>", escaped(warning));
    }
    text
}

fn table(View { rows, against, .. }: &View) -> String {
    let mut text = format!(
        "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Model</th><th scope=\"col\">Median</th>\
         <th scope=\"col\">95&nbsp;% interval</th><th scope=\"col\">Speed-up {against}</th>\
         <th scope=\"col\">95&nbsp;% interval</th><th scope=\"col\">Time of its lanes</th>\
         <th scope=\"col\">Answer</th></tr></thead>\n<tbody>\n"
    );
    for Row { title, median, interval, speedup, speedup_interval, states, answer, .. } in rows {
        let _ = write!(text, "<tr><th scope=\"row\">{}</th>", escaped(title));
        for figure in [median, interval, speedup, speedup_interval] {
            let _ = write!(text, "<td class=\"figure\">{}</td>", escaped(figure));
        }
        let _ = writeln!(text, "<td>{}</td><td>{}</td></tr>", escaped(states), escaped(answer));
    }
    text + "</tbody>\n</table></div>\n"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::export::example;

    #[test]
    fn every_sample_is_a_dot_and_every_model_a_row() {
        let report = example::report();
        let text = html(&report);
        let samples: usize = report.results.iter().map(|result| result.samples_ms.len()).sum();
        assert_eq!(text.matches("<circle").count(), samples);
        assert_eq!(text.matches("<th scope=\"row\">").count(), report.results.len());
        assert!(text.contains("<pre>interleave run count --param n=30000"), "{text}");
    }

    #[test]
    fn it_loads_nothing_and_runs_nothing() {
        let text = html(&example::report());
        for outside in
            ["<script", "<link", "<img", "<iframe", "@import", "url(", "src=", "href=", "://", " onload", " onerror"]
        {
            assert!(!text.contains(outside), "{outside}");
        }
    }

    /// The names of all elements.
    fn tags(html: &str) -> BTreeSet<&str> {
        html.split('<').skip(1).filter_map(|tag| tag.split([' ', '>', '/']).find(|name| !name.is_empty())).collect()
    }

    #[test]
    fn no_text_of_a_report_becomes_markup() {
        let attack = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;";
        let mut report = example::report();
        report.created = attack.to_owned();
        report.plan.workload = attack.to_owned();
        report.environment.machine = attack.to_owned();
        report.environment.target_features = vec![attack.to_owned()];
        report.insight = vec![attack.to_owned()];
        report.warnings = vec![Warning::new(attack, attack)];
        for result in &mut report.results {
            result.model = attack.to_owned();
            result.states_ms.insert(attack.to_owned(), 1e9);
            result.warnings.push(Warning::new("", attack));
        }
        let text = html(&report);
        assert!(!text.contains("<script") && !text.contains("<img"), "{text}");
        assert!(text.contains("&quot;&#39;&gt;&lt;script&gt;"));
        assert!(tags(&text).is_subset(&tags(&html(&example::report()))), "{:?}", tags(&text));
    }
}
