// What a run says of its global interpreter lock: a histogram of slices, and core's figures in words.
import type { GilUse } from '../schema.ts';
import { Slices } from './slices.tsx';

export function GilFigures({ title, gil }: { title: string; gil: GilUse }) {
  const filled = gil.slices.filter(({ asked, given }) => asked + given > 0);
  return (
    <section class="gil-figures" aria-label={`${title}: the lock`}>
      <h3>{title}: the lock</h3>
      <Slices slices={gil.slices} />
      <p class="caption">
        Slices by their length, from taking the lock to letting go: <span class="key asked" /> ended because another thread asked,{' '}
        <span class="key given" /> ended by themselves.
      </p>
      <dl>
        {gil.facts.map(({ name, words }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>Every length</summary>
        <table class="spans">
          <thead>
            <tr>
              <th scope="col">Length</th>
              <th scope="col">Asked for</th>
              <th scope="col">By themselves</th>
            </tr>
          </thead>
          <tbody>
            {filled.map(({ lengths, asked, given }) => (
              <tr key={lengths}>
                <td>{lengths}</td>
                <td class="figure">{asked}</td>
                <td class="figure">{given}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
