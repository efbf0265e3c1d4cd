// A scenario as it was written, beside the program that plays it.
import { useEffect, useState } from 'preact/hooks';
import type { Listing } from '../code/listing.ts';
import { language, loadLanguage } from '../scenario/store.ts';
import { shownPlan } from '../state.ts';
import { RunningCode } from './code-running.tsx';

export function ScenarioCode() {
  const listing = useListing();
  if (!listing) return <section class="code-column" aria-label="Scenario" aria-busy="true" />;
  return (
    <section class="code-column scenario" aria-label="Scenario">
      <h3>Scenario</h3>
      <p class="code-words">
        What each task does, step by step. The same text under every model: what its steps mean, the model decides.
      </p>
      <RunningCode title="The text" listing={listing} label="Scenario: the text" />
    </section>
  );
}

/** Of the text that the shown plan runs: the visitor's own, or one that is built in. */
function useListing(): Listing | null {
  const [found, setFound] = useState<Listing | null>(null);
  const { text: own, builtin } = shownPlan.value.parameters ?? {};
  const ready = language.value?.ready;
  const one = ready?.find(({ id }) => id === builtin) ?? ready?.[0];
  const [text, path] = own ? [String(own), 'your own text'] : [one?.text ?? '', `core/src/scenario/builtin/${one?.id}.toml`];
  useEffect(() => {
    let gone = false;
    void loadLanguage();
    void import('../code/scenario-listing.ts').then(
      ({ scenarioListing }) => gone || setFound(text ? scenarioListing(text, path) : null),
    );
    return () => {
      gone = true;
    };
  }, [text, path]);
  return found;
}
