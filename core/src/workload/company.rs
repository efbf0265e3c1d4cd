//! The article's second example: employees and active projects from a database that is far away.

use futures::future::{FutureExt as _, LocalBoxFuture};

use super::article::{article_second, time_scale};
use super::definition::{Workload, anything, expect};
use super::section::Section;
use super::steps::Steps;
use crate::checksum::{Checksum, fingerprint};
use crate::outside::{Request, Service, Table};
use crate::plan::{Parameter, Values};
use crate::task::{Cx, TaskOutcome};

/// Two queries, each a round trip away.
pub static WORKLOAD: Workload = Workload {
    id: "company",
    title: "A company's database",
    section: Section::Asynchronous,
    about: "Employees and active projects from a real SQL database (SQLite, on a server of its own). Each answer is 2 article seconds away, a simulated network: the tasks do nothing but wait for it.",
    expect: &[
        expect(
            "sequential",
            "The projects are asked for only when the employees have come: the round trips add up, 4 article seconds. The lane does nothing for nearly all of that time.",
        ),
        expect(
            "time-slicing",
            "While one task waits for its answer, it is the other's turn to ask: both round trips overlap, 2 article seconds.",
        ),
        expect(
            "threads",
            "Each query waits on a thread of its own, so the round trips overlap: 2 article seconds. No second core is needed for that.",
        ),
        expect(
            "gil",
            "Whoever waits for the database lets go of the lock, so the round trips overlap: 2 article seconds.",
        ),
        expect(
            "processes",
            "The round trips overlap, each in a process of its own. What it takes longer than threads is the start of the processes.",
        ),
        expect(
            "async",
            "Both questions are asked before the first answer is there: the round trips overlap on one lane, 2 article seconds and no thread.",
        ),
    ],
    parameters,
    small: r#"{"time_scale": 1}"#,
    check: anything,
    sharing: None,
    reaches: Some(Service::Database),
    published: None,
    tasks,
    steps,
    run,
    source: fingerprint(include_str!("company.rs")),
};

const EMPLOYEES: &str = "\
SELECT e.name, d.name AS department, d.city, count(a.project) AS projects
FROM employee e JOIN department d ON d.id = e.department LEFT JOIN assignment a ON a.employee = e.id
GROUP BY e.id ORDER BY e.name, e.id";

const ACTIVE_PROJECTS: &str = "\
SELECT p.name, d.name AS department, count(*) AS people, sum(a.hours) AS hours
FROM project p JOIN department d ON d.id = p.department JOIN assignment a ON a.project = p.id
WHERE p.status = 'active' GROUP BY p.id ORDER BY hours DESC, p.id";

fn parameters() -> Vec<Parameter> {
    let sql =
        "A SELECT of your own, as a third task; tables: department, employee, project, assignment. Empty for none.";
    vec![time_scale(), Parameter::text("sql", "Your own SELECT", sql, LONGEST_SQL)]
}

fn tasks(values: &Values) -> Vec<String> {
    let own = (!own_sql(values).is_empty()).then_some("your own SELECT");
    ["employees", "active projects"].into_iter().chain(own).map(str::to_owned).collect()
}

fn own_sql(values: &Values) -> &str {
    values.text("sql").trim()
}

fn steps(values: &Values) -> Steps {
    let tasks = tasks(values).len() as u64;
    // What is asked for, names, a rule, rows, and how many more there are.
    let lines = tasks * (SHOWN as u64 + 4);
    let slices = tasks * (MOST_ROWS / ROWS_OF_A_SLICE as u64 + 1);
    Steps { asks: tasks, slices, lines, bytes: lines * LONGEST_LINE as u64 * MOST_BYTES, ..Steps::default() }
}

fn run(cx: Cx<'_>) -> LocalBoxFuture<'_, TaskOutcome> {
    query(cx).boxed_local()
}

async fn query(cx: Cx<'_>) -> TaskOutcome {
    let (what, sql) = match cx.task() {
        0 => ("employees", EMPLOYEES),
        1 => ("active projects", ACTIVE_PROJECTS),
        _ => ("rows of your own SELECT", own_sql(cx.values())),
    };
    cx.print(format_args!("Asking the database for {what}")).await;
    let request = Request::Select { sql: sql.to_owned(), most_rows: MOST_ROWS };
    let answer = cx.request(request, 2 * article_second(cx)).await.map_err(|refusal| refusal.message)?;
    let table: Table = serde_json::from_slice(&answer).map_err(|error| format!("The answer is no table: {error}."))?;
    let lines = table.lines();
    let mut checksum = Checksum::default();
    for (row, line) in lines.iter().enumerate() {
        checksum.add_bytes(line.as_bytes());
        if row < SHOWN + 2 {
            let shown = line.char_indices().nth(LONGEST_LINE).map_or(line.as_str(), |(end, _)| &line[..end]);
            cx.print(format_args!("{shown}")).await;
        }
        if row % ROWS_OF_A_SLICE == 0 {
            cx.checkpoint().await;
        }
    }
    let (rows, more) = (table.rows.len(), if table.more { " and more" } else { "" });
    cx.print(format_args!("{rows} {what}{more}")).await;
    Ok(checksum.value())
}

/// Rows that are printed; the answer is made from all.
const SHOWN: usize = 5;

/// Characters of a row that are printed, and the bytes that one of them may take.
const LONGEST_LINE: usize = 120;
const MOST_BYTES: u64 = 4;

/// Rows that an answer may have.
const MOST_ROWS: u64 = 1_000;

/// Bytes of a SELECT of one's own.
const LONGEST_SQL: usize = 4_000;

/// Rows between two checkpoints: some tens of microseconds.
const ROWS_OF_A_SLICE: usize = 100;
