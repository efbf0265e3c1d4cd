// What is said where the browser has no disk for the page.
import { afterEach, expect, test, vi } from 'vitest';
import { Files } from './files.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([{}, { storage: {} }, { storage: { getDirectory: () => Promise.reject(new Error('SecurityError')) } }])(
  'a browser without files of its own is told in a sentence (%o)',
  async navigator => {
    vi.stubGlobal('navigator', navigator);
    await expect(Files.open()).rejects.toThrow(/^This browser gives the page no files of its own \(OPFS\).*run it natively\.$/);
  },
);
