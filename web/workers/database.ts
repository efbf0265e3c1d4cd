// The company's database server: SQLite's own wasm build, in memory, answering one SELECT after the other.
import initSqlite from '@sqlite.org/sqlite-wasm';
import type { DatabaseFacts, SelectRequest } from './requests.ts';

/** A value as core reads it, in `core/src/outside/table.rs`. */
type Cell = 'null' | { integer: string } | { real: string } | { text: string } | { blob: number };

/** Steps of SQLite's machine between two looks at the clock. */
const STEPS = 1_000;

/** Opens the database, and gives the function that answers: a table as JSON. It throws SQLite's own words. */
export async function openDatabase(facts: DatabaseFacts): Promise<(request: SelectRequest) => Uint8Array> {
  // It keeps nothing: without this, SQLite would start workers for files that nobody uses.
  const none = { vfs: { opfs: true, 'opfs-vfs': true, 'opfs-wl': true, 'opfs-sahpool': true, kvvfs: true } };
  Object.assign(globalThis, { sqlite3ApiConfig: { disable: none } });
  const { oo1, capi } = await initSqlite();
  const database = new oo1.DB(':memory:');
  database.exec(facts.script);
  const unsteady = new Set(facts.unsteady_functions);
  const reading = new Set<number>([capi.SQLITE_SELECT, capi.SQLITE_READ, capi.SQLITE_RECURSIVE]);
  capi.sqlite3_set_authorizer(
    database,
    (_: unknown, action: number, _first: unknown, name: unknown) => {
      const allowed = reading.has(action) || (action === capi.SQLITE_FUNCTION && !unsteady.has(String(name)));
      return allowed ? capi.SQLITE_OK : capi.SQLITE_DENY;
    },
    0,
  );
  let end = 0;
  capi.sqlite3_progress_handler(database, STEPS, () => (performance.now() > end ? 1 : 0), 0);

  function cell(statement: ReturnType<typeof database.prepare>, column: number): Cell {
    switch (capi.sqlite3_column_type(statement, column)) {
      case capi.SQLITE_INTEGER:
        return { integer: String(statement.getString(column)) };
      case capi.SQLITE_FLOAT:
        return { real: String(statement.getFloat(column)) };
      case capi.SQLITE_TEXT:
        return { text: String(statement.getString(column)) };
      case capi.SQLITE_BLOB:
        return { blob: capi.sqlite3_column_bytes(statement, column) };
      default:
        return 'null';
    }
  }

  function select(sql: string, mostRows: number) {
    const statement = database.prepare(sql);
    try {
      if (sql.slice(capi.sqlite3_sql(statement)?.length).trim()) throw new Error('Multiple statements provided');
      const columns = statement.getColumnNames();
      const rows: Cell[][] = [];
      let more = false;
      while (!more && statement.step()) {
        if (rows.length === mostRows) more = true;
        else rows.push(columns.map((_, column) => cell(statement, column)));
      }
      return { columns, rows, more };
    } finally {
      statement.finalize();
    }
  }

  return ({ sql, most_rows }) => {
    end = performance.now() + facts.longest_query_ms;
    try {
      return new TextEncoder().encode(JSON.stringify(select(sql, most_rows)));
    } catch (error) {
      // What the library throws for a text without a statement is no error of SQLite's.
      const isSqlites = capi.sqlite3_errcode(database) !== capi.SQLITE_OK;
      if (isSqlites) throw new Error(capi.sqlite3_errmsg(database), { cause: error });
      const isOurs = error instanceof Error && error.message.startsWith('Multiple');
      throw isOurs ? error : new Error('SQL is empty or comment only', { cause: error });
    }
  };
}
