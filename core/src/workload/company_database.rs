//! The company's database, as SQL: made from a fixed seed, so that every host and every run has the same people and projects.

use std::fmt::Write as _;

use crate::outside::Refusal;
use crate::random::Random;

/// What makes the database: four tables and all their rows, in one transaction.
pub fn script() -> String {
    let mut random = Random::new(SEED);
    let mut pick = move |n: usize| random.below(n as u64) as usize;
    let mut sql = String::from(SCHEMA);
    for (id, (name, city)) in (1..).zip(DEPARTMENTS) {
        row(&mut sql, format_args!("department VALUES ({id}, '{name}', '{city}')"));
    }
    for id in 1..=EMPLOYEES {
        let (first, last) = (FIRST_NAMES[pick(FIRST_NAMES.len())], LAST_NAMES[pick(LAST_NAMES.len())]);
        let (department, hired) = (1 + pick(DEPARTMENTS.len()), 2005 + pick(20));
        row(&mut sql, format_args!("employee VALUES ({id}, '{first} {last}', {department}, {hired})"));
    }
    for id in 1..=PROJECTS {
        let name = format!("{} {}", ADJECTIVES[pick(ADJECTIVES.len())], NOUNS[pick(NOUNS.len())]);
        let (department, status) = (1 + pick(DEPARTMENTS.len()), STATUS[pick(STATUS.len())]);
        row(&mut sql, format_args!("project VALUES ({id}, '{name}', {department}, '{status}')"));
    }
    for _ in 0..ASSIGNMENTS {
        let (employee, project, hours) = (1 + pick(EMPLOYEES), 1 + pick(PROJECTS), 4 + pick(33));
        // Nobody is assigned to the same project twice.
        row(&mut sql, format_args!("assignment VALUES ({employee}, {project}, {hours}) ON CONFLICT DO NOTHING"));
    }
    sql.push_str("COMMIT;\n");
    sql
}

/// Functions of SQLite whose answer is another one each time: they are refused, or no two models could be compared.
pub const UNSTEADY_FUNCTIONS: &[&str] = &[
    "random",
    "randomblob",
    "date",
    "time",
    "datetime",
    "julianday",
    "unixepoch",
    "strftime",
    "timediff",
    "current_date",
    "current_time",
    "current_timestamp",
];

/// How long a SELECT may take, in milliseconds, before it is interrupted.
pub const LONGEST_QUERY_MS: u64 = 2_000;

/// SQLite's own words, as they are passed on; what it leaves out is added.
pub fn refusal(words: &str) -> Refusal {
    let more = match words {
        "interrupted" => format!(" A SELECT may take {} s at most.", LONGEST_QUERY_MS / 1_000),
        _ if words.starts_with("not authorized") => {
            " Only reading is allowed, and what answers the same each time.".to_owned()
        }
        _ => String::new(),
    };
    Refusal::lasting(format!("SQLite says: {words}.{more}"))
}

fn row(sql: &mut String, values: std::fmt::Arguments<'_>) {
    writeln!(sql, "INSERT INTO {values};").expect("a string takes everything");
}

const SEED: u64 = 20;
const EMPLOYEES: usize = 300;
const PROJECTS: usize = 40;
const ASSIGNMENTS: usize = 700;

const SCHEMA: &str = "\
BEGIN;
CREATE TABLE department (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL);
CREATE TABLE employee (id INTEGER PRIMARY KEY, name TEXT NOT NULL, department INTEGER NOT NULL REFERENCES department, hired INTEGER NOT NULL);
CREATE TABLE project (id INTEGER PRIMARY KEY, name TEXT NOT NULL, department INTEGER NOT NULL REFERENCES department, status TEXT NOT NULL);
CREATE TABLE assignment (employee INTEGER NOT NULL REFERENCES employee, project INTEGER NOT NULL REFERENCES project, hours INTEGER NOT NULL, PRIMARY KEY (employee, project));
";

const DEPARTMENTS: [(&str, &str); 6] = [
    ("Engineering", "Dhaka"),
    ("Design", "Lisbon"),
    ("Sales", "Nairobi"),
    ("Support", "Osaka"),
    ("Research", "Zurich"),
    ("Finance", "Toronto"),
];

const STATUS: [&str; 3] = ["active", "planned", "finished"];

const FIRST_NAMES: [&str; 20] = [
    "Ada", "Alan", "Amina", "Barbara", "Chidi", "Dorothy", "Edsger", "Farah", "Grace", "Hiroshi", "Ines", "John",
    "Karen", "Leslie", "Mei", "Niklaus", "Omar", "Priya", "Rosa", "Tony",
];

const LAST_NAMES: [&str; 20] = [
    "Abe", "Ahmed", "Bauer", "Costa", "Diaz", "Eze", "Fischer", "Garcia", "Haddad", "Ito", "Jensen", "Khan", "Lopez",
    "Mwangi", "Novak", "Okafor", "Patel", "Rahman", "Silva", "Tanaka",
];

const ADJECTIVES: [&str; 10] =
    ["Blue", "Bright", "Calm", "Early", "Fast", "Green", "Quiet", "Second", "Silver", "Steady"];

const NOUNS: [&str; 10] =
    ["Bridge", "Harbour", "Index", "Ledger", "Library", "Lighthouse", "Market", "Orchard", "River", "Station"];
