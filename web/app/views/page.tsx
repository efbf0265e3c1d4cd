// The page: choose on the left; compare, see and read on the right.
import { SCENARIO } from '../scenario/store.ts';
import { boot, formWorkload, shownSweep } from '../state.ts';
import { CopiedLayer } from './copy-figure.tsx';
import { Form } from './form.tsx';
import { Header } from './header.tsx';
import { KeyHelp } from './key-help.tsx';
import { later } from './later.tsx';
import { LendingBar } from './lend.tsx';
import { MachinesSheet } from './machines.tsx';
import { Failure, LimitedNotice, Starting } from './notices.tsx';
import { PaintingSection } from './painting.tsx';
import { Results } from './results.tsx';
import { Tabs } from './tabs.tsx';
import { TooltipLayer } from './term.tsx';
import { TimelineSection } from './timeline.tsx';

const ScenarioSection = later(() => import('./scenario.tsx').then(({ ScenarioSection }) => ScenarioSection));
const SweepSection = later(() => import('./sweep.tsx').then(({ SweepSection }) => SweepSection));

export function Page() {
  return (
    <>
      <a class="skip" href="#results">
        Skip to the results
      </a>
      <Header />
      <MachinesSheet />
      <LendingBar />
      <Body />
      <TooltipLayer />
      <CopiedLayer />
      <KeyHelp />
    </>
  );
}

function Body() {
  const now = boot.value;
  if (now.phase === 'starting') return <Starting />;
  if (now.phase === 'failed') return <Failure message={now.message} />;
  return (
    <>
      <LimitedNotice />
      <main class="page">
        <Form />
        <div class="stage">
          {formWorkload.value?.id === SCENARIO && <ScenarioSection />}
          {shownSweep.value && <SweepSection />}
          <Results />
          <TimelineSection />
          <PaintingSection />
          <Tabs />
        </div>
      </main>
    </>
  );
}
