// What always holds of CDCP, I1 to I6, for ends that are told anything, and for two ends of a link.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CdcpNegotiation,
  type CdcpNegotiationInput,
  type CdcpNegotiationOptions,
  type CdcpNegotiationOutput,
  type CdcpNegotiationState,
  type CdcpTlv,
  type SvidRange,
  sanitizePairs,
} from '../../../src/s-channel/index.js';
import { expectSameRun } from '../../support/moved-state.js';
import { pairsText } from '../../support/pairs.js';
import { peer } from './ends.js';

const arbitraryWants = fc.oneof(
  fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 12 }),
  fc.uniqueArray(fc.integer({ min: 1, max: 167 }), { maxLength: 167 }),
);
const arbitraryRange = (max: number) =>
  fc
    .tuple(fc.integer({ min: 2, max }), fc.integer({ min: 2, max }))
    .map(([a, b]): SvidRange => ({ low: Math.min(a, b), high: Math.max(a, b) }));
const arbitraryPool = fc.oneof(
  fc.array(arbitraryRange(16), { maxLength: 3 }),
  fc.array(arbitraryRange(4094), { maxLength: 3 }),
);
const arbitraryCap = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 167 }));
const arbitraryConfig = (role: 'station' | 'bridge'): fc.Arbitrary<CdcpNegotiationOptions> =>
  fc.record({
    role: fc.constant(role),
    chnCap: arbitraryCap,
    wants: arbitraryWants,
    pool: arbitraryPool,
    honourProposed: fc.boolean(),
  });
const arbitraryChange = fc.record(
  { chnCap: arbitraryCap, wants: arbitraryWants, pool: arbitraryPool, honourProposed: fc.boolean() },
  { requiredKeys: [] },
);
const id = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 4095 }));
const arbitraryTlv: fc.Arbitrary<CdcpTlv> = fc.record({
  role: fc.constantFrom('station' as const, 'bridge' as const),
  sComp: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  chnCap: fc.integer({ min: 0, max: 20 }),
  pairs: fc.array(fc.record({ scid: id, svid: id }), { maxLength: 20 }),
});
const arbitraryPeers = fc
  .array(fc.option(arbitraryTlv, { nil: undefined }), { maxLength: 2 })
  .map((tlvs) => tlvs.map((cdcp, i) => peer(cdcp, `${i}`)));

const arbitraryInput: fc.Arbitrary<CdcpNegotiationInput> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('peers' as const), peers: arbitraryPeers }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('config' as const), config: arbitraryChange }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('config' as const),
      config: fc.record({ role: fc.constantFrom('station' as const, 'bridge' as const) }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('portEnabled' as const), enabled: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('adminEnable' as const), enabled: fc.boolean() }) },
);

function outputsOf(end: CdcpNegotiation): CdcpNegotiationOutput[] {
  const outputs: CdcpNegotiationOutput[] = [];
  for (let output = end.poll(); output !== undefined; output = end.poll()) outputs.push(output);
  return outputs;
}

function started(options: CdcpNegotiationOptions): CdcpNegotiation {
  const end = new CdcpNegotiation(options);
  end.handle({ kind: 'adminEnable', enabled: true });
  end.handle({ kind: 'portEnabled', enabled: true });
  outputsOf(end);
  return end;
}

/** I1 to I3. */
function checkList(end: CdcpNegotiation): void {
  const { role, operSVIDList, operChnCap, portEnabled, adminEnable } = end.status();
  const svids = operSVIDList.map(({ svid }) => svid).filter((svid) => svid >= 2);
  const scids = operSVIDList.map(({ scid }) => scid);
  expect(operSVIDList[0]).toEqual({ scid: 1, svid: 1 });
  expect(new Set(scids).size).toBe(scids.length);
  expect(new Set(svids).size).toBe(svids.length);
  expect(scids.length).toBeLessThanOrEqual(Math.min(167, operChnCap));
  if (role === 'bridge') {
    expect(svids.length).toBe(scids.length - 1);
    for (const svid of svids)
      expect(end.state.config.pool.some(({ low, high }) => low <= svid && svid <= high)).toBe(true);
  } else {
    const wanted = [1, ...end.state.config.wants.filter((scid) => scid !== 1)];
    expect(scids).toEqual(wanted.slice(0, portEnabled && adminEnable ? operChnCap : 1));
  }
}

/** I6, and that the channels told of are those of the list. */
class Channels {
  readonly up = new Map<number, number>();

  take(outputs: readonly CdcpNegotiationOutput[], end: CdcpNegotiation): void {
    for (const output of outputs) {
      if (output.kind === 'channelUp') {
        expect(this.up.has(output.scid)).toBe(false);
        expect([...this.up.values()]).not.toContain(output.svid);
        this.up.set(output.scid, output.svid);
      } else if (output.kind === 'channelDown') {
        expect(this.up.get(output.scid)).toBe(output.svid);
        this.up.delete(output.scid);
      }
    }
    const active = end.status().operSVIDList.filter(({ scid, svid }) => scid !== 1 && svid !== 0);
    expect([...this.up].sort()).toEqual(active.map(({ scid, svid }) => [scid, svid]).sort());
  }
}

describe.each(['station', 'bridge'] as const)('role %s, told anything', (role) => {
  test('s-channel I1, s-channel I2, s-channel I3, s-channel I5, s-channel I6: always', () => {
    fc.assert(
      fc.property(arbitraryConfig(role), fc.array(arbitraryInput, { maxLength: 30 }), (options, inputs) => {
        const end = started(options);
        const channels = new Channels();
        for (const input of inputs) {
          const before = end.state.txTlv;
          expect(end.handle(input)).toBeUndefined();
          const outputs = outputsOf(end);
          channels.take(outputs, end);
          checkList(end);
          const told = outputs.filter(({ kind }) => kind === 'localChange').length;
          if (before !== undefined && end.state.txTlv !== undefined) {
            const same = JSON.stringify(before) === JSON.stringify(end.state.txTlv);
            if (told > 0 && same) expect(told).toBeGreaterThan(1);
            if (told === 0) expect(same).toBe(true);
          }
          // Again: nothing.
          const status = end.status();
          expect(end.handle(input)).toBeUndefined();
          expect(outputsOf(end)).toEqual([]);
          expect(end.status()).toEqual(status);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test.each(['station', 'bridge'] as const)(
  'law: the state of a %s that goes through JSON text before every input goes on as the one that stays',
  (role) => {
    const options = fc
      .tuple(arbitraryConfig(role), fc.constantFrom(3, 4096))
      .map(([config, maxPendingOutputs]) => ({ ...config, maxPendingOutputs }));
    const steps = fc.array(fc.record({ input: arbitraryInput, polls: fc.boolean() }), { maxLength: 20 });
    fc.assert(
      fc.property(options, steps, (given, all) => {
        const up = (
          [
            { kind: 'adminEnable', enabled: true },
            { kind: 'portEnabled', enabled: true },
          ] as const
        ).map((input) => ({ input, polls: true }));
        expectSameRun((state?: CdcpNegotiationState) => new CdcpNegotiation(given, state), [...up, ...all]);
      }),
      { seed: 42, numRuns: 200 },
    );
  },
);

type Step =
  | { readonly kind: 'hear'; readonly who: 'station' | 'bridge'; readonly age: number }
  | { readonly kind: 'lose'; readonly who: 'station' | 'bridge' }
  | { readonly kind: 'change'; readonly who: 'station' | 'bridge'; readonly config: object };

const who = fc.constantFrom('station' as const, 'bridge' as const);
const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  // Any TLV that was ever sent, the last ones more often.
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('hear' as const), who, age: fc.integer({ min: 0, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const), who }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('change' as const), who, config: arbitraryChange }) },
);

/** Two ends of a link, and all that each has ever sent, the last first. */
class Link {
  readonly station: CdcpNegotiation;
  readonly bridge: CdcpNegotiation;
  readonly #sent: Record<'station' | 'bridge', CdcpTlv[]> = { station: [], bridge: [] };

  constructor(station: CdcpNegotiationOptions, bridge: CdcpNegotiationOptions) {
    this.station = started(station);
    this.bridge = started(bridge);
    this.note('station');
    this.note('bridge');
  }

  note(from: 'station' | 'bridge'): void {
    const { txTlv } = this[from].state;
    if (txTlv !== undefined) this.#sent[from].unshift(txTlv);
  }

  /** Gives an end what the other has sent; answers whether its own TLV is another one then. */
  hear(to: 'station' | 'bridge', age = 0): boolean {
    const sent = this.#sent[to === 'station' ? 'bridge' : 'station'];
    this[to].handle({ kind: 'peers', peers: [peer(sent[Math.min(age, sent.length - 1)])] });
    return this.#settled(to);
  }

  step(step: Step): void {
    if (step.kind === 'hear') this.hear(step.who, step.age);
    else if (step.kind === 'lose') this[step.who].handle({ kind: 'peers', peers: [] });
    else this[step.who].handle({ kind: 'config', config: step.config });
    this.#settled(step.who);
  }

  active(who: 'station' | 'bridge'): string {
    return pairsText(this[who].status().operSVIDList.filter(({ svid }) => svid !== 0));
  }

  #settled(who: 'station' | 'bridge'): boolean {
    const changed = outputsOf(this[who]).some(({ kind }) => kind === 'localChange');
    if (changed) this.note(who);
    return changed;
  }
}

test.each(['station', 'bridge'] as const)(
  's-channel I4: whatever was changed, lost and stale, four TLVs later both ends have the same channels; %s hears first',
  (first) => {
    const second = first === 'station' ? 'bridge' : 'station';
    let agreed = 0;
    fc.assert(
      fc.property(
        arbitraryConfig('station'),
        arbitraryConfig('bridge'),
        fc.array(arbitraryStep, { maxLength: 40 }),
        (station, bridge, steps) => {
          const link = new Link(station, bridge);
          for (const step of steps) link.step(step);
          for (let i = 0; i < 2; i++) {
            link.hear(first);
            link.hear(second);
          }
          expect(link.active('station')).toBe(link.active('bridge'));
          expect(([first, second, first, second] as const).map((to) => link.hear(to))).toEqual([
            false,
            false,
            false,
            false,
          ]);
          const { wants, chnCap } = link.station.state.config;
          const wanted = [1, ...wants.filter((scid) => scid !== 1)];
          const room = link.bridge.state.config.pool.reduce((sum, { low, high }) => sum + high - low + 1, 0);
          const served = Math.min(chnCap, link.bridge.state.config.chnCap, wanted.length);
          // Pool and capacities large enough: every channel that is wanted is there.
          if (room + 1 < served) return;
          agreed++;
          expect(link.bridge.status().operSVIDList.map(({ scid }) => scid)).toEqual(wanted.slice(0, served));
        },
      ),
      { numRuns: 400 },
    );
    expect(agreed).toBeGreaterThan(100);
  },
);

test('the sanitized list of a bridge is its list', () => {
  fc.assert(
    fc.property(arbitraryConfig('bridge'), arbitraryTlv, (options, cdcp) => {
      const end = started(options);
      end.handle({ kind: 'peers', peers: [peer(cdcp)] });
      const pairs = end.state.txTlv?.pairs ?? [];
      expect(sanitizePairs(pairs)).toEqual({ pairs, warnings: [] });
    }),
  );
});
