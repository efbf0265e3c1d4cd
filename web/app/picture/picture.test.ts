// Pictures are well-formed, have a mark for everything that is shown, say what, where and when, and take no text for markup.
import { describe, expect, it } from 'vitest';
import { roundNumbers } from '../chart/axis.ts';
import type { Environment, ModelResult, Report, Row, Span, State, Sweep, View } from '../schema.ts';
import type { ShownTimeline } from '../state.ts';
import { each } from '../timeline/patterns.ts';
import { coreTimeline } from '../timeline/testing.ts';
import { readTimeline } from '../timeline/timeline.ts';
import { type Content, framed, INNER, provenanceOf } from './frame.ts';
import { type Look, wrapped } from './look.ts';
import { oneReport } from './results.ts';
import { element, escaped } from './svg.ts';
import { sweepOf } from './sweep.ts';
import { tableOf } from './table.ts';
import { timelineOf } from './timeline.ts';

const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\u0000\ud800]]>`;

const look: Look = {
  colours: {
    ink: '#111111',
    soft: '#666666',
    line: '#dddddd',
    ground: '#ffffff',
    accent: '#00aaff',
    veil: '#fff8',
    tint: '#00aaff22',
    wrong: '#cc0000',
    font: 'sans-serif',
    running: ['#0000ff', '#000088'],
    flat: each(() => '#123456'),
    grounds: each(() => '#eeeeee'),
    on: each(() => '#111111'),
  },
  accent: '#0000ff',
  reach: '#ddddff',
  chart: () => '#228822',
  measure: text => 7 * text.length,
};

const environment = {
  machine: 'Test machine',
  os: 'linux',
  arch: 'x86_64',
  cores_claimed: 4,
  cores_measured: 3.5,
  version: '0.1.0',
  profile: 'release',
  host: 'browser',
} as Environment;

function reportOf(title: string) {
  const result = (samples_ms: number[]) =>
    ({ samples_ms, outliers: samples_ms.map(() => 'none'), median_ms: samples_ms[0] ?? null, ci95_ms: [1, 2] }) as ModelResult;
  const row = (model: string) =>
    ({ model, title, median: '1 ms', answer: 'same', speedup: '1.00×', interval: '', speedup_interval: '' }) as Row;
  const report = { created: '2026-01-02T03:04:05Z', environment, results: [result([1, 2, 3]), result([2, 4])] } as Report;
  return { report, view: { rows: [row('threads'), row(title)] } as View };
}

const content = (body: { body: string; height: number; definitions?: string }, title = 'Count'): Content => ({
  title,
  subtitle: `interleave run ${title}`,
  insight: [title],
  warnings: [title],
  provenance: provenanceOf([{ name: null, report: reportOf(title).report }]),
  ...body,
});

/** Every element is closed in its order, and no character or reference is impossible. */
function assertWellFormed(svg: string): void {
  const open: string[] = [];
  const markup = svg.replace(/^<\?xml [^?]*\?>\n/, '');
  for (const [whole, closing, name = '', attributes = '', empty] of markup.matchAll(
    /<(\/?)([\w:-]+)((?:\s[\w:-]+="[^"<>]*")*)(\/?)>/g,
  )) {
    expect(whole.replace(attributes, '')).not.toMatch(/["']/);
    if (closing) expect(open.pop()).toBe(name);
    else if (!empty) open.push(name);
  }
  expect(open).toEqual([]);
  const text = markup.replace(/<\/?[\w:-]+(?:\s[\w:-]+="[^"<>]*")*\/?>/g, '');
  expect(text).not.toMatch(/[<>"]/);
  expect(markup.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(markup).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  expect(markup).not.toMatch(/\p{Surrogate}/u);
}

const count = (svg: string, part: string) => svg.split(part).length - 1;
const namesOf = (svg: string) => new Set([...svg.matchAll(/<([\w:-]+)/g)].map(([, name]) => name));

const span = (state: State, from_ns: number, to_ns: number, task: number | null = null): Span => ({
  state,
  task,
  resource: null,
  from_ns,
  to_ns,
});

function timeline(name: string): ShownTimeline {
  const spans = [span('running', 0, 400, 0), span('blocked', 400, 700), span('idle', 700, 800), span('running', 800, 1000, 1)];
  const core = coreTimeline({
    ...{ model: 'threads', title: name, wall_ns: 1000, tasks: [name, 'sub'] },
    lanes: [{ id: 0, name, kind: 'main', process: null, spans }],
  });
  return { ...readTimeline(core), core, key: name };
}

function sweep(title: string): Sweep {
  const words = { median: '', interval: '', speedup: '', speedup_interval: '', efficiency: '', fitted: '' };
  const point = (value: number, speedup: number | null) => {
    const estimate = speedup === null ? null : { median: speedup, ci95: [speedup - 0.1, speedup + 0.1] as [number, number] };
    return { value, median_ms: 5, ci95_ms: null, speedup: estimate, efficiency: 1, fitted: null, words };
  };
  const line = [1, 2, 3].map(workers => ({
    workers,
    speedup: workers,
    ci95: [workers - 0.1, workers + 0.1] as [number, number],
  }));
  const curve = {
    model: 'threads',
    title,
    points: [point(1, 1), point(2, 1.9), point(3, null)],
    laws: [{ law: 'amdahl' as const, title, line }],
  };
  const axis = { id: 'workers', title, unit: '', values: [1, 2, 3], labels: ['1', '2', '3'] };
  return { schema: '', axis, curves: [curve, curve], reports: [], amdahl: {}, usl: {}, insight: [], warnings: [] };
}

const results = (title: string) => {
  const { report, view } = reportOf(title);
  return framed(content(tableOf(oneReport(report, view), look), title), look).svg;
};
const lanes = (title: string) =>
  framed(
    content(
      timelineOf([timeline(title)], { zero_ns: 0, begins_ns: [] }, { from: 0, to: 1000 }, { focused: null, opened: [] }, look),
      title,
    ),
    look,
  ).svg;
const curves = (title: string) => framed(content(sweepOf(sweep(title), look), title), look).svg;

describe('a picture', () => {
  for (const [name, draw] of Object.entries({ results, lanes, curves })) {
    it(`of ${name} is well-formed, and says what, where and when`, () => {
      const svg = draw('Count');
      assertWellFormed(svg);
      for (const words of [
        '>Count<',
        'interleave run Count',
        'Test machine, linux on x86_64, 4 cores, 3.50 measured',
        '2026-01-02, 03:04 UTC',
      ]) {
        expect(svg).toContain(words);
      }
      expect(svg).toMatch(
        /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="1080" height="\d+"/,
      );
    });

    it(`of ${name} takes no text for markup`, () => {
      const svg = draw(HOSTILE);
      assertWellFormed(svg);
      expect([...namesOf(svg)].filter(one => !namesOf(draw('Count')).has(one))).toEqual([]);
      expect(svg).toContain('&lt;script&gt;');
    });
  }

  it('of results has a dot for every run', () => {
    expect(count(results('Count'), '<circle class="run"')).toBe(5);
  });

  it('of a timeline has a bar for every span that is not idle, each with its pattern', () => {
    const svg = lanes('Count');
    const bars = [...svg.matchAll(/<path d="M[^"]*a2 2[^"]*" fill="([^"]*)"/g)].map(([, fill]) => fill);
    expect(bars.filter(fill => fill !== look.colours.ground)).toEqual(['#0000ff', 'url(#blocked)', '#000088']);
    for (const [, id] of svg.matchAll(/url\(#([\w-]+)\)/g)) expect(svg).toContain(`<pattern id="${id}"`);
  });

  it('of a sweep has each point with its interval, and each law with its band', () => {
    const svg = curves('Count');
    expect(['point', 'interval', 'law', 'band'].map(kind => count(svg, `class="${kind}"`))).toEqual([4, 4, 2, 2]);
  });

  it('keeps every text within its margins', () => {
    const style = { size: 12, fill: '#000000' };
    for (const text of ['a '.repeat(900), 'x'.repeat(5_000), 'a bb ccc '.repeat(50)]) {
      const lines = wrapped(look, text, style, INNER);
      expect(Math.max(...lines.map(line => line.length * 7))).toBeLessThanOrEqual(INNER);
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }
  });
});

describe('marks of an axis', () => {
  it('are round numbers within reach, and not many', () => {
    expect(roundNumbers({ from: 0, to: 2.1 }, false, 6)).toEqual([0, 0.5, 1, 1.5, 2]);
    expect(roundNumbers({ from: 0, to: 870 }, false, 6)).toEqual([0, 200, 400, 600, 800]);
    expect(roundNumbers({ from: 0.8, to: 120_000 }, true, 6)).toEqual([1, 10, 100, 1000, 10_000, 100_000]);
    expect(roundNumbers({ from: 3, to: 60 }, true, 6)).toEqual([5, 10, 20, 50]);
    expect(roundNumbers({ from: 1, to: 1 }, false, 6)).toEqual([]);
  });
});

describe('SVG as text', () => {
  it('replaces what XML cannot carry, and escapes the rest', () => {
    expect(escaped('a\u0000\u000b\ud800\ufffe<&>"\'🧵')).toBe('a\ufffd\ufffd\ufffd\ufffd&lt;&amp;&gt;&quot;&#39;🧵');
    expect(element('g', { x: 1 / 3, id: '"' }, element('rect', {}))).toBe('<g x="0.33" id="&quot;"><rect/></g>');
  });
});
