// The engine's end of the connection to a lane that another machine lends: asked for, and served by `lending/parent.ts`.
import { Mailbox, type Posted } from './mailbox.ts';

interface LentBy {
  worker: string;
  /** The number of the process, where it runs. */
  process: number;
}

/** What comes beside messages of the lane. */
export type FromParent = { lent: LentBy } | { gone: string };

/** Messages to the lane; `null` when it is not needed any more, which may be because what it has said is not understood. */
export type ToParent = Posted | 'not understood' | null;

/** A lane that was asked for. To close its mailbox is to give it back, or to ask no more. */
export interface AskedLane {
  mailbox: Mailbox;
  /** Rejects with the reason why nobody lends it. */
  lent: Promise<LentBy>;
}

export function askForLane(parent: MessagePort): AskedLane {
  const { port1: own, port2: theirs } = new MessageChannel();
  const mailbox = new Mailbox(0, own, () => {
    own.postMessage(null);
    own.close();
  });
  mailbox.onDistrust = () => own.postMessage('not understood');
  const lent = new Promise<LentBy>((resolve, reject) => {
    own.onmessage = ({ data }: MessageEvent<FromParent | Posted>) => {
      if (typeof data === 'object' && 'lent' in data) {
        resolve(data.lent);
      } else if (typeof data === 'object' && 'gone' in data) {
        reject(new Error(data.gone));
        mailbox.fail(new Error(data.gone));
      } else {
        mailbox.receive(data);
      }
    };
  });
  // Whoever asked may not wait for it any more.
  lent.catch(() => {});
  parent.postMessage(theirs, [theirs]);
  return { mailbox, lent };
}
