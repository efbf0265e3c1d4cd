// The program beside the lanes, in three languages: what runs it under the chosen model, and the program itself. What other models do not have is marked.
import { useEffect, useState } from 'preact/hooks';
import { chosenCode, codeModel, wholeFiles } from '../code/choice.ts';
import { current } from '../code/current.ts';
import { LANGUAGES, NAMES } from '../code/languages.ts';
import type { Listing } from '../code/listing.ts';
import { lineOf } from '../code/lit.ts';
import { SCENARIO } from '../scenario/store.ts';
import { catalog, shownWorkload } from '../state.ts';
import { CodePieces } from './code-pieces.tsx';

export function Code() {
  const program = shownWorkload.value;
  if (!program) return <p class="empty">Choose a program to read its source.</p>;
  return (
    <div class="code">
      <p class="caption">
        “{program.title}” in three languages. <mark class="differs">Marked lines</mark> are those that another model does not
        have; a word beside a line says what it does: it starts tasks, waits, joins or shares. What runs here is the Rust: of the
        others you see what does the same.
      </p>
      {program.id === SCENARIO && (
        <p class="caption">
          A scenario is a text, in an editor above. This is the program that plays it: lanes stand on the player’s lines, not on
          those of the text.
        </p>
      )}
      <CodeModels />
      <div class="code-columns">
        {LANGUAGES.map(language => (
          <Column key={language} language={language} workload={program.id} />
        ))}
      </div>
    </div>
  );
}

function CodeModels() {
  return (
    <div class="code-choice">
      <fieldset class="code-models">
        <legend>Model</legend>
        {catalog.value.models.map(({ id, title }) => (
          <label key={id}>
            <input
              type="radio"
              name="code-model"
              checked={codeModel.value === id}
              onChange={() => {
                chosenCode.value = id;
              }}
            />
            {title}
          </label>
        ))}
      </fieldset>
      <label class="code-whole">
        <input
          type="checkbox"
          checked={wholeFiles.value}
          onChange={event => {
            wholeFiles.value = event.currentTarget.checked;
          }}
        />
        Whole files
      </label>
    </div>
  );
}

interface ColumnProps {
  language: (typeof LANGUAGES)[number];
  workload: string;
}

function Column({ language, workload }: ColumnProps) {
  const listing = useListing(language, workload);
  const name = NAMES[language];
  if (!listing) return <section class="code-column" aria-label={name} aria-busy="true" />;
  const { words, runs, program } = listing;
  const label = `${name}: the program`;
  return (
    <section class="code-column" aria-label={name}>
      <h3>{name}</h3>
      <p class="code-words">{words}</p>
      {runs.length > 0 && (
        <>
          <h4>What the model adds</h4>
          <CodePieces key={codeModel.value} pieces={runs} label={`${name}: what runs the tasks`} part="runs" />
          {program.length === 0 && <p class="code-none">There is no {name} version of this program.</p>}
          {program.length > 0 && language === 'rust' && <RunningCode key={workload} listing={listing} label={label} />}
          {program.length > 0 && language !== 'rust' && (
            <>
              <h4>The program</h4>
              <CodePieces key={workload} pieces={program} label={label} part="program" />
            </>
          )}
        </>
      )}
    </section>
  );
}

/** The program that runs here, with the lines on which its lanes are in a replay. */
function RunningCode({ listing: { program, file }, label }: { listing: Listing; label: string }) {
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
        The program <span class="code-said">{saidOf(now, known === true)}</span>
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

/** What is to be shown; before the first is there, nothing, and until the next is there, the one before. */
function useListing(language: (typeof LANGUAGES)[number], workload: string): Listing | null {
  const [found, setFound] = useState<Listing | null>(null);
  const [model, whole] = [codeModel.value, wholeFiles.value];
  useEffect(() => {
    let gone = false;
    void import('../code/listing.ts')
      .then(({ listing }) => listing(language, workload, model, whole))
      .then(next => gone || setFound(next));
    return () => {
      gone = true;
    };
  }, [language, workload, model, whole]);
  return found;
}
