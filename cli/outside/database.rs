//! The company's database server: SQLite, in memory, on a thread of its own that answers one SELECT after the other.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use futures::channel::oneshot;
use interleave_core::outside::{Answer, Cell, Refusal, Table};
use interleave_core::workload::company_database::{self, LONGEST_QUERY_MS, UNSTEADY_FUNCTIONS};
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error};

/// The way to the server.
pub struct Database {
    to_server: Sender<Asked>,
}

struct Asked {
    sql: String,
    most_rows: u64,
    answer: oneshot::Sender<Answer>,
}

impl Database {
    /// Starts the server. If it fails, each question is answered by the reason.
    pub fn start() -> Self {
        let (to_server, questions) = mpsc::channel();
        // If there is no thread, nobody holds the other end, and that is what whoever asks is told.
        let _ = thread::Builder::new().name("database".to_owned()).spawn(move || serve(&questions));
        Self { to_server }
    }

    /// Asks for the rows of one SELECT, at most so many.
    pub fn select(&self, sql: String, most_rows: u64, answer: oneshot::Sender<Answer>) {
        // A server that is gone drops the question, and with it the way of the answer.
        let _ = self.to_server.send(Asked { sql, most_rows, answer });
    }
}

fn serve(questions: &Receiver<Asked>) {
    let mut connection = open();
    for Asked { sql, most_rows, answer } in questions {
        let rows = match &mut connection {
            Ok(connection) => rows_of(connection, &sql, most_rows),
            Err(error) => Err(refusal(error)),
        };
        // Whoever was cancelled meanwhile does not listen any more.
        let _ = answer.send(rows.map(|table| serde_json::to_vec(&table).expect("a table is plain data")));
    }
}

fn open() -> Result<Connection, Error> {
    let mut connection = Connection::open_in_memory()?;
    connection.execute_batch(&company_database::script())?;
    connection.authorizer(Some(reads_only))?;
    Ok(connection)
}

/// Nothing but reading, and nothing whose answer is another one each time.
fn reads_only(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Function { function_name } if !UNSTEADY_FUNCTIONS.contains(&function_name) => Authorization::Allow,
        _ => Authorization::Deny,
    }
}

/// Steps of SQLite's machine between two looks at the clock.
const STEPS: i32 = 1_000;

fn rows_of(connection: &mut Connection, sql: &str, most_rows: u64) -> Result<Table, Refusal> {
    select(connection, sql, most_rows).map_err(|error| refusal(&error))
}

fn select(connection: &mut Connection, sql: &str, most_rows: u64) -> Result<Table, Error> {
    let end = Instant::now() + Duration::from_millis(LONGEST_QUERY_MS);
    connection.progress_handler(STEPS, Some(move || Instant::now() > end))?;
    let mut statement = connection.prepare(sql)?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut table = Table { columns, ..Table::default() };
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if table.rows.len() as u64 == most_rows {
            table.more = true;
            break;
        }
        let cells = (0..table.columns.len()).map(|column| row.get_ref(column).map(cell));
        table.rows.push(cells.collect::<Result<_, Error>>()?);
    }
    Ok(table)
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Integer(number.to_string()),
        ValueRef::Real(number) => Cell::Real(number.to_string()),
        ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Cell::Blob(bytes.len() as u64),
    }
}

/// The error in SQLite's own words.
fn refusal(error: &Error) -> Refusal {
    let words = match error {
        Error::SqliteFailure(_, Some(words)) | Error::SqlInputError { msg: words, .. } => words.clone(),
        other => other.to_string(),
    };
    company_database::refusal(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(sql: &str) -> Result<Table, String> {
        let mut connection = open().expect("the company's own database opens");
        rows_of(&mut connection, sql, 3).map_err(|refusal| refusal.message)
    }

    #[test]
    fn a_select_gives_its_rows_and_says_if_there_are_more() {
        let table = said("SELECT id, name, 0.5, NULL, x'00ff' FROM department ORDER BY id").expect("rows");
        assert_eq!((table.rows.len(), table.more), (3, true));
        let expected = [
            Cell::Integer("1".into()),
            Cell::Text("Engineering".into()),
            Cell::Real("0.5".into()),
            Cell::Null,
            Cell::Blob(2),
        ];
        assert_eq!(table.rows[0], expected);
    }

    #[test]
    fn the_company_has_some_hundred_people_projects_and_assignments() {
        for (table, at_least) in [("employee", 300), ("project", 40), ("assignment", 600)] {
            let counted = said(&format!("SELECT count(*) >= {at_least} FROM {table}")).expect("a count");
            assert_eq!(counted.rows, [[Cell::Integer("1".into())]], "{table}");
        }
    }

    #[test]
    fn whatever_writes_never_ends_or_cannot_be_repeated_is_refused_in_words() {
        let cases = [
            ("SELEC 1", "near \"SELEC\": syntax error"),
            ("SELECT * FROM client", "no such table: client"),
            ("DELETE FROM employee", "not authorized"),
            ("PRAGMA user_version = 3", "not authorized"),
            ("ATTACH ':memory:' AS other", "not authorized"),
            ("SELECT random()", "not authorized to use function: random"),
            ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n", "interrupted"),
            ("SELECT 1; SELECT 2", "Multiple statements"),
            ("-- nothing", "SQL is empty or comment only"),
        ];
        for (sql, expected) in cases {
            let message = said(sql).expect_err(sql);
            assert!(message.contains(expected), "{sql}: {message}");
        }
    }
}
