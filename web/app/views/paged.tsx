// A long list a page at a time.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { grouped } from '../number.ts';

interface PagedProps {
  /** How many there are. */
  count: number;
  /** How many stand on a page. */
  page: number;
  /** What they are, as in `spans 1 to 100 of 350`. */
  what: string;
  /** Those from a place on. */
  children: (first: number) => ComponentChildren;
}

export function Paged({ count, page, what, children }: PagedProps) {
  const [chosen, setFirst] = useState(0);
  // The next run may have fewer.
  const first = chosen < count ? chosen : 0;
  return (
    <>
      {count > page && (
        <div class="pages">
          <button type="button" class="quiet small" disabled={first === 0} onClick={() => setFirst(first - page)}>
            Page before
          </button>
          <button type="button" class="quiet small" disabled={first + page >= count} onClick={() => setFirst(first + page)}>
            Next page
          </button>
          <span class="caption" role="status">
            {what} {grouped(first + 1)} to {grouped(Math.min(count, first + page))} of {grouped(count)}
          </span>
        </div>
      )}
      {children(first)}
    </>
  );
}
