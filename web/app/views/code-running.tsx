// The program that runs here, or the scenario, with the lines on which lanes are in a replay.
import { current } from '../code/current.ts';
import type { Listing } from '../code/listing.ts';
import { lineOf } from '../code/lit.ts';
import { CodePieces } from './code-pieces.tsx';

interface Props {
  title: string;
  listing: Listing;
  label: string;
}

export function RunningCode({ title, listing: { program, file }, label }: Props) {
  const now = current.value;
  const known = now && now.source === file?.fingerprint;
  const lit = new Map<number, string[]>();
  for (const lane of known ? now.lanes : []) {
    const line = lineOf(lane, file?.functions ?? []);
    if (line !== null) lit.set(line, [...(lit.get(line) ?? []), lane.words]);
  }
  return (
    <>
      <h4>
        {title} <span class="code-said">{saidOf(now, known === true)}</span>
      </h4>
      <CodePieces pieces={program} label={label} part="program" lit={lit} />
    </>
  );
}

function saidOf(now: typeof current.value, known: boolean): string {
  if (!now) return 'lanes stand on it in a replay';
  if (now.source === 0) return 'recorded without its lines';
  return known ? 'where its lanes are now' : 'recorded with another version';
}
