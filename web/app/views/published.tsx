// What is published about the program elsewhere, such as the article's own figures, and why ours differ: core's sentences.
import { shown, shownWorkload } from '../state.ts';

export function Published() {
  const said = shown.value?.view?.published || shownWorkload.value?.published;
  return said ? <p class="elsewhere">{said}</p> : null;
}
