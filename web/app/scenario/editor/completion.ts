// What the editor offers while somebody types: core finds it, this hands it on.
import {
  type CompletionContext,
  type CompletionResult,
  type Completion as Option,
  snippetCompletion,
} from '@codemirror/autocomplete';
import type { Choice, Completion } from '../../schema.ts';

/** What may stand between two parts of the text; unasked, only where something of it has been typed. */
export type Complete = (before: string, after: string, asked: boolean) => Promise<Completion | null>;

export function source(complete: Complete) {
  return async ({ state, pos, explicit }: CompletionContext): Promise<CompletionResult | null> => {
    const found = await complete(state.sliceDoc(0, pos), state.sliceDoc(pos), explicit);
    if (!found) return null;
    return { from: pos - found.typed.length, options: found.choices.map(option), validFor: /^[\w-]*$/ };
  };
}

/** In core's order, which a learner understands, where nothing else decides. */
function option({ label, about, template }: Choice, place: number): Option {
  const shown = { label, boost: -place, ...(about ? { info: about } : {}) };
  return template === null ? shown : snippetCompletion(template, shown);
}
