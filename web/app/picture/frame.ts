// What every picture has around what it shows: a title above; below, what is said of it, where and when it was measured. Pure.
import type { Environment, Report } from '../schema.ts';
import { type Look, line, wrapped } from './look.ts';
import { element, escaped } from './svg.ts';

export interface Picture {
  svg: string;
  width: number;
  height: number;
}

/** What a picture shows, in the room of `INNER` between its margins. */
export interface Content {
  title: string;
  subtitle: string;
  body: string;
  height: number;
  /** Patterns that the body is filled with. */
  definitions?: string;
  /** What the figures say. */
  insight: string[];
  /** What to know before trusting them. */
  warnings: string[];
  /** Where and when, a line each. */
  provenance: string[];
}

const WIDTH = 1080;
const MARGIN = 36;
export const INNER = WIDTH - 2 * MARGIN;
const TITLE = 22;
const TEXT = 14.5;
const SMALL = 12.5;
/** For the name of this program, at the end of the last lines. */
const NAME_ROOM = 100;

export function framed(content: Content, look: Look): Picture {
  const { ink, soft, line: rule, ground } = look.colours;
  const parts: string[] = [];
  let y = MARGIN + TITLE * 0.8;
  const say = (text: string, x: number, style: { size: number; fill: string; weight?: number }, room = INNER) => {
    for (const words of wrapped(look, text, style, room - x)) {
      parts.push(line(look, MARGIN + x, y, words, style));
      y += style.size * 1.5;
    }
  };
  say(content.title, 0, { size: TITLE, fill: ink, weight: 700 });
  y -= 8;
  say(content.subtitle, 0, { size: SMALL, fill: soft });
  y += 2;
  parts.push(element('g', { transform: `translate(${MARGIN} ${y})` }, content.body));
  y += content.height + 30;
  const top = y - TEXT;
  for (const sentence of content.insight) say(sentence, 16, { size: TEXT, fill: ink });
  if (content.insight.length) {
    parts.push(element('rect', { x: MARGIN, y: top, width: 3, height: y - top - TEXT * 0.6, fill: look.accent }));
    y += 8;
  }
  for (const warning of content.warnings) {
    const bullet = element('circle', { cx: MARGIN + 6, cy: y - SMALL * 0.32, r: 1.7, fill: soft });
    parts.push(bullet);
    say(warning, 16, { size: SMALL, fill: soft });
  }
  y += 6;
  parts.push(element('rect', { x: MARGIN, y: y - SMALL, width: INNER, height: 1, fill: rule }));
  y += SMALL * 0.9;
  const name = { size: SMALL, fill: soft, weight: 700, anchor: 'end' as const };
  parts.push(line(look, WIDTH - MARGIN, y, 'Interleave', name));
  for (const words of content.provenance) say(words, 0, { size: SMALL, fill: soft }, INNER - NAME_ROOM);
  const height = Math.ceil(y - SMALL * 1.5 + MARGIN);
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width: WIDTH,
    height,
    viewBox: `0 0 ${WIDTH} ${height}`,
    role: 'img',
  };
  const svg = element(
    'svg',
    attributes,
    '\n',
    titleOf(content),
    content.definitions ? element('defs', {}, content.definitions) : '',
    element('rect', { width: WIDTH, height, fill: ground }),
    '\n',
    parts.join('\n'),
    '\n',
  );
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`, width: WIDTH, height };
}

function titleOf({ title, subtitle }: Content): string {
  return element('title', {}, escaped(`${title}: ${subtitle}`));
}

/** A report and how it is called; its own run has no name. */
export interface Origin {
  name: string | null;
  report: Report;
}

/** Where the figures are from, and when. */
export function provenanceOf(origins: Origin[]): string[] {
  return origins.flatMap(({ name, report }) => {
    const places = [report.environment, ...(report.other_environments ?? [])];
    const when = `${report.created.slice(0, 10)}, ${report.created.slice(11, 16)} UTC`;
    return places.map((place, i) => {
      const where = places.length > 1 ? PLACES[place.host] : '';
      const before = [name, where].filter(Boolean).join(', ');
      return `${before ? `${before}: ` : ''}${i === 0 ? `${when} · ` : ''}${placeWords(place)}`;
    });
  });
}

const PLACES = { native: 'natively', browser: 'in the browser', cpython: 'CPython', simulated: 'simulated' } as const;

function placeWords({ machine, os, arch, cores_claimed, cores_measured, version, profile }: Environment): string {
  const measured = cores_measured === null ? '' : `, ${cores_measured.toFixed(2)} measured`;
  return `${machine}, ${os} on ${arch}, ${cores_claimed} cores${measured} · version ${version}, ${profile} build`;
}
