// What programs ask of the world outside, as core writes it (`core/src/outside/request.rs`), and what whoever answers must know.

import type { Service } from '../app/schema.ts';

export type { Service };

export type Request = SelectRequest | GetRequest | ReadRequest;

export interface SelectRequest {
  ask: 'select';
  sql: string;
  most_rows: number;
}

export interface GetRequest {
  ask: 'get';
  file: number;
  bytes: number;
  delay_ms: number;
  fault: string;
  timeout_ms: number;
}

export type StoredFile = { whose: 'made'; number: number; bytes: number } | { whose: 'own'; name: string };

export interface ReadRequest {
  ask: 'read';
  file: StoredFile;
  from: number;
  bytes: number;
}

/** What core says of the company's database; `web/src/outside.rs` has it. */
export interface DatabaseFacts {
  script: string;
  unsteady_functions: string[];
  longest_query_ms: number;
}
