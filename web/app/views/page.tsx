// The page: choose on the left; compare, see and read on the right.
import { boot } from '../state.ts';
import { CopiedLayer } from './copy-figure.tsx';
import { Form } from './form.tsx';
import { Header } from './header.tsx';
import { KeyHelp } from './key-help.tsx';
import { LendingBar } from './lend.tsx';
import { MachinesSheet } from './machines.tsx';
import { Failure, LimitedNotice, Starting } from './notices.tsx';
import { PaintingSection } from './painting.tsx';
import { Results } from './results.tsx';
import { ScenarioSection } from './scenario.tsx';
import { SweepSection } from './sweep.tsx';
import { Tabs } from './tabs.tsx';
import { TooltipLayer } from './term.tsx';
import { TimelineSection } from './timeline.tsx';

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
          <ScenarioSection />
          <SweepSection />
          <Results />
          <TimelineSection />
          <PaintingSection />
          <Tabs />
        </div>
      </main>
    </>
  );
}
