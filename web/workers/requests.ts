// What programs ask of the world outside, as core writes it (`core/src/outside/request.rs`), and what whoever answers must know.

export type Service = 'database';

export type Request = SelectRequest;

export interface SelectRequest {
  ask: 'select';
  sql: string;
  most_rows: number;
}

/** What core says of the company's database; `web/src/outside.rs` has it. */
export interface DatabaseFacts {
  script: string;
  unsteady_functions: string[];
  longest_query_ms: number;
}
