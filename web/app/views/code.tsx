// The program beside the lanes, in three languages: what runs it under the chosen model, and the program itself. What other models do not have is marked.
import { useEffect, useState } from 'preact/hooks';
import { chosenCode, codeModel, wholeFiles } from '../code/choice.ts';
import { LANGUAGES, NAMES } from '../code/languages.ts';
import type { Listing } from '../code/listing.ts';
import { SCENARIO } from '../scenario/store.ts';
import { catalog, shownWorkload } from '../state.ts';
import { CodePieces } from './code-pieces.tsx';
import { RunningCode } from './code-running.tsx';
import { ScenarioCode } from './code-scenario.tsx';

export function Code() {
  const program = shownWorkload.value;
  if (!program) return <p class="empty">Choose a program to read its source.</p>;
  const isScenario = program.id === SCENARIO;
  return (
    <div class="code">
      <p class="caption">
        {isScenario ? 'The scenario, and the program in Rust that plays it.' : `“${program.title}” in three languages.`}{' '}
        <mark class="differs">Marked lines</mark> are those that another model does not have; a word beside a line says what it
        does: it starts tasks, waits, joins or shares.
        {!isScenario && ' What runs here is the Rust: of the others you see what does the same.'}
      </p>
      <CodeModels />
      <div class="code-columns">
        {isScenario && <ScenarioCode />}
        {LANGUAGES.filter(language => !isScenario || language === PLAYER).map(language => (
          <Column key={language} language={language} workload={program.id} />
        ))}
      </div>
    </div>
  );
}

/** Scenarios are played by one program only. */
const PLAYER = 'rust';

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
  // Lanes stand on the lines of a scenario, and not on its player's.
  const runsHere = language === 'rust' && workload !== SCENARIO;
  return (
    <section class="code-column" aria-label={name}>
      <h3>{name}</h3>
      <p class="code-words">{words}</p>
      {runs.length > 0 && (
        <>
          <h4>What the model adds</h4>
          <CodePieces key={codeModel.value} pieces={runs} label={`${name}: what runs the tasks`} part="runs" />
          {program.length === 0 && <p class="code-none">There is no {name} version of this program.</p>}
          {program.length > 0 && runsHere && <RunningCode key={workload} title="The program" listing={listing} label={label} />}
          {program.length > 0 && !runsHere && (
            <>
              <h4>{language === 'rust' ? 'The program that plays it' : 'The program'}</h4>
              <CodePieces key={workload} pieces={program} label={label} part="program" />
            </>
          )}
        </>
      )}
    </section>
  );
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
