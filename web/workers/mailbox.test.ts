// In which order a mailbox hands over what its other end says, whoever comes first.
import { expect, test } from 'vitest';
import { Mailbox, type Message } from './mailbox.ts';

/** A mailbox whose other end says nothing by itself, and what those who listen are told. */
function opened() {
  const mailbox = new Mailbox(1, { postMessage: () => {} }, () => {});
  const told: unknown[] = [];
  const listen = () =>
    mailbox.listen(
      head => told.push(head),
      ({ head }: Message) => told.push([...head]),
      why => told.push(why.message),
    );
  return { mailbox, told, listen };
}

const ALL = [7, [1, 2], [3], 'it is gone'];

function say(mailbox: Mailbox): void {
  mailbox.receive(7);
  mailbox.receive(new Uint8Array([1, 2]));
  mailbox.receive({ head: new Uint8Array([3]), payload: new Uint8Array([4]) });
  mailbox.fail(new Error('it is gone'));
}

test('what was said before anybody listens is handed over in order, and that the other end is gone comes last', () => {
  const { mailbox, told, listen } = opened();
  say(mailbox);
  listen();
  expect(told).toEqual(ALL);
});

test('who listens is told at once, and of nothing once the mailbox is closed', () => {
  const { mailbox, told, listen } = opened();
  listen();
  say(mailbox);
  expect(told).toEqual(ALL);
  mailbox.close();
  mailbox.receive(8);
  mailbox.fail(new Error('again'));
  expect(told).toEqual(ALL);
  expect(() => mailbox.postBrief(1)).toThrow('again');
});
