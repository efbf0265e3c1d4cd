// Marks the lines that begin tasks, wait, wait for the end of others, or share something; and those that other models do not have. Pure.
import type { Language } from './parse.ts';

export type Mark = 'starts' | 'waits' | 'joins' | 'shares';

const PATTERNS: Record<Language, [Mark, RegExp][]> = {
  rust: [
    [
      'starts',
      /\bSpawnRequested\b|\bhost\.(launch|parallel|blocking|event_loop)\(|\bstate\.perform\(|Request::Perform|\bone_lane::run\(/,
    ],
    [
      'waits',
      /\bcx\.(sleep|request|checkpoint|lock|send|receive|fetch|leave)\(|\bwait_ms\(|\bthink\(|fn poll_(leave|checkpoint)\b/,
    ],
    ['joins', /Cause::Join\b|\btry_join_all\(|\bqueue\.run\(|RunQueue::default\(\)\.run\(/],
    [
      'shares',
      /\bcx\.(lock|try_lock|unlock|send|receive|load|store|add|leave|fetch)\(|Reply::Ask\b|\bstate\.take\(\)|\bfn shared\(/,
    ],
  ],
  python: [
    ['starts', /\bthreading\.Thread\(|\bmultiprocessing\.Process\(|\.start\(\)|\bgather\(|\bperform\(0, program, task\) for\b/],
    ['waits', /\btime\.sleep\(|\bawait\b|\bwith lock\b|(?<!values)\.(get|put)\(|\.recv\(\)/],
    ['joins', /\.join\(\)$|\bgather\(|\brun_until_complete\(|\bpipe\.recv\(\)/],
    [
      'shares',
      /\bshare\(|\bQUEUE\[|\bLOCK\[|\btask\.shared\b|\bSimpleQueue\(|\bPipe\(|\.send\(|\bwith lock\b|(?<!values)\.(get|put)\(/,
    ],
  ],
  javascript: [
    ['starts', /\bnew Worker\(|=> perform\(|\bpush\(await perform\(/],
    ['waits', /\bawait\b|\bAtomics\.wait\(/],
    ['joins', /\bPromise\.all\(|\bonce\(worker, 'exit'\)/],
    [
      'shares',
      /\bSharedArrayBuffer\b|\bAtomics\.|\bpostMessage\(|\bworkerData\b|\btask\.shared\b|\bshare\(|\.(get|put|lock|tryLock|unlock)\(/,
    ],
  ],
};

/** What a line does, as far as its words tell. */
export function marksOf(line: string, language: Language): Mark[] {
  const code = line.replace(/(^|\s)(\/\/|#|""").*$/, '');
  return PATTERNS[language].filter(([, pattern]) => pattern.test(code)).map(([mark]) => mark);
}

/** The lines of one listing that at least one of the others does not have; an indent makes no other line. */
export function differing(listing: string[], others: string[][]): boolean[] {
  const known = others.map(lines => new Set(lines.map(line => line.trim())));
  return listing.map(line => line.trim() !== '' && known.some(lines => !lines.has(line.trim())));
}
