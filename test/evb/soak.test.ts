// A station and a bridge on a link that loses frames, with hosts that change their minds; then all is healed, and both
// ends agree: which VSIs there are, with which filters, and what the VSI manager granted.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapFilterEntries, type VsiAnswer } from '../../src/vdp/index.js';
import { otherKey, vids } from '../vdp/station/rig.js';
import { BRIDGE_MAC, BRIDGE_PORT, channelOf, onePort, Pair, SECOND, STATION_MAC, STATION_PORT } from './rig.js';

const VSIS = 4;
/** Milliseconds that a test may take where the machine has much else to do. */
const SLOW = 60_000;
/** Short timers: 1.3 s between keep-alives, 10 ms to an ACK. */
const EVB = { r: 3, rte: 10, rwd: 16, rka: 17 };

type Act =
  | {
      readonly do: 'command';
      readonly vsi: number;
      readonly command: 'preAssociate' | 'preAssociateRr' | 'associate';
      readonly vid: number;
    }
  | { readonly do: 'deAssociate' | 'withdraw'; readonly vsi: number }
  | { readonly do: 'loss'; readonly of: number; readonly one: 'station' | 'bridge' | 'both' }
  | { readonly do: 'link' | 'enable' | 'evb'; readonly end: 'station' | 'bridge'; readonly on: boolean }
  | { readonly do: 'answers'; readonly kind: 'yes' | 'no' | 'never' }
  | { readonly do: 'wait'; readonly time: number };

const vsi = fc.integer({ min: 1, max: VSIS });
const end = fc.constantFrom('station' as const, 'bridge' as const);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('command' as const),
      vsi,
      command: fc.constantFrom('preAssociate' as const, 'preAssociateRr' as const, 'associate' as const),
      vid: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('deAssociate' as const, 'withdraw' as const), vsi }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('loss' as const),
      of: fc.integer({ min: 1, max: 5 }),
      one: fc.constantFrom('station' as const, 'bridge' as const, 'both' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('link' as const, 'enable' as const, 'evb' as const),
      end,
      on: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('answers' as const),
      kind: fc.constantFrom('yes' as const, 'no' as const, 'never' as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      time: fc.constantFrom(50, 150, 10_000, 300_000, SECOND, 5 * SECOND),
    }),
  },
);

class Soak {
  answers: 'yes' | 'no' | 'never' = 'yes';
  /** Queries that were granted and not released. */
  readonly granted = new Set<number>();
  readonly pair: Pair;
  #frames = 0;
  #read = 0;

  constructor(onEvbLoss: 'keep' | 'end') {
    this.pair = new Pair({
      station: {
        ports: [onePort(STATION_PORT, STATION_MAC, { evb: { ...EVB, onEvbLoss } })],
        vdp: { allowStepDown: true },
      },
      bridge: { ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, { evb: { ...EVB, onEvbLoss } })] },
      notTaken: ({ id }) => this.granted.delete(id),
      answer: ({ id, filterInfo }): VsiAnswer | undefined => {
        if (this.answers === 'never') return undefined;
        if (this.answers === 'no') return { ok: false, error: 2 };
        this.granted.add(id);
        return {
          ok: true,
          filterInfo: mapFilterEntries(filterInfo, (one) => (one.vid === 0 ? { ...one, vid: 7 } : one)),
        };
      },
    });
  }

  /** Each `of`-th frame to an end is lost; 0: none. */
  lose(of: number, one: 'station' | 'bridge' | 'both'): void {
    for (const to of ['station', 'bridge'] as const) {
      this.pair.passes[to] = () => of === 0 || (one !== 'both' && one !== to) || ++this.#frames % of !== 0;
    }
  }

  act(what: Act): void {
    const { pair } = this;
    const port = STATION_PORT;
    switch (what.do) {
      case 'command':
        // Refused or not: both are fine here.
        pair.station.handle(
          {
            kind: 'command',
            port,
            vsi: {
              ...otherKey(what.vsi),
              command: what.command,
              managerId: { w0: 0, w1: 0, w2: 0, w3: 0 },
              typeId: 1,
              typeVersion: 0,
              filterInfo: vids(what.vid),
            },
          },
          pair.now,
        );
        break;
      case 'deAssociate':
        pair.station.handle({ kind: 'deAssociate', port, vsi: otherKey(what.vsi) }, pair.now);
        break;
      case 'withdraw':
        pair.bridge.handle({ kind: 'withdraw', port: BRIDGE_PORT, vsi: otherKey(what.vsi) }, pair.now);
        break;
      case 'loss':
        this.lose(what.of, what.one);
        break;
      case 'link':
      case 'enable':
      case 'evb':
        this.#switch(what.do, what.end, what.on);
        break;
      case 'answers':
        this.answers = what.kind;
        break;
      case 'wait':
        pair.run(what.time);
        break;
    }
    pair.run(0);
    this.#account();
  }

  #switch(what: 'link' | 'enable' | 'evb', which: 'station' | 'bridge', on: boolean): void {
    const port = which === 'station' ? STATION_PORT : BRIDGE_PORT;
    const input =
      what === 'link'
        ? ({ kind: 'link', port, up: on } as const)
        : what === 'enable'
          ? ({ kind: 'enable', port, enabled: on } as const)
          : ({ kind: 'configure', port, evb: { txEnable: on } } as const);
    if (which === 'station') this.pair.tell(input);
    else this.pair.tellBridge(input);
  }

  heal(): void {
    this.lose(0, 'both');
    this.answers = 'yes';
    for (const which of ['station', 'bridge'] as const)
      for (const what of ['link', 'enable', 'evb'] as const) this.#switch(what, which, true);
    this.wait(60 * SECOND);
  }

  wait(time: number): void {
    this.pair.run(time);
    this.#account();
  }

  #account(): void {
    for (const { output } of this.pair.log.slice(this.#read)) {
      if (output.kind !== 'release') continue;
      expect(this.granted.has(output.query.id)).toBe(true);
      this.granted.delete(output.query.id);
    }
    this.#read = this.pair.log.length;
  }

  /** Both ends, as `1 ASSOC 100`. */
  states() {
    const { station, bridge } = this.pair;
    const text = (filterInfo: unknown): string => JSON.stringify(filterInfo);
    return {
      station: station
        .vsis({ port: STATION_PORT })
        .map(
          ({ vsi, vsiState, operCmd }) =>
            `${Number.parseInt(vsi.vsiid.replace(/\W/g, '').slice(-8), 16)} ${vsiState} ${text(operCmd?.filterInfo)}`,
        )
        .sort(),
      bridge: bridge
        .vsis({ port: BRIDGE_PORT })
        .map(
          ({ vsi, vsiState, operCmd }) =>
            `${Number.parseInt(vsi.vsiid.replace(/\W/g, '').slice(-8), 16)} ${vsiState} ${text(operCmd?.filterInfo)}`,
        )
        .sort(),
    };
  }
}

test.each(['keep', 'end'] as const)(
  'onEvbLoss %s: after any faults both ends agree, and nothing is left behind',
  (onEvbLoss) => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 60 }), (acts) => {
        const soak = new Soak(onEvbLoss);
        const { pair } = soak;
        pair.start();
        for (const one of acts) soak.act(one);
        soak.heal();
        const { station, bridge } = soak.states();
        expect(station).toEqual(bridge);
        expect(soak.granted.size).toBe(bridge.length);
        expect(channelOf(pair.bridge).vdp).toMatchObject({
          evb: 'ready',
          vsis: bridge.length,
          waitingResponses: 0,
          pendingOutputs: 0,
        });
        // And then nothing is left.
        for (let i = 1; i <= VSIS; i++) pair.tell({ kind: 'deAssociate', port: STATION_PORT, vsi: otherKey(i) });
        soak.wait(10 * SECOND);
        expect(soak.states()).toEqual({ station: [], bridge: [] });
        expect(soak.granted.size).toBe(0);
        expect(channelOf(pair.bridge).vdp.filterEntries).toBe(0);
        // LLDP alone has timers.
        const since = pair.log.length;
        soak.wait(29 * SECOND);
        expect(
          [...pair.frames('station', since), ...pair.frames('bridge', since)].filter(
            (text) => !text.startsWith('LLDP'),
          ),
        ).toEqual([]);
      }),
      { numRuns: 60 },
    );
  },
  SLOW,
);
