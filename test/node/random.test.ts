import { expect, test } from 'vitest';
import { EvbStation } from '../../src/evb/index.js';
import { randomHashSeed, randomInitialSequence } from '../../src/node/index.js';

test('what is drawn is what endpoints take, and differs', () => {
  const drawn = Array.from({ length: 64 }, () => ({
    initialSequence: randomInitialSequence(),
    hashSeed: randomHashSeed(),
  }));
  for (const { initialSequence, hashSeed } of drawn) {
    const ports = [{ name: 'eth0', mac: 0x0200_0000_0001, initialSequence }];
    expect(() => new EvbStation({ ports, vdp: { hashSeed } })).not.toThrow();
  }
  expect(new Set(drawn.map(({ initialSequence }) => initialSequence)).size).toBeGreaterThan(1);
  expect(new Set(drawn.map(({ hashSeed }) => hashSeed)).size).toBeGreaterThan(1);
});
