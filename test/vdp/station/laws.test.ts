// Laws of a station that hold for anything that its host and the bridge do, in any order. I7, I8 and I11 are invariants of the scenarios.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeVdpUlpdu,
  formatVsiid,
  VDP_MANAGER_ID,
  VdpStation,
  type VdpStationInput,
  type VdpStationOptions,
  type VdpStationVsi,
  type VsiKey,
} from '../../../src/vdp/index.js';
import { STATION_INSTANTS } from '../../../src/vdp/station/state.js';
import type { VsiFacts } from '../../../src/vdp/vsi.js';
import { hex } from '../../support/hex.js';
import { moveInstants } from '../../support/moved-instants.js';
import { throughJson } from '../../support/through-json.js';
import { arbitrarySteps, drive, type Happening, KEYS, type Step, type Successor } from './steps.js';

const options: fc.Arbitrary<VdpStationOptions> = fc.record({
  hashSeed: fc.integer(),
  maxVsis: fc.constantFrom(1, 2, 16),
  allowStepDown: fc.boolean(),
  oneTlvPerEcpdu: fc.boolean(),
  acceptNullVidInResponse: fc.boolean(),
});

const nameOf = ({ vsiidFormat, vsiid }: VsiKey): string => `${vsiidFormat} ${formatVsiid(vsiidFormat, vsiid)}`;
/** The same of a read-out. */
const statusName = ({ vsi: { vsiidFormat, vsiid } }: VdpStationVsi): string => `${vsiidFormat} ${vsiid}`;
const WAITING = new Set(['STATION_PROCESSING', 'TRANSMIT_KEEPALIVE', 'TRANSMIT_DEASSOC']);
const RESTING = new Set([...WAITING, 'INIT', 'WAIT_SYSCMD']);

/** Runs steps on a new station; `law` sees it after each. */
const everyStep = (
  law: (made: { station: VdpStation; given: VdpStationOptions }) => (happening: Happening) => void,
): void => {
  fc.assert(
    fc.property(options, arbitrarySteps, (given, steps) => {
      const station = new VdpStation(given);
      drive(station, steps, law({ station, given }));
    }),
    { numRuns: 300 },
  );
};

test('I7: a VSI rests in one state of the table, and nothing throws', () => {
  everyStep(({ station }) => () => {
    for (const { state } of station.vsis()) expect(RESTING).toContain(state);
  });
});

/** Whether a ULPDU has a positive response of a type for a VSI. */
function isConfirmed(input: VdpStationInput | undefined, name: string, type: number): boolean {
  if (input?.kind !== 'ulpdu') return false;
  const result = decodeVdpUlpdu(input.bytes);
  return (
    result.ok &&
    result.value.tlvs.some(
      (tlv) => tlv.kind === 'association' && nameOf(tlv) === name && tlv.type === type && (tlv.status & 0x4f) === 0x40,
    )
  );
}

const TYPES = { preAssociate: 1, preAssociateRr: 2, associate: 3, deAssociate: 4 } as const;
const STATES = {
  preAssociate: 'PREASSOC',
  preAssociateRr: 'PREASSOC_RR',
  associate: 'ASSOC',
  deAssociate: 'DEASSOC',
} as const;

test('I8: a VSI is online by a positive response to the command in force, and the user hears of all that changes it', () => {
  everyStep(({ station }) => {
    const online = new Map<string, VsiFacts>();
    return ({ told, input }) => {
      for (const output of told) {
        if (output.kind === 'online' || output.kind === 'changed') {
          const { kind, ...facts } = output;
          const name = nameOf(output.vsi);
          expect(online.has(name), kind).toBe(kind === 'changed');
          expect(facts).not.toEqual(online.get(name));
          online.set(name, facts);
        } else if (output.kind === 'offline') {
          expect(output).toMatchObject(online.get(nameOf(output.vsi)) ?? { vsiState: 'it was not online' });
          online.delete(nameOf(output.vsi));
        } else if (output.kind === 'done') {
          const { vsi, command, filterInfo } = output;
          const isOver = command === 'deAssociate';
          const facts = { vsiState: STATES[command], filterInfo };
          if (isOver) expect(online.has(nameOf(vsi))).toBe(false);
          else {
            expect(isConfirmed(input, nameOf(vsi), TYPES[command])).toBe(true);
            expect(online.get(nameOf(vsi))).toMatchObject(facts);
          }
        }
      }
      const status = new Map(station.vsis().map((vsi) => [statusName(vsi), vsi]));
      for (const [name, { vsiState, typeId, filterInfo }] of online) {
        expect(status.get(name)).toMatchObject({ vsiState, operCmd: { typeId, filterInfo } });
      }
      for (const [name, { vsiState }] of status) expect(vsiState !== 'DEASSOC').toBe(online.has(name));
    };
  });
});

test('every command that was not refused ends in one done or failed', () => {
  everyStep(({ station }) => {
    const open = new Map<string, number>();
    const count = (vsi: VsiKey, by: number) => open.set(nameOf(vsi), (open.get(nameOf(vsi)) ?? 0) + by);
    return ({ input, refusal, told }) => {
      if (refusal === undefined && input?.kind === 'command') count(input.vsi, 1);
      if (refusal === undefined && input?.kind === 'deAssociate') count(input.vsi, 1);
      for (const output of told) if (output.kind === 'done' || output.kind === 'failed') count(output.vsi, -1);
      const running = (vsi: VdpStationVsi | undefined) =>
        (vsi?.state === 'STATION_PROCESSING' ? 1 : 0) + (vsi?.nextCmd === undefined ? 0 : 1);
      for (const [name, commands] of open) {
        expect(commands, name).toBe(running(station.vsis().find((vsi) => statusName(vsi) === name)));
      }
    };
  });
});

test('I11: who waits has its one timer, or its TLV is due; nobody else has one', () => {
  everyStep(({ station }) => {
    /** The instant that the station was given last. */
    let heard = 0;
    return ({ now, step, input }) => {
      if (input !== undefined || step.step === 'pull') heard = now;
      const vsis = station.vsis();
      const { due } = station.status();
      const left = (deadline: number | undefined) => deadline && Math.max(0, deadline - heard);
      const timers = vsis.flatMap(({ waitWhile }) => (waitWhile === undefined ? [] : [waitWhile]));
      expect(vsis.filter(({ state, waitWhile }) => WAITING.has(state) && waitWhile === undefined)).toHaveLength(due);
      for (const { state, waitWhile, pendingCmd, operCmd, nextCmd } of vsis) {
        if (state === 'WAIT_SYSCMD') expect(waitWhile).toBeDefined();
        if (state === 'INIT')
          expect([waitWhile, pendingCmd, operCmd, nextCmd === undefined]).toEqual([
            undefined,
            undefined,
            undefined,
            false,
          ]);
        if (state !== 'WAIT_SYSCMD' && state !== 'INIT') expect(pendingCmd ?? operCmd).toBeDefined();
      }
      expect(left(station.nextDeadline())).toBe(timers.length === 0 ? undefined : Math.min(...timers));
      const responses = vsis.flatMap(({ state, waitWhile = Number.POSITIVE_INFINITY }) =>
        WAITING.has(state) ? [waitWhile] : [],
      );
      const next = Math.min(...responses);
      expect(left(station.nextDeadline(true))).toBe(next === Number.POSITIVE_INFINITY ? undefined : next);
      expect(station.hasUlpdu(now)).toBe(
        due > 0 || vsis.some(({ state, waitWhile = 0 }) => state === 'WAIT_SYSCMD' && waitWhile <= now - heard),
      );
    };
  });
});

test('no more than maxVsis', () => {
  everyStep(({ station, given }) => () => {
    expect(station.vsis().length).toBeLessThanOrEqual(given.maxVsis as number);
  });
});

test('what is refused changes nothing', () => {
  everyStep(({ station }) => {
    let before = '';
    return ({ refusal, told }) => {
      const after = JSON.stringify(station.status());
      if (refusal !== undefined) {
        expect(after).toBe(before);
        expect(told).toEqual([]);
      }
      before = after;
    };
  });
});

/** The VSIs that an input may change; `undefined`: all. */
function concerned(input: VdpStationInput | undefined): ReadonlySet<string> | undefined {
  switch (input?.kind) {
    case 'command':
      return new Set([nameOf(input.vsi)]);
    case 'deAssociate':
    case 'hints':
    case 'remove':
      return new Set([nameOf(input.vsi)]);
    case 'ulpdu': {
      const result = decodeVdpUlpdu(input.bytes);
      const tlvs = result.ok ? result.value.tlvs : [];
      if (tlvs.some(({ kind }) => kind === 'rejected')) return undefined;
      return new Set(tlvs.flatMap((tlv) => (tlv.kind === 'association' ? [nameOf(tlv)] : [])));
    }
    default:
      return undefined;
  }
}

test('an input changes no VSI that it does not name', () => {
  everyStep(({ station }) => {
    const look = (): Map<string, string> =>
      new Map(station.vsis().map(({ waitWhile: _, ...vsi }) => [statusName(vsi), JSON.stringify(vsi)]));
    let before = look();
    return ({ input }) => {
      const after = look();
      const named = concerned(input);
      if (named !== undefined) {
        for (const name of new Set([...before.keys(), ...after.keys()])) {
          if (!named.has(name)) expect(after.get(name), name).toBe(before.get(name));
        }
      }
      before = after;
    };
  });
});

test('what is sent is a good ULPDU of one manager, each VSI once, within the limit', () => {
  everyStep(({ given }) => ({ sent, step }) => {
    if (sent === undefined) return;
    const bytes = hex(sent);
    expect(bytes.length).toBeLessThanOrEqual((step as Extract<Step, { step: 'pull' }>).limit);
    expect((bytes[0] as number) >>> 1).toBe(VDP_MANAGER_ID);
    const result = decodeVdpUlpdu(bytes);
    expect(result).toMatchObject({ ok: true, notes: [] });
    const tlvs = result.ok ? result.value.tlvs : [];
    const names = tlvs.map((tlv) => (tlv.kind === 'association' ? nameOf(tlv) : tlv.kind));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(KEYS.map(nameOf)).toContain(name);
    if (given.oneTlvPerEcpdu) expect(names).toHaveLength(1);
  });
});

test('the same inputs lead to the same outputs', () => {
  fc.assert(
    fc.property(options, arbitrarySteps, (given, steps) => {
      expect(runText(given, steps)).toBe(runText(given, steps));
    }),
  );
});

/** A run, and the read-outs at its end, as text. */
function runText(given: VdpStationOptions, steps: readonly Step[], successor?: Successor): string {
  const happenings: Happening[] = [];
  const last = drive(new VdpStation(given), steps, (happening) => happenings.push(happening), successor);
  return JSON.stringify([happenings, last.status(), last.vsis()]);
}

test('a state that goes through JSON text after each step goes on as one that does not', () => {
  fc.assert(
    fc.property(options, arbitrarySteps, (given, steps) => {
      const moved = runText(given, steps, ({ state }) => [new VdpStation(given, throughJson(state)), 0]);
      expect(moved).toBe(runText(given, steps));
    }),
  );
});

test('a state whose instants are moved goes on by another clock', () => {
  fc.assert(
    fc.property(options, arbitrarySteps, fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), (given, steps, by) => {
      let ahead = 0;
      const moved = runText(given, steps, ({ state }) => {
        ahead += by;
        return [new VdpStation(given, moveInstants(throughJson(state), STATION_INSTANTS, by)), ahead];
      });
      expect(moved).toBe(runText(given, steps));
    }),
  );
});

test('the hash seed changes nothing but places', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), arbitrarySteps, (a, b, steps) => {
      const run = (hashSeed: number): string => {
        const happenings: Happening[] = [];
        drive(new VdpStation({ hashSeed }), steps, (happening) => happenings.push(happening));
        return JSON.stringify(happenings);
      };
      expect(run(a)).toBe(run(b));
    }),
  );
});
