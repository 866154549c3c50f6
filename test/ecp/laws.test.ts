// Laws of the ECP entity: I1 to I6 of the scenarios over a bad link, and what holds for any inputs.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeEcpdu } from '../../src/ecp/index.js';
import { arbitraryEcpdu, mutate } from '../../src/testing/index.js';
import { type EndInput, newEnd } from './end.js';
import { type Course, type Fate, type HostStep, offeringUlp, runCourse, type Side } from './link.js';
import { drain, rig } from './rig.js';

const side = fc.constantFrom<0 | 1>(0, 1);
const hostStep = (kinds: readonly HostStep['kind'][]): fc.Arbitrary<HostStep> =>
  fc.record({ kind: fc.constantFrom(...kinds), side, after: fc.integer({ min: 0, max: 300 }) });

const course = (kinds: readonly HostStep['kind'][], fate: fc.Arbitrary<Fate>): fc.Arbitrary<Course> =>
  fc.record({
    options: fc.record({
      r: fc.integer({ min: 0, max: 3 }),
      rte: fc.integer({ min: 0, max: 5 }),
      initialSequence: fc.constantFrom(0, 65533, 65535),
    }),
    steps: fc.array(hostStep(kinds), { maxLength: 25 }),
    fates: fc.array(fate, { maxLength: 60 }),
  });

/** Loss, copies that come late, frames that overtake each other. */
const anyFate = fc.array(fc.integer({ min: 0, max: 1500 }), { maxLength: 3 });

/** Loss, and copies that come at once: nothing overtakes anything. */
const orderlyFate = fc.integer({ min: 0, max: 3 }).map((copies) => new Array<number>(copies).fill(1));

const isSubsequence = (part: readonly string[], whole: readonly string[]): boolean => {
  let at = 0;
  for (const item of whole) if (at < part.length && part[at] === item) at++;
  return at === part.length;
};

/** I6: as many results as ULPDUs accepted, and nothing waits any more. */
function expectEndings({ accepted, results, entity }: Side): void {
  expect(results[1]).toHaveLength(accepted[1].length);
  expect(results[2]).toHaveLength(accepted[2].length);
  expect(entity.status()).toMatchObject({ transmitState: 'waitForRequest', waiting: 0, pendingOutputs: 0 });
}

test('law I1, I2, I3, I6: one outstanding, 1 + R equal copies, ACKs for requests alone, one ending each', () => {
  let lost = 0;
  fc.assert(
    fc.property(course(['push', 'offer', 'flap', 'idle'], anyFate), (drawn) => {
      for (const one of runCourse(drawn)) {
        expectEndings(one);
        lost += one.results[2].filter((result) => result === 'noAck').length;
      }
    }),
    { numRuns: 300 },
  );
  expect(lost).toBeGreaterThan(0);
});

test('law I4, I5: on a link that keeps the order, once and in order, and what is done was delivered', () => {
  let repeated = 0;
  fc.assert(
    fc.property(course(['push', 'offer', 'idle'], orderlyFate), (drawn) => {
      const sides = runCourse(drawn);
      sides.forEach((from, i) => {
        const to = sides[1 - i] as Side;
        expectEndings(from);
        repeated += to.entity.status().counters.rxDuplicate;
        expect(new Set(to.delivered).size).toBe(to.delivered.length);
        for (const subtype of [1, 2] as const) {
          const accepted = from.accepted[subtype];
          const delivered = to.delivered.filter((ulpdu) => accepted.includes(ulpdu));
          const done = accepted.filter((_ulpdu, n) => from.results[subtype][n] === 'done');
          expect(isSubsequence(delivered, accepted)).toBe(true);
          expect(isSubsequence(done, delivered)).toBe(true);
        }
      });
    }),
    { numRuns: 300 },
  );
  expect(repeated).toBeGreaterThan(0);
});

test('on a good link everything is done and delivered, with no retransmission', () => {
  const steps = Array.from({ length: 20 }, (_, i): HostStep => {
    return { kind: i % 3 === 0 ? 'offer' : 'push', side: (i % 2) as 0 | 1, after: 0 };
  });
  const sides = runCourse({ options: { r: 3, rte: 5 }, steps, fates: [] });
  sides.forEach((from, i) => {
    const to = sides[1 - i] as Side;
    expect([...from.results[1], ...from.results[2]]).toEqual(Array(10).fill('done'));
    expect([...to.delivered].sort()).toEqual([...from.accepted[1], ...from.accepted[2]].sort());
    expect(from.entity.status().counters).toMatchObject({ txFrameCount: 10, txRetryCount: 0, rxDuplicate: 0 });
  });
});

/** An entity given a journal of its own once more; its outputs are polled now and then, or at the end. */
function replay({ options }: Course, { journal, accepted }: Side, polls: (step: number) => boolean): string[] {
  const offered = [...accepted[1]];
  const entity = newEnd({ ...options, ulps: [offeringUlp(offered, [])], pushSubtypes: [2] });
  const words: string[] = [];
  journal.forEach(({ input, now }, step) => {
    entity.handle(input, now);
    if (polls(step)) words.push(...drain(entity));
  });
  return [...words, ...drain(entity)];
}

/** A ULP that offers everything from the start would be asked too early, so that only pushed ULPDUs are replayed. */
const pushedCourse = course(['push', 'flap', 'idle'], anyFate);

test('law: the same inputs give the same outputs, whenever they are polled', () => {
  fc.assert(
    fc.property(pushedCourse, fc.array(fc.boolean(), { minLength: 1 }), (drawn, polls) => {
      for (const one of runCourse(drawn)) {
        const atOnce = replay(drawn, one, () => true);
        expect(atOnce).toHaveLength(one.words.length);
        expect(replay(drawn, one, (step) => polls[step % polls.length] === true)).toEqual(atOnce);
        expect(replay(drawn, one, () => false)).toEqual(atOnce);
      }
    }),
  );
});

test('law: timer calls before their time change nothing', () => {
  fc.assert(
    fc.property(pushedCourse, fc.integer({ min: 1, max: 4 }), (drawn, calls) => {
      for (const one of runCourse(drawn)) {
        const journal = one.journal.flatMap((entry) => {
          const early = { input: { kind: 'timeout' }, now: entry.now } as const;
          // Behind a timer call at its time, and in front of nothing that is due: those are early.
          return entry.input.kind === 'timeout' ? [entry, ...Array(calls).fill(early)] : [entry];
        });
        expect(replay(drawn, { ...one, journal }, () => true)).toEqual(replay(drawn, one, () => true));
      }
    }),
  );
});

const anyOctets = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  mutate(arbitraryEcpdu().map(encodeEcpdu)),
  fc
    .record({ operation: fc.integer({ min: 0, max: 3 }), subtype: fc.integer({ min: 0, max: 3 }), sequence: fc.nat(3) })
    .map((header) => encodeEcpdu({ version: 1, ...header, ulpdu: new Uint8Array(1) })),
);

test('law: of any octets nothing throws, nothing grows, and every ECPDU is counted once', () => {
  fc.assert(
    fc.property(fc.array(anyOctets, { maxLength: 60 }), fc.boolean(), (ecpdus, isUp) => {
      const self = rig({ maxPendingOutputs: 8 });
      if (isUp) self.portUp();
      if (isUp) self.request(1, 'aa');
      for (const bytes of ecpdus) {
        const before = bytes.slice();
        self.entity.handle({ kind: 'ecpdu', bytes, at: 0, end: bytes.length }, self.now);
        expect(bytes).toEqual(before);
      }
      const { counters, pendingOutputs, waiting, portEnabled } = self.entity.status();
      expect(pendingOutputs).toBeLessThanOrEqual(9);
      expect([waiting, portEnabled]).toEqual([0, isUp]);
      const { rxFrameCount, rxAckCount, rxMalformed, rxUnknownVersion, rxUnknownOp, rxUnknownSubtype } = counters;
      expect(rxFrameCount + rxAckCount + rxMalformed + rxUnknownVersion + rxUnknownOp + rxUnknownSubtype).toBe(
        ecpdus.length - counters.rxPortDisabled,
      );
    }),
    { numRuns: 300 },
  );
});

const anyInput: fc.Arbitrary<EndInput> = fc.oneof(
  anyOctets.map((bytes): EndInput => ({ kind: 'ecpdu', bytes, at: 0, end: bytes.length })),
  fc.record({ kind: fc.constant('portEnabled' as const), enabled: fc.boolean() }),
  fc.record({ kind: fc.constant('parameters' as const), r: fc.integer({ min: -1, max: 8 }), rte: fc.nat(32) }),
  fc.record({
    kind: fc.constant('request' as const),
    subtype: fc.integer({ min: 1, max: 2 }),
    ulpdu: fc.uint8Array({ maxLength: 12 }),
  }),
  fc.constantFrom<EndInput>({ kind: 'ulpReady' }, { kind: 'neighbourChanged' }, { kind: 'timeout' }),
);

test('law: a refused input changes nothing, and counters never decrease', () => {
  let refused = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(anyInput, fc.nat(400_000)), { maxLength: 50 }), (inputs) => {
      const { entity } = rig({ maxUlpduOctets: 8, maxQueue: 2, maxPendingOutputs: 6 });
      let now = 0;
      for (const [input, after] of inputs) {
        now += after;
        const before = entity.status();
        const refusal = entity.handle(input, now);
        const status = entity.status();
        if (refusal !== undefined) {
          refused++;
          // Time has passed: less is left of the timers.
          expect({ ...status, timers: {} }).toEqual({ ...before, timers: {} });
        }
        for (const name of Object.keys(status.counters) as (keyof typeof status.counters)[]) {
          expect(status.counters[name]).toBeGreaterThanOrEqual(before.counters[name]);
        }
        if (after % 3 === 0) drain(entity);
      }
    }),
  );
  expect(refused).toBeGreaterThan(0);
});

/** Users that offer everything from the start would be asked too early, so only pushed ULPDUs are replayed. */
test('law: at any step the states go through JSON into a fresh entity on another clock, and the rest is equal to the octet', () => {
  let waited = 0;
  fc.assert(
    fc.property(pushedCourse, fc.nat(60), fc.boolean(), fc.nat(40), fc.integer(), (drawn, cut, atOnce, rest, by) => {
      const options = { ...drawn.options, rest, pushSubtypes: [2] };
      for (const { journal } of runCourse(drawn)) {
        const [kept, moved] = [newEnd(options), newEnd(options)];
        journal.forEach(({ input, now }, step) => {
          if (step === cut) {
            waited += moved.status().pendingOutputs;
            moved.renew(by);
          }
          expect(moved.handle(input, step < cut ? now : now + by)).toEqual(kept.handle(input, now));
          if (atOnce || step > cut) expect(drain(moved)).toEqual(drain(kept));
          expect(moved.status()).toEqual(kept.status());
          const deadline = kept.nextDeadline();
          expect(moved.nextDeadline()).toBe(deadline === undefined || step < cut ? deadline : deadline + by);
        });
      }
    }),
    { numRuns: 300 },
  );
  expect(waited).toBeGreaterThan(0);
});
