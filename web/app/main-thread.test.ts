// Tests of who notices a blocked main thread, and when nobody may.
import { afterEach, expect, test, vi } from 'vitest';
import { MainThread } from './main-thread.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a beat that comes late says for how long the thread was blocked, and none comes while the heart rests', () => {
  vi.useFakeTimers();
  vi.stubGlobal('PerformanceObserver', undefined);
  const thread = new MainThread();
  thread.goOn();
  vi.advanceTimersByTime(40);
  expect(thread.seen()).toEqual({ time_ms: 0, seen_by: 'heartbeat' });
  // The clock goes on while nothing runs, as under a task that takes long.
  const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 20 + 70);
  vi.advanceTimersByTime(20);
  expect(thread.seen().time_ms).toBe(70);
  now.mockRestore();
  thread.rest();
  expect(vi.getTimerCount()).toBe(0);
});

test('where the browser records long tasks, the longest of them counts, and no heart beats', () => {
  vi.useFakeTimers();
  let tasks = [{ duration: 60 }, { duration: 55 }];
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      static supportedEntryTypes = ['longtask'];
      observe() {}
      disconnect() {}
      takeRecords() {
        return tasks.splice(0);
      }
    },
  );
  const thread = new MainThread();
  thread.goOn();
  expect(vi.getTimerCount()).toBe(0);
  expect(thread.seen()).toEqual({ time_ms: 60, seen_by: 'long-tasks' });
  tasks = [{ duration: 52 }];
  expect(thread.seen().time_ms).toBe(60);
});
