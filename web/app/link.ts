// Results as part of an address: a report, compressed, behind a key of the hash. Pure, but for the browser's own compression.

/** The key in the hash. */
export const KEY = 'results';
/** How the page calls a report that came in a link. */
export const FROM_LINK = 'from the link';
/** Of how the value is made: `version.length.data`, where the length tells a link that was cut short from one that was altered. */
const VERSION = '1';

/**
 * The most characters of a whole link. Windows hands a link to the browser as a command line, of at most 32 767 characters with the
 * browser's own path; Slack's messages have 40 000, Safari's addresses 80 000, and everything else has more.
 */
export const LONGEST = 32_000;

/** The most bytes of a report in a link. In a link of the greatest length, an honest one has less than half a million. */
const MOST_BYTES = 8 << 20;

/** Compression is fed in pieces: of one piece it makes four megabytes at the most, and between them it can be stopped. */
const PIECE = 4 << 10;

/** The address with the report in its hash; `null` where that is longer than a link may be. */
export async function withResults(address: string, report: string): Promise<string | null> {
  const room = LONGEST - address.length;
  // Not `deflate`: gzip's checksum tells an altered report from the right one.
  const packed = await pumped(new TextEncoder().encode(report), new CompressionStream('gzip'), room);
  if (!packed) return null;
  const data = toBase64url(packed);
  const link = `${address}&${KEY}=${VERSION}.${data.length}.${data}`;
  return link.length <= LONGEST ? link : null;
}

/** What the hash holds of results, unread; `null` where there are none. */
export function resultsIn(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get(KEY);
}

/** The bytes of the report, which anybody may have written, or the sentence why there are none. */
export async function read(value: string): Promise<{ given: Uint8Array<ArrayBuffer> } | { refused: string }> {
  const [version = '', length = '', data = ''] = value.split('.');
  if (version !== VERSION) return refused(`are of version '${version.slice(0, 20)}', and this page reads version ${VERSION}`);
  if (!/^\d{1,9}$/.test(length)) return refused('do not say how long they are, so they were altered on their way');
  const missing = Number(length) - data.length;
  if (missing > 0) return refused(`end early: ${missing} of ${length} characters are missing. Copy the whole link`);
  // Programs that find links in a text may take what follows one for a part of it.
  const own = data.slice(0, Number(length));
  const stranger = /[^A-Za-z0-9_-]/u.exec(own)?.[0];
  if (stranger !== undefined) return refused(`were altered on their way: '${stranger}' is none of their characters`);
  try {
    const given = await pumped(fromBase64url(own), new DecompressionStream('gzip'), MOST_BYTES);
    return given ? { given } : refused(`are more than ${MOST_BYTES >> 20} MB, which is no honest report of a link`);
  } catch {
    return refused('were altered on their way: their checksum does not match');
  }
}

function refused(why: string): { refused: string } {
  return { refused: `The results in this link ${why}. Its plan is in the form.` };
}

/** What a transform makes of bytes; `null` as soon as that is more than `most`. */
async function pumped(
  bytes: Uint8Array<ArrayBuffer>,
  transform: GenericTransformStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  let at = 0;
  const pieces = new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.subarray(at, at + PIECE));
      at += PIECE;
    },
  });
  const reader = (pieces.pipeThrough(transform) as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    length += value.length;
    if (length > most) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
}

function toBase64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), byte => byte.charCodeAt(0));
}
