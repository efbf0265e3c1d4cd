// The program that serves this page, if one does: it runs plans natively, on the machine that it runs on.
import { askNative } from '../workers/native.ts';
import type { Environment } from './schema.ts';

export interface NativeHost {
  /** Without its cores, which take a moment to measure. */
  environment: Environment;
  /** With its cores, as they are now. */
  measure(signal: AbortSignal): Promise<Environment>;
  /** Ends what runs, and resolves when it has ended. */
  cancel(): Promise<void>;
}

/** The program writes its name into the page; a static host answers no questions, and is not asked any. */
export async function findNativeHost(base: string): Promise<NativeHost | null> {
  const host = document.querySelector<HTMLMetaElement>('meta[name="interleave-host"]');
  if (host?.content !== 'program') return null;
  try {
    const { environment } = (await (await askNative(base, 'host', {})).json()) as { environment: Environment };
    return {
      environment,
      measure: async signal => (await askNative(base, 'environment', {}, signal)).json(),
      // When it does not answer, there is nothing to end.
      cancel: () =>
        askNative(base, 'cancel', {}).then(
          () => {},
          () => {},
        ),
    };
  } catch {
    return null;
  }
}
