// The page: choose on the left; compare, see and read on the right.
import { boot } from '../state.ts';
import { Form } from './form.tsx';
import { Header } from './header.tsx';
import { Failure, LimitedNotice } from './notices.tsx';
import { Results } from './results.tsx';
import { Tabs } from './tabs.tsx';
import { TipLayer } from './term.tsx';
import { TimelineSection } from './timeline.tsx';

export function Page() {
  return (
    <>
      <a class="skip" href="#results">
        Skip to the results
      </a>
      <Header />
      <LimitedNotice />
      <main class={`page ${boot.value.phase}`}>
        {boot.value.phase === 'failed' ? (
          <Failure title="Interleave could not start" message={boot.value.message} />
        ) : (
          <>
            <Form />
            <div class="stage">
              <Results />
              <TimelineSection />
              <Tabs />
            </div>
          </>
        )}
      </main>
      <TipLayer />
    </>
  );
}
