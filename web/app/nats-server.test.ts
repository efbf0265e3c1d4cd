// Which addresses of servers a page may connect to.
import { expect, test } from 'vitest';
import { mistakeIn } from './nats-server.ts';

test('servers for pages are taken, on this machine without encryption, elsewhere only with it', () => {
  for (const address of ['ws://abc@127.0.0.1:8080', 'ws://localhost:1', 'wss://user:pass@example.org'])
    expect(mistakeIn(address)).toBeNull();
  for (const address of ['', 'nats://127.0.0.1:4222', 'http://example.org', '127.0.0.1:8080'])
    expect(mistakeIn(address)).toMatch(/^It must be the address of a NATS server for pages/);
  expect(mistakeIn('ws://example.org')).toMatch(/by wss:\/\/ only/);
});
