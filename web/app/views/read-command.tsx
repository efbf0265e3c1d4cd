// From a command to the form: a visitor pastes one, and the form asks for the same.
import { batch } from '@preact/signals';
import { useState } from 'preact/hooks';
import { errorMessage } from '../../workers/error.ts';
import { expectRun, fillForm } from '../actions.ts';
import { fromPlan } from '../plan.ts';
import { engine, running, sweepFields } from '../state.ts';

interface Outcome {
  words: string;
  wrong: boolean;
}

export function ReadCommand() {
  const [line, setLine] = useState('');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const read = (text: string) => void fillFrom(text).then(setOutcome);
  return (
    <details class="more read-command">
      <summary>Fill the form from a command</summary>
      <textarea
        id="pasted-command"
        rows={3}
        spellcheck={false}
        value={line}
        placeholder="interleave run count --workers 4"
        aria-label="A command, interleave run or interleave sweep"
        aria-invalid={outcome?.wrong ?? false}
        aria-describedby="pasted-outcome"
        onInput={event => {
          setLine(event.currentTarget.value);
          setOutcome(null);
          if (event.inputType === 'insertFromPaste' && !running.value) read(event.currentTarget.value);
        }}
      />
      <button type="button" class="quiet" disabled={running.value || !line.trim()} onClick={() => read(line)}>
        Fill the form
      </button>
      <p id="pasted-outcome" class={outcome?.wrong ? 'mistake' : 'caption'} role="status">
        {outcome?.words ?? 'Files that it writes are left out.'}
      </p>
    </details>
  );
}

async function fillFrom(text: string): Promise<Outcome> {
  try {
    const found = await engine.value?.readCommand(text);
    if (!found) return { words: 'The engine is still starting.', wrong: true };
    if ('refused' in found) return { words: found.refused, wrong: true };
    const { plan, varied } = found.given;
    batch(() => {
      fillForm(fromPlan(plan));
      if (varied) sweepFields.value = varied;
    });
    expectRun();
    if (!varied) return { words: 'The form asks for the same.', wrong: false };
    document.getElementById('sweep-values')?.closest('details')?.setAttribute('open', '');
    return { words: 'The form and its sweep ask for the same.', wrong: false };
  } catch (error) {
    return { words: errorMessage(error), wrong: true };
  }
}
