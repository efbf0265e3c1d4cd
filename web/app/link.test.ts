// A report in a link comes back as it was; a link that is damaged, strange or too long says what is wrong with it.
import { describe, expect, it } from 'vitest';
import { KEY, LONGEST, read, resultsIn, withResults } from './link.ts';

const ADDRESS = 'https://example.org/#workload=count&param.n=5';
const REPORT = JSON.stringify({ schema: 'interleave.report/1', machine: 'ümläut 🧵', samples: [1.5, 2.25, 1e-9] });

async function link(report = REPORT): Promise<string> {
  const made = await withResults(ADDRESS, report);
  if (made === null) throw new Error('too long');
  return made;
}

const partOf = (address: string) => resultsIn(new URL(address).hash) ?? '';
const value = async () => partOf(await link());

async function text(given: string): Promise<string> {
  const found = await read(given);
  return 'given' in found ? new TextDecoder().decode(found.given) : found.refused;
}

/** Text that compression makes no shorter. */
function noise(length: number): string {
  let state = 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return 33 + (state % 90);
  };
  return Array.from({ length }, () => String.fromCharCode(next())).join('');
}

describe('a link with results', () => {
  it('brings the report back as it was, beside the plan', async () => {
    const made = await link();
    expect(made.startsWith(`${ADDRESS}&${KEY}=1.`)).toBe(true);
    expect(new URL(made).href).toBe(made);
    expect(await text(partOf(made))).toBe(REPORT);
  });

  it('is made up to its greatest length, and not beyond', async () => {
    const short = await withResults(ADDRESS, noise(24_000));
    expect(short?.length).toBeGreaterThan(LONGEST * 0.8);
    expect(await withResults(ADDRESS, noise(32_000))).toBeNull();
    expect(await withResults(ADDRESS, noise(500_000))).toBeNull();
  });

  it('is read whatever a program took for a part of it', async () => {
    for (const stray of [')', '.', '>', '.)']) expect(await text((await value()) + stray)).toBe(REPORT);
  });

  it('without results has none', () => {
    for (const hash of ['', '#', '#workload=count', '#result=1.0.']) expect(resultsIn(hash)).toBeNull();
  });
});

describe('a damaged link', () => {
  it('says how much is missing, wherever it was cut', async () => {
    const whole = await value();
    const begin = whole.lastIndexOf('.') + 1;
    for (let end = begin; end < whole.length; end++) {
      expect(await text(whole.slice(0, end))).toContain(
        `${whole.length - end} of ${whole.length - begin} characters are missing`,
      );
    }
  });

  it('never shows an altered report, whichever character was changed', async () => {
    const whole = await value();
    const begin = whole.lastIndexOf('.') + 1;
    const found: string[] = [];
    for (let at = begin; at < whole.length; at++) {
      const other = whole[at] === 'A' ? 'B' : 'A';
      found.push(await text(whole.slice(0, at) + other + whole.slice(at + 1)));
    }
    // Some bits say nothing, such as the time at which it was compressed.
    const altered = found.filter(one => one !== REPORT);
    expect(altered.every(one => one.includes('altered'))).toBe(true);
    expect(altered.length).toBeGreaterThan(found.length * 0.8);
  });

  it('says which character is none of its own', async () => {
    const whole = await value();
    const at = whole.length - 9;
    expect(await text(`${whole.slice(0, at)}%${whole.slice(at + 1)}`)).toContain("'%' is none of their characters");
    expect(await text(`${whole.slice(0, at)}é${whole.slice(at + 1)}`)).toContain("'é'");
  });

  it('names a version that this page does not know, and anything else that is no value', async () => {
    const whole = await value();
    expect(await text(`2${whole.slice(1)}`)).toContain("version '2', and this page reads version 1");
    expect(await text('')).toContain("version ''");
    for (const odd of ['1', '1.', '1.x.AAAA', '1.-3.AAAA', '1.1e3.AAAA']) expect(await text(odd)).toContain('how long');
    expect(await text('1.0.')).toContain('altered');
    expect(await text('1.1.A')).toContain('altered');
  });

  it('is one sentence, and says where the plan is', async () => {
    for (const odd of ['', '1', '1.9.AA', '1.4.AAAA', '1.4.$$$$']) {
      expect(await text(odd)).toMatch(/^The results in this link .*\. Its plan is in the form\.$/);
    }
  });

  it('is stopped long before a bomb has unpacked', async () => {
    const zeros = new Blob([new Uint8Array(64 << 20)]).stream().pipeThrough(new CompressionStream('gzip'));
    const bomb = new Uint8Array(await new Response(zeros).arrayBuffer());
    const data = btoa(String.fromCharCode(...bomb))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
    expect(await text(`1.${data.length}.${data}`)).toContain('more than 8 MB');
  });
});
