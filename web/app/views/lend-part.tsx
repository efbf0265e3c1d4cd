// Lending this page to runs on other machines: what that means, and the question how much of it.
import { lending } from '../lending.ts';
import { Lent } from './lend.tsx';
import { Why } from './why.tsx';

/** Of the sheet: the question, or what goes on. */
export function LendPart() {
  const now = lending.value;
  const cores = navigator.hardwareConcurrency || 1;
  return (
    <>
      <p>
        Runs on other machines may then start processes in this tab. They run the programs of this page and nothing else: no code
        comes over the network, and nothing of this machine but computing time is given away.
      </p>
      {now.phase === 'off' ? (
        <>
          <div class="machines-how">
            <label>
              Processes at most
              <input name="lanes" type="number" required min="1" max="64" defaultValue={String(cores)} />
            </label>
            <button type="submit" name="what" value="lend" class="quiet">
              Lend
            </button>
          </div>
          <Why sentence={now.why} />
        </>
      ) : (
        <Lent />
      )}
    </>
  );
}
