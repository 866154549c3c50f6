// The law of time: an agent that computes what the standard ticks is equal to one that ticks.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LldpAgent, type LldpAgentInput, type LldpAgentState } from '../../../src/lldp-evb/index.js';
import { expectSameRun } from '../../support/moved-state.js';
import { Driver, lldpduOf, received, SECOND, self, systemName } from './agents.js';
import { TickingAgent, type TickingOptions } from './ticking-agent.js';

const options: fc.Arbitrary<TickingOptions> = fc.record({
  msgTxInterval: fc.integer({ min: 1, max: 12 }),
  msgTxHold: fc.integer({ min: 1, max: 4 }),
  msgFastTx: fc.integer({ min: 1, max: 3 }),
  txFastInit: fc.integer({ min: 1, max: 4 }),
  txCreditMax: fc.integer({ min: 1, max: 4 }),
  reinitDelay: fc.integer({ min: 1, max: 4 }),
  maxNeighbors: fc.integer({ min: 1, max: 3 }),
  tooManyNeighbors: fc.constantFrom('discardNew', 'evictOldest'),
});

const name = fc.constantFrom('a', 'b');
const lldpdu = fc
  .record({ from: fc.constantFrom('N', 'M', 'L'), ttl: fc.nat(9), says: name })
  .map(({ from, ttl, says }) => received(lldpduOf(from, ttl, ttl === 0 ? [] : [systemName(says)])));

const event: fc.Arbitrary<LldpAgentInput> = fc.oneof(
  { weight: 5, arbitrary: lldpdu },
  { weight: 1, arbitrary: fc.constant(received(new Uint8Array(46))) },
  { weight: 3, arbitrary: name.map((says) => ({ kind: 'localTlvs', tlvs: [systemName(says)] }) as const) },
  { weight: 2, arbitrary: fc.boolean().map((enabled) => ({ kind: 'portEnabled', enabled }) as const) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('enabledRxTx', 'enabledTxOnly', 'enabledRxOnly', 'disabled')
      .map((adminStatus) => ({ kind: 'adminStatus', adminStatus }) as const),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'timeout' } as const) },
);

/** Events, each so many quarters of a second behind the one before. */
const story = fc.array(fc.record({ pause: fc.oneof(fc.nat(3), fc.nat(60)), input: event }), { maxLength: 30 });

test('the same outputs at the same instants, and the same state, whatever happens', () => {
  fc.assert(
    fc.property(options, story, (given, events) => {
      const driver = new Driver(given);
      const computed: string[] = [];
      const ticking = new TickingAgent(given);
      const ticked: string[] = [];
      let second = 0;
      const take = (at: number): void => {
        ticked.push(...ticking.outputs.splice(0).map((text) => `${at}: ${text}`));
      };
      const tickTo = (at: number): void => {
        for (; second + 1 <= at; ) {
          ticking.tick();
          take(++second);
        }
      };
      let now = 0;
      const all = [{ pause: 0, input: { kind: 'portEnabled', enabled: true } as const }, ...events];
      for (const { pause, input } of [...all, { pause: 200, input: { kind: 'timeout' } as const }]) {
        now += pause / 4;
        tickTo(now);
        ticking.event(input);
        take(now);
        computed.push(...driver.until(now));
        computed.push(...driver.give(input).map((text) => `${now}: ${text}`));
        const { state } = driver.agent;
        const { txTTR, txFast, txCredit, txShutdownWhile } = state.data;
        const { neighbors, counters, due, ...status } = driver.agent.status();
        const d = ticking.data;
        expect(computed).toEqual(ticked);
        expect([txTTR, txFast, txCredit, txShutdownWhile]).toEqual([d.txTTR, d.txFast, d.txCredit, d.txShutdownWhile]);
        expect(state.neighbors.map(({ ageTick }) => ageTick - state.tick)).toEqual(
          ticking.neighbors.map(({ rxInfoTTL }) => rxInfoTTL),
        );
        const passed = (now % 1) * SECOND;
        expect(neighbors.map(({ rxInfoTTL }) => rxInfoTTL + passed)).toEqual(
          ticking.neighbors.map(({ rxInfoTTL }) => rxInfoTTL * SECOND),
        );
        expect(due && now * SECOND + due.timeLeft).toBe(driver.agent.nextDeadline());
        expect(counters.statsAgeoutsTotal).toBe(ticking.statsAgeoutsTotal);
        expect(status).toMatchObject({
          transmit: d.transmit,
          transmitTimer: d.transmitTimer,
          receive: d.receive,
          tooManyNeighbors: d.tooManyNeighbors,
        });
      }
    }),
    { seed: 8021, numRuns: 600 },
  );
});

test('a spurious timeout is nothing, at any instant', () => {
  fc.assert(
    fc.property(story, fc.array(fc.nat(400), { maxLength: 40 }), (events, quarters) => {
      const run = (interruptions: readonly number[]): string[] => {
        // On a port that comes up at once, which is the epoch.
        const driver = new Driver();
        const lines = driver.up();
        let now = 0;
        for (const { pause, input } of events) {
          for (const quarter of interruptions.filter((q) => q >= now && q < now + pause)) {
            lines.push(...driver.until(quarter / 4));
          }
          now += pause;
          lines.push(...driver.until(now / 4), ...driver.give(input).map((text) => `${now / 4}: ${text}`));
        }
        return lines;
      };
      expect(run([...quarters].sort((a, b) => a - b))).toEqual(run([]));
    }),
    { seed: 8022, numRuns: 200 },
  );
});

test('law: a state that goes through JSON text before every input goes on as the one that stays', () => {
  const after = fc.oneof(fc.nat(3), fc.nat(60)).map((quarters) => (quarters * SECOND) / 4);
  const steps = fc.array(fc.record({ after, input: event, polls: fc.boolean() }), { maxLength: 30 });
  fc.assert(
    fc.property(options, fc.constantFrom(4, 4096), steps, (given, maxPendingOutputs, all) => {
      const up = { input: { kind: 'portEnabled', enabled: true }, polls: true } as const;
      expectSameRun(
        (state?: LldpAgentState) => new LldpAgent({ ...self, ...given, maxPendingOutputs }, state),
        [up, ...all],
      );
    }),
    { seed: 8023, numRuns: 200 },
  );
});
