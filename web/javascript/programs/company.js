// The article's second example: employees and active projects from a database that is far away.
import { setTimeout as sleep } from 'node:timers/promises';
import { select } from '../database.js';
import { checksum } from '../numbers.js';

const EMPLOYEES = `
  SELECT e.name, d.name AS department, d.city, count(a.project) AS projects
  FROM employee e JOIN department d ON d.id = e.department LEFT JOIN assignment a ON a.employee = e.id
  GROUP BY e.id ORDER BY e.name, e.id`;

const ACTIVE_PROJECTS = `
  SELECT p.name, d.name AS department, count(*) AS people, sum(a.hours) AS hours
  FROM project p JOIN department d ON d.id = p.department JOIN assignment a ON a.project = p.id
  WHERE p.status = 'active' GROUP BY p.id ORDER BY hours DESC, p.id`;

/** Rows that are printed, and those that an answer may have; characters of a line, and of a text in it. */
const [SHOWN, MOST_ROWS, LONGEST_LINE, WIDEST] = [5, 1_000, 120, 40];

export const tasks = ({ sql }) => (sql.trim() ? 3 : 2);

export async function run(task) {
  const own = ['rows of your own SELECT', task.values.sql.trim()];
  const [what, sql] = [['employees', EMPLOYEES], ['active projects', ACTIVE_PROJECTS], own][task.number];
  task.print(`Asking the database for ${what}`);
  // The simulated network: 2 seconds of the article.
  await sleep(2 * task.values.time_scale);
  const { columns, rows, more } = select(sql, MOST_ROWS);
  const lines = linesOf(columns, rows);
  for (const line of lines.slice(0, SHOWN + 2)) task.print([...line].slice(0, LONGEST_LINE).join(''));
  task.print(`${rows.length} ${what}${more ? ' and more' : ''}`);
  // The answer is made from all rows.
  return checksum(Buffer.from(lines.join('')));
}

/** Lines of equal columns: names, a rule, rows. Numbers stand to the right. */
function linesOf(columns, rows) {
  const table = [columns, ...rows.map(row => row.map(text))];
  const widths = columns.map((_, column) => Math.max(...table.map(row => [...row[column]].length)));
  const right = columns.map((_, column) => rows.some(row => row[column].isNumber));
  const padded = (cell, column) => {
    const space = ' '.repeat(widths[column] - [...cell].length);
    return right[column] ? space + cell : cell + space;
  };
  const [names, ...others] = table.map(row => row.map(padded).join('  ').trimEnd());
  return [names, widths.map(width => '─'.repeat(width)).join('  '), ...others];
}

function text({ value }) {
  const line = [...value.replace(/\p{Cc}/gu, ' ')];
  return line.length > WIDEST ? `${line.slice(0, WIDEST).join('')}…` : line.join('');
}
