// What a real station sent, given to `EvbBridge` at its times: the answers are those of the real bridge, field by field.
// Each difference is one of the list below, by its row in the tables of deviations.

import { describe, expect, test } from 'vitest';
import { EvbBridge } from '../../src/evb/bridge.js';
import type { Frame } from '../../src/frame/index.js';
import type { EvbTlv } from '../../src/lldp-evb/wire/evb-tlv.js';
import { mapFilterEntries, type VsiAnswer, type VsiQuery } from '../../src/vdp/index.js';
import { type CapturedFrame, captured, compareFrames, type Difference, isEcp, readFrame } from './captured.js';
import {
  BRIDGE_MAC,
  BRIDGE_PORT,
  channelOf,
  EVB_STATION,
  lldpFrame,
  onePort,
  SECOND,
  STATION_MAC,
  says,
} from './rig.js';

const evbOf = (value: Frame): EvbTlv | undefined =>
  value.kind === 'lldp' ? value.lldp.tlvs.flatMap((one) => (one.kind === 'evb' ? [one.evb] : []))[0] : undefined;

/** The last EVB TLV that an end of a capture sent. */
const lastEvb = (frames: readonly CapturedFrame[], from: 'station' | 'bridge'): EvbTlv | undefined =>
  frames
    .filter((one) => one.from === from)
    .reduce<EvbTlv | undefined>((last, { value }) => evbOf(value) ?? last, undefined);

/** Which row allows a difference. */
function rowOf({ field, theirs, ours }: Difference): string {
  // It sends an acknowledgement of 18 octets to the driver; padded here.
  if (field === 'trailer' && theirs === '' && /^(00)+$/.test(String(ours))) return 'ecp D7';
  // It answers a null VID with a null VID; a VID is supplied here.
  if (/^vdp\.tlvs\[\d+\]\.filterInfo\.entries\[\d+\]\.vid$/.test(field) && theirs === 0 && ours === 200)
    return 'vdp D18';
  // It keeps nothing, but says Keep when a Pre-Associate is refused; here that is a De-Associate.
  if (field === 'vdp.tlvs[0].type' && theirs === 1 && ours === 4) return 'vdp B5';
  if (field === 'vdp.tlvs[0].status' && theirs === 0x63 && ours === 0x43) return 'vdp B5';
  return `not allowed: ${field} ${theirs} ${ours}`;
}

const SUPPLIED = 200;

/** Grants all, with VID 200 where the station leaves it open. */
function grant({ filterInfo }: VsiQuery): VsiAnswer {
  const supplied = mapFilterEntries(filterInfo, (one) => (one.vid === 0 ? { ...one, vid: SUPPLIED } : one));
  return { ok: true, filterInfo: supplied };
}

interface Replay {
  readonly bridge: EvbBridge;
  readonly theirs: readonly CapturedFrame[];
  readonly ours: readonly { readonly at: number; readonly value: Frame }[];
  readonly told: readonly string[];
}

/** Gives a bridge what the station of a capture sent, from a second after EVB was agreed. */
function replay(name: string, answer: (query: VsiQuery) => VsiAnswer = grant, until = 0): Replay {
  const frames = captured(name);
  const evb = lastEvb(frames, 'bridge') as EvbTlv;
  const { r, rte, rwd, rka, bgid: gid, rrcap: rrCap } = evb;
  const config = { r, rte, rwd, rka, gid, rrCap, advertise: 'operational' as const };
  const bridge = new EvbBridge({ peer: 'openlldp', ports: [onePort(BRIDGE_PORT, BRIDGE_MAC, { evb: config })] });
  const ours: { at: number; value: Frame }[] = [];
  const told: string[] = [];
  const handle = (input: Parameters<EvbBridge['handle']>[0], at: number) => {
    expect(bridge.handle(input, at)).toBeUndefined();
    for (let output = bridge.poll(); output !== undefined; output = bridge.poll()) {
      if (output.kind === 'frame') ours.push({ at, value: readFrame(output.frame) });
      else if (!output.kind.startsWith('neighbor')) told.push(...says([output]));
      if (output.kind === 'query')
        bridge.handle({ kind: 'answer', port: output.port, id: output.id, answer: answer(output) }, at);
    }
  };
  const wake = (to: number) => {
    for (let at = bridge.nextDeadline(); at !== undefined && at <= to; at = bridge.nextDeadline())
      handle({ kind: 'timeout' }, at);
  };
  // EVB was agreed before the capture began: the station's own LLDPDU where there is one, else one with the same values.
  const lldp = frames.find(({ from, value }) => from === 'station' && value.kind === 'lldp');
  handle({ kind: 'link', port: BRIDGE_PORT, up: true }, -SECOND);
  handle(
    {
      kind: 'frame',
      port: BRIDGE_PORT,
      frame: lldp?.frame ?? lldpFrame(STATION_MAC, { ...EVB_STATION, r, rte, rwd, rka, rrreq: true }),
    },
    -SECOND,
  );
  wake(-1);
  ours.length = 0;
  told.length = 0;
  for (const { at, from, frame } of frames) {
    wake(at);
    if (from === 'station') handle({ kind: 'frame', port: BRIDGE_PORT, frame }, at);
  }
  wake(until);
  return { bridge, theirs: frames, ours, told };
}

/** Without what repeats the ECPDU before it: ackTimerInit has passed, and it is the same octet by octet. */
function sentOnce(frames: Replay['ours'], ackTimerInit: number): Replay['ours'] {
  return frames.filter(({ at, value }, i) => {
    const before = frames
      .slice(0, i)
      .reverse()
      .find((one) => one.value.kind === 'vdp');
    if (value.kind !== 'vdp' || before === undefined || compareFrames(value, before.value).differences.length > 0)
      return true;
    expect(at - before.at).toBe(ackTimerInit);
    return false;
  });
}

/** The frames of ECP of both bridges side by side: how many fields, and the rows of what differs. */
function compareEcp(theirs: Replay['theirs'], ours: Replay['ours']) {
  const real = theirs.filter(({ from, value }) => from === 'bridge' && isEcp(value));
  const own = ours.filter(({ value }) => isEcp(value));
  expect(own.length).toBe(real.length);
  let fields = 0;
  const rows: Record<string, number> = {};
  for (const [i, { value }] of real.entries()) {
    const one = compareFrames(value, (own[i] as { value: Frame }).value);
    fields += one.fields;
    for (const row of one.differences.map(rowOf)) rows[row] = (rows[row] ?? 0) + 1;
  }
  return { frames: real.length, fields, rows };
}

const states = ({ bridge }: Replay) =>
  bridge.vsis({ port: BRIDGE_PORT }).map(({ vsi, vsiState }) => `${vsi.vsiid.slice(-2)} ${vsiState}`);

describe('the real station', () => {
  test('ecp D7: r10, one VSI through all commands: all answers are those of the real bridge', () => {
    const run = replay('r10-vdp-lifecycle-vid');
    expect(compareEcp(run.theirs, run.ours)).toEqual({ frames: 10, fields: 180, rows: { 'ecp D7': 5 } });
    // The fourth command is the third again: a keep-alive.
    expect(run.told).toEqual([
      'query',
      'online PREASSOC',
      'query',
      'changed PREASSOC_RR',
      'release',
      'query',
      'changed ASSOC',
      'release',
      'offline deAssociated',
      'release',
      'deleted deAssociated',
    ]);
    expect(states(run)).toEqual([]);
  });

  test('vdp D18: r11, all filter formats: all answers but for null VIDs are those of the real bridge', () => {
    const run = replay('r11-vdp-filter-formats');
    expect(compareEcp(run.theirs, run.ours)).toEqual({ frames: 30, fields: 574, rows: { 'ecp D7': 15, 'vdp D18': 2 } });
    expect(states(run)).toEqual([
      '14 ASSOC',
      '15 ASSOC',
      '16 ASSOC',
      '17 ASSOC',
      '18 ASSOC',
      '21 PREASSOC',
      '22 PREASSOC_RR',
      '23 ASSOC',
      '24 ASSOC',
    ]);
  });

  test('r15, keep-alives of three VSIs in three states: all are answered as by the real bridge', () => {
    const run = replay('r15-vdp-keepalive');
    // The acknowledgements of the capture are for answers that came 2 ms later than ours: ackTimerInit of 2.56 ms expires,
    // once 1 + R times.
    const once = sentOnce(run.ours, 2560);
    expect(run.ours.length - once.length).toBe(8);
    expect(compareEcp(run.theirs, once)).toEqual({ frames: 42, fields: 770, rows: { 'ecp D7': 21 } });
    expect(run.told).toEqual([
      ...['query', 'online PREASSOC', 'query', 'online PREASSOC_RR', 'query', 'online ASSOC', 'ecpFailed'],
      ...['offline deAssociated', 'release', 'deleted deAssociated'],
    ]);
    expect(states(run)).toEqual(['61 PREASSOC', '62 PREASSOC_RR']);
    expect(channelOf(run.bridge).vdp.counters).toMatchObject({ keepAlivesAnswered: 17, timeouts: 0 });
  });

  test('ecp D2, ecp D3: r25, the station vanishes: both VSIs expire, and the De-Associates are sent 1 + R times each', () => {
    const run = replay('r25-station-vanishes', grant, 10 * SECOND);
    expect(compareEcp(run.theirs, run.ours)).toEqual({ frames: 12, fields: 293, rows: { 'ecp D7': 2 } });
    const deAssociates = run.ours.filter(({ at, value }) => at > SECOND && value.kind === 'vdp').map(({ at }) => at);
    // toutKeepAlive is 1.5 * 10 us * (2^18 + 7 * 2^12). Each transmission waits for its ACK, the last one, too.
    const ackTimerInit = 40_960;
    const first = 4_362_240;
    expect(deAssociates).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((i) => first + i * ackTimerInit));
    // The real one: 1 ms later, by its own delays; the second VSI one ackTimerInit earlier (D2), its repetitions stale (D3).
    const theirs = run.theirs.filter(({ at, value }) => at > SECOND && value.kind === 'vdp').map(({ at }) => at);
    expect(Math.abs((theirs[0] as number) - first)).toBeLessThan(5000);
    expect((theirs[4] as number) - (theirs[3] as number)).toBeLessThan(1000);
    expect((theirs[6] as number) - (theirs[5] as number)).toBeLessThan(1000);
    expect(run.told).toEqual([
      ...['query', 'online ASSOC', 'query', 'online PREASSOC'],
      ...['offline keepAliveExpired', 'release', 'deleted keepAliveExpired'],
      ...['offline keepAliveExpired', 'release', 'deleted keepAliveExpired'],
      ...['ecpFailed', 'ecpFailed'],
    ]);
  });

  test('vdp B5: r31, refusals of Pre-Associate: the same answers but for the one with Keep', () => {
    const refusals: Record<number, VsiAnswer> = {
      201: { ok: false, error: 2 },
      202: { ok: false, error: 3, keep: true },
      203: { ok: false, error: 2, hard: true },
    };
    const run = replay('r31-debug-error-preassoc', ({ typeId }) => refusals[typeId] as VsiAnswer);
    expect(compareEcp(run.theirs, run.ours)).toEqual({ frames: 6, fields: 108, rows: { 'ecp D7': 3, 'vdp B5': 2 } });
    expect(states(run)).toEqual([]);
  });
});

describe('LLDP of the captures', () => {
  test('the EVB TLV in the end is that of the real bridge, but for ROL where both propose the same', () => {
    for (const name of [
      'r10-vdp-lifecycle-vid',
      'r11-vdp-filter-formats',
      'r15-vdp-keepalive',
      'r31-debug-error-preassoc',
    ]) {
      const run = replay(name);
      const own = channelOf(run.bridge).evb.txTlv;
      const real = lastEvb(run.theirs, 'bridge') as EvbTlv;
      expect({ ...own, rwdRol: true, rkaRol: true }).toEqual(real);
      expect(own).toMatchObject({ rwdRol: false, rkaRol: false });
    }
  });
});
