// Colouring source must not change it.
import { expect, it } from 'vitest';
import { tokenize } from './rust.ts';

const SOURCE = `//! Why "fn" here is no keyword.
async fn add(cx: Cx<'_>, a: i64) -> i64 {
    cx.print("a // b \\" fn").await;
    let c = 'x'; a + 1_000 /* fn */
}
`;

it('the tokens put together are the source', () => {
  expect(
    tokenize(SOURCE)
      .map(token => token.text)
      .join(''),
  ).toBe(SOURCE);
});

it('words inside comments and strings are no keywords', () => {
  const words = (kind: string) =>
    tokenize(SOURCE)
      .filter(token => token.kind === kind)
      .map(token => token.text);
  expect(words('keyword')).toEqual(['async', 'fn', 'let']);
  expect(words('await')).toEqual(['.await']);
  expect(words('comment')).toHaveLength(2);
  expect(words('number')).toEqual(['1_000']);
});
