// The company's database: SQLite in memory, with the same people and projects everywhere, made by chance from a fixed seed as in
// core/src/workload/company_database.rs.
import initSqlite from '@sqlite.org/sqlite-wasm';
import { below, randomBits } from './random.js';

const [SEED, EMPLOYEES, PROJECTS, ASSIGNMENTS] = [20, 300, 40, 700];
/** How long a SELECT may take, in milliseconds, and after how many steps of SQLite's machine that is looked at. */
const [LONGEST_MS, STEPS] = [2_000, 1_000];

/** The names of the columns, and at most so many rows: of each cell its value as a text, and whether that is a number. */
export function select(sql, mostRows) {
  const end = performance.now() + LONGEST_MS;
  capi.sqlite3_progress_handler(database, STEPS, () => (performance.now() > end ? 1 : 0), 0);
  const statement = database.prepare(sql);
  try {
    const [columns, rows] = [statement.getColumnNames(), []];
    while (statement.step()) {
      if (rows.length === mostRows) return { columns, rows, more: true };
      rows.push(columns.map((_, column) => cell(statement, column)));
    }
    return { columns, rows, more: false };
  } finally {
    statement.finalize();
  }
}

function cell(statement, column) {
  const value = statement.get(column);
  switch (capi.sqlite3_column_type(statement, column)) {
    case capi.SQLITE_NULL:
      return { value: 'NULL', isNumber: false };
    case capi.SQLITE_BLOB:
      return { value: `${value.length} bytes`, isNumber: false };
    case capi.SQLITE_INTEGER:
      return { value: String(value), isNumber: true };
    case capi.SQLITE_FLOAT:
      return { value: Number.isInteger(value) ? value.toFixed(1) : String(value), isNumber: true };
    default:
      return { value, isNumber: false };
  }
}

function script() {
  const random = randomBits(SEED);
  const pick = n => below(n, random);
  const one = list => list[pick(list.length)];
  const department = () => 1 + pick(DEPARTMENTS.length);
  const times = (count, row) => Array.from({ length: count }, (_, place) => row(place + 1));
  const rows = [
    ...DEPARTMENTS.map(([name, city], place) => `department VALUES (${place + 1}, '${name}', '${city}')`),
    ...times(EMPLOYEES, id => `employee VALUES (${id}, '${one(FIRST)} ${one(LAST)}', ${department()}, ${2005 + pick(20)})`),
    ...times(PROJECTS, id => `project VALUES (${id}, '${one(ADJECTIVES)} ${one(NOUNS)}', ${department()}, '${one(STATUS)}')`),
    // Nobody is assigned to the same project twice.
    ...times(ASSIGNMENTS, () => {
      const [employee, project, hours] = [1 + pick(EMPLOYEES), 1 + pick(PROJECTS), 4 + pick(33)];
      return `assignment VALUES (${employee}, ${project}, ${hours}) ON CONFLICT DO NOTHING`;
    }),
  ];
  return [SCHEMA, ...rows.map(row => `INSERT INTO ${row};`), 'COMMIT;'].join('\n');
}

const SCHEMA = `
BEGIN;
CREATE TABLE department (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL);
CREATE TABLE employee (id INTEGER PRIMARY KEY, name TEXT NOT NULL, department INTEGER NOT NULL REFERENCES department, hired INTEGER NOT NULL);
CREATE TABLE project (id INTEGER PRIMARY KEY, name TEXT NOT NULL, department INTEGER NOT NULL REFERENCES department, status TEXT NOT NULL);
CREATE TABLE assignment (employee INTEGER NOT NULL REFERENCES employee, project INTEGER NOT NULL REFERENCES project, hours INTEGER NOT NULL, PRIMARY KEY (employee, project));`;

const words = text => text.split(' ');
const DEPARTMENTS = [
  ['Engineering', 'Dhaka'],
  ['Design', 'Lisbon'],
  ['Sales', 'Nairobi'],
  ['Support', 'Osaka'],
  ['Research', 'Zurich'],
  ['Finance', 'Toronto'],
];
const STATUS = ['active', 'planned', 'finished'];
const FIRST = words(
  'Ada Alan Amina Barbara Chidi Dorothy Edsger Farah Grace Hiroshi Ines John Karen Leslie Mei Niklaus Omar Priya Rosa Tony',
);
const LAST = words(
  'Abe Ahmed Bauer Costa Diaz Eze Fischer Garcia Haddad Ito Jensen Khan Lopez Mwangi Novak Okafor Patel Rahman Silva Tanaka',
);
const ADJECTIVES = words('Blue Bright Calm Early Fast Green Quiet Second Silver Steady');
const NOUNS = words('Bridge Harbour Index Ledger Library Lighthouse Market Orchard River Station');

const { capi, oo1 } = await initSqlite();
const database = new oo1.DB(':memory:');
database.exec(script());
database.exec('PRAGMA query_only = ON');
