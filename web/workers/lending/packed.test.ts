// What is packed for the network comes out as it went in, and what is cut off is refused.
import { expect, test } from 'vitest';
import { packed, unpacked } from './packed.ts';

test('a message comes out as it went in, however it was posted', () => {
  const head = Uint8Array.of(1, 200, 3);
  const payload = Uint8Array.of(4, 5);
  expect(unpacked(packed({ head, payload }))).toEqual({ head, payload });
  expect(unpacked(packed(head))).toEqual(head);
  expect(unpacked(packed(0x03_00_00_00_03_c8_01))).toEqual(head);
  // As `cli/pipe/frames.rs` writes it.
  expect([...packed({ head, payload })]).toEqual([3, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 200, 3, 4, 5]);
});

test('what is cut off or too long is refused', () => {
  const whole = packed(Uint8Array.of(1, 2));
  for (const bytes of [whole.subarray(0, 5), whole.subarray(0, -1), Uint8Array.of(...whole, 9)])
    expect(() => unpacked(bytes)).toThrow('cut off');
});
