// In the row of a model that has no figures yet: that it runs now, and for how long already.
import { useEffect, useState } from 'preact/hooks';
import { rounded } from '../format.ts';
import { activity } from '../state.ts';

const NS_PER_MS = 1e6;
/** How often the time is told. */
const EVERY_MS = 500;

export function FirstRun({ model }: { model: string }) {
  const now = activity.value;
  const progress = now.phase === 'running' ? now.progress : null;
  if (progress?.model !== model) return null;
  // While something is measured the page paints nothing: there it only says that it runs.
  const telling = !progress.measured && progress.round === 0;
  return <p class="first-run">runs now{telling && <Elapsed key={progress.platform} />}</p>;
}

function Elapsed() {
  const [began] = useState(() => performance.now());
  const [now, setNow] = useState(began);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  if (now - began < EVERY_MS) return null;
  return <>, {rounded((now - began) * NS_PER_MS, 2)} so far</>;
}
