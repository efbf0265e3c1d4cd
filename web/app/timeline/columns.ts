// Columns of numbers as core sends them: bytes in the order of little-endian machines, looked at as the numbers they are.
import type { Bytes } from '../schema.ts';

/** In columns of tasks and resources: none. */
export const NONE = 0xffff_ffff;

/** The schema cannot say that core's bytes come as an array of their own. */
const bytesOf = (bytes: Bytes) => bytes as unknown as Uint8Array<ArrayBuffer>;

export const bytes = bytesOf;
export const floats = (column: Bytes) => new Float64Array(bytesOf(column).buffer);
export const words = (column: Bytes) => new Uint32Array(bytesOf(column).buffer);
export const shorts = (column: Bytes) => new Uint16Array(bytesOf(column).buffer);
