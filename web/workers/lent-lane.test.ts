// What the engine tells whoever has lent it a lane, beside messages for the lane.
import { expect, test } from 'vitest';
import { askForLane, type ToParent } from './lent-lane.ts';

test('a lane that is not understood is told of before it is given back', async () => {
  const { port1, port2 } = new MessageChannel();
  const asked = new Promise<MessagePort>(resolve => {
    port2.onmessage = ({ data }: MessageEvent<MessagePort>) => resolve(data);
  });
  const { mailbox } = askForLane(port1);
  const lane = await asked;
  const told: ToParent[] = [];
  const givenBack = new Promise<void>(resolve => {
    lane.onmessage = ({ data }: MessageEvent<ToParent>) => {
      told.push(data);
      if (data === null) resolve();
    };
  });
  mailbox.onDistrust();
  mailbox.close();
  await givenBack;
  expect(told).toEqual(['not understood', null]);
  port1.close();
});
