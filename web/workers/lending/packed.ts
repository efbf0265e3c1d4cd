// A message between processes as bytes, as pipes carry it too (`cli/pipe/frames.rs`): the lengths of head and payload, then both.
import type { Message, Posted } from '../mailbox.ts';

const LENGTHS = 12;

export function packed(posted: Posted): Uint8Array {
  const { head, payload = new Uint8Array() } = messageOf(posted);
  const bytes = new Uint8Array(LENGTHS + head.length + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, head.length, true);
  view.setBigUint64(4, BigInt(payload.length), true);
  bytes.set(head, LENGTHS);
  bytes.set(payload, LENGTHS + head.length);
  return bytes;
}

/** Throws a sentence when the bytes are something else. */
export function unpacked(bytes: Uint8Array): Posted {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lengths = bytes.length < LENGTHS ? null : { head: view.getUint32(0, true), payload: Number(view.getBigUint64(4, true)) };
  if (!lengths || LENGTHS + lengths.head + lengths.payload !== bytes.length) throw new Error('the message is cut off');
  const head = bytes.slice(LENGTHS, LENGTHS + lengths.head);
  return lengths.payload === 0 ? head : { head, payload: bytes.slice(LENGTHS + lengths.head) };
}

function messageOf(posted: Posted): Message {
  if (typeof posted === 'number') return { head: bytesOf(posted) };
  return posted instanceof Uint8Array ? { head: posted } : posted;
}

/** Eight bytes, of which the last but one says how many of the first six there are, as `web/src/brief.rs` makes them. */
function bytesOf(number: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(number), true);
  return bytes.slice(0, bytes[6]);
}
