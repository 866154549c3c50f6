// What a real bridge sent, given to `EvbStation` at its times: it is accepted, and leads to the states that the real
// station was in. The host asks for what the real one asked, at its instants; keep-alives are the station's own.

import { describe, expect, test } from 'vitest';
import { EvbStation } from '../../src/evb/station.js';
import type { Frame } from '../../src/frame/index.js';
import type { EvbTlv } from '../../src/lldp-evb/wire/evb-tlv.js';
import type { AssociationTlv, VsiCommand } from '../../src/vdp/index.js';
import { type CapturedFrame, captured, compareFrames, type Difference, isEcp, readFrame } from './captured.js';
import {
  BRIDGE_MAC,
  channelOf,
  EVB_BRIDGE,
  lldpFrame,
  onePort,
  SECOND,
  STATION_MAC,
  STATION_PORT,
  says,
} from './rig.js';

const evbOf = (value: Frame): EvbTlv | undefined =>
  value.kind === 'lldp' ? value.lldp.tlvs.flatMap((one) => (one.kind === 'evb' ? [one.evb] : []))[0] : undefined;

const WORDS = { 1: 'preAssociate', 2: 'preAssociateRr', 3: 'associate' } as const;

interface Sent {
  readonly at: number;
  readonly value: Frame;
}

interface Replay {
  readonly station: EvbStation;
  readonly theirs: readonly CapturedFrame[];
  readonly ours: readonly Sent[];
  readonly told: readonly string[];
}

const associationOf = (value: Frame): AssociationTlv | undefined =>
  value.kind === 'vdp' ? (value.vdp.tlvs.find(({ kind }) => kind === 'association') as AssociationTlv) : undefined;

/**
 * Gives a station what the bridge of a capture sent, and has its host ask for what the real one asked.
 *
 * @param sleeps the host never wakes it
 */
function replay(name: string, sleeps = false): Replay {
  const frames = captured(name);
  const lldp = frames.find(({ from, value }) => from === 'bridge' && value.kind === 'lldp');
  const { r, rte, rwd, rka, bgid: gid } = evbOf((lldp as CapturedFrame).value) as EvbTlv;
  const evb = { r, rte, rwd, rka, gid, rrReq: true, advertise: 'operational' as const };
  const station = new EvbStation({ peer: 'openlldp', ports: [onePort(STATION_PORT, STATION_MAC, { evb })] });
  const ours: Sent[] = [];
  const told: string[] = [];
  const handle = (input: Parameters<EvbStation['handle']>[0], at: number) => {
    expect(station.handle(input, at)).toBeUndefined();
    for (let output = station.poll(); output !== undefined; output = station.poll()) {
      if (output.kind === 'frame') ours.push({ at, value: readFrame(output.frame) });
      else if (!output.kind.startsWith('neighbor')) told.push(...says([output]));
    }
  };
  const wake = (to: number) => {
    for (let at = station.nextDeadline(); at !== undefined && at <= to; at = station.nextDeadline())
      handle({ kind: 'timeout' }, at);
  };
  handle({ kind: 'link', port: STATION_PORT, up: true }, -SECOND);
  handle({ kind: 'frame', port: STATION_PORT, frame: lldp?.frame ?? lldpFrame(BRIDGE_MAC, EVB_BRIDGE) }, -SECOND);
  wake(-1);
  ours.length = 0;
  told.length = 0;
  /** What the real station has in force, as its host's commands, by VSI. */
  const asked = new Map<number, number>();
  for (const { at, from, frame, value } of frames) {
    if (!sleeps) wake(at);
    if (from === 'bridge') {
      handle({ kind: 'frame', port: STATION_PORT, frame }, at);
      continue;
    }
    const tlv = associationOf(value);
    if (tlv === undefined || value.kind !== 'vdp') continue;
    const { type, typeId, typeVersion, vsiidFormat, vsiid, filterInfo } = tlv;
    // The same command again is a keep-alive, or the host's own repetition (r10, the fourth).
    const again = asked.get(vsiid.w3) === type;
    asked.set(vsiid.w3, type);
    if (again && !name.startsWith('r10')) continue;
    const { managerId } = value.vdp;
    if (type === 4) handle({ kind: 'deAssociate', port: STATION_PORT, vsi: { vsiidFormat, vsiid } }, at);
    else {
      const vsi: VsiCommand = { command: WORDS[type], managerId, typeId, typeVersion, vsiidFormat, vsiid, filterInfo };
      handle({ kind: 'command', port: STATION_PORT, vsi }, at);
    }
  }
  return { station, theirs: frames, ours, told };
}

/** Which row allows a difference. */
function rowOf({ field, theirs, ours }: Difference): string {
  if (field === 'trailer' && theirs === '' && /^(00)+$/.test(String(ours))) return 'ecp D7';
  return `not allowed: ${field} ${theirs} ${ours}`;
}

/** Without what repeats the ECPDU before it. */
const sentOnce = (frames: readonly Sent[]): Sent[] =>
  frames.filter(({ value }, i) => {
    const before = frames
      .slice(0, i)
      .reverse()
      .find((one) => one.value.kind === 'vdp');
    return value.kind !== 'vdp' || before === undefined || compareFrames(value, before.value).differences.length > 0;
  });

function compareEcp(theirs: readonly Sent[], ours: readonly Sent[]) {
  expect(ours.length).toBe(theirs.length);
  let fields = 0;
  const rows: Record<string, number> = {};
  for (const [i, { value }] of theirs.entries()) {
    const one = compareFrames(value, (ours[i] as Sent).value);
    fields += one.fields;
    for (const row of one.differences.map(rowOf)) rows[row] = (rows[row] ?? 0) + 1;
  }
  return { frames: theirs.length, fields, rows };
}

const ofStation = ({ theirs }: Replay) => theirs.filter(({ from, value }) => from === 'station' && isEcp(value));
const own = ({ ours }: Replay) => ours.filter(({ value }) => isEcp(value));
const states = ({ station }: Replay) =>
  station.vsis({ port: STATION_PORT }).map(({ vsi, vsiState, state }) => `${vsi.vsiid.slice(-2)} ${vsiState} ${state}`);
const counters = ({ station }: Replay) => channelOf(station).vdp.counters;
const NOTHING_ODD = {
  rxUlpduDiscarded: 0,
  rxTlvIgnored: 0,
  rxUnexpected: 0,
  rxUnknownVsi: 0,
  rxEvbNotReady: 0,
  timeouts: 0,
};

describe('the real bridge', () => {
  test('r10: all answers are taken, and what the station sends is what the real one sent', () => {
    const run = replay('r10-vdp-lifecycle-vid');
    expect(run.told).toEqual([
      ...['online PREASSOC', 'done preAssociate', 'changed PREASSOC_RR', 'done preAssociateRr'],
      ...['changed ASSOC', 'done associate', 'done associate', 'offline deAssociated', 'done deAssociate'],
    ]);
    expect(compareEcp(ofStation(run), own(run))).toEqual({ frames: 10, fields: 180, rows: { 'ecp D7': 5 } });
    expect(counters(run)).toMatchObject(NOTHING_ODD);
    expect(states(run)).toEqual([]);
  });

  test('vdp D18: r11: all filter formats are taken, null VIDs, too, by the preset for openlldp', () => {
    const run = replay('r11-vdp-filter-formats');
    expect(run.told.filter((text) => text.startsWith('done'))).toEqual([
      ...Array(8).fill('done associate'),
      'done preAssociate',
      'done preAssociateRr',
      'done associate',
      'done associate',
      ...Array(3).fill('done deAssociate'),
    ]);
    expect(compareEcp(ofStation(run), own(run))).toEqual({ frames: 30, fields: 574, rows: { 'ecp D7': 15 } });
    expect(counters(run)).toMatchObject(NOTHING_ODD);
    expect(states(run)).toEqual([
      ...['14', '15', '16', '17', '18'].map((vsi) => `${vsi} ASSOC WAIT_SYSCMD`),
      '21 PREASSOC WAIT_SYSCMD',
      '22 PREASSOC_RR WAIT_SYSCMD',
      ...['23', '24'].map((vsi) => `${vsi} ASSOC WAIT_SYSCMD`),
    ]);
  });

  test('r15: the keep-alives are the same in the same order, and all are answered', () => {
    const run = replay('r15-vdp-keepalive');
    expect(run.told).toEqual([
      ...['online PREASSOC', 'done preAssociate', 'online PREASSOC_RR', 'done preAssociateRr'],
      ...['online ASSOC', 'done associate', 'offline deAssociated', 'done deAssociate'],
    ]);
    expect(compareEcp(ofStation(run), sentOnce(own(run)))).toEqual({ frames: 42, fields: 770, rows: { 'ecp D7': 21 } });
    expect(counters(run)).toMatchObject({ ...NOTHING_ODD, keepAlivesSent: 17, keepAlivesAnswered: 17 });
    expect(states(run)).toEqual(['61 PREASSOC WAIT_SYSCMD', '62 PREASSOC_RR WAIT_SYSCMD']);
  });

  test('r25: the De-Associates of the bridge end both VSIs of a station that slept, their repetitions do nothing', () => {
    const run = replay('r25-station-vanishes', true);
    expect(run.told.filter((text) => text !== 'congested')).toEqual([
      ...['online ASSOC', 'done associate', 'online PREASSOC', 'done preAssociate'],
      ...['offline byBridge', 'offline byBridge'],
    ]);
    expect(channelOf(run.station).ecp.counters).toMatchObject({ rxFrameCount: 10, rxDuplicate: 6, txAckCount: 10 });
    expect(counters(run)).toMatchObject(NOTHING_ODD);
    expect(states(run)).toEqual([]);
  });

  test('r31: refusals by De-Associate, and by the type of the command with Keep, fail the commands', () => {
    const run = replay('r31-debug-error-preassoc');
    expect(run.told).toEqual([
      'failed preAssociate refused 2',
      'failed preAssociateRr refused 2',
      'failed preAssociate refused 3',
    ]);
    expect(compareEcp(ofStation(run), own(run))).toEqual({ frames: 6, fields: 108, rows: { 'ecp D7': 3 } });
    expect(counters(run)).toMatchObject(NOTHING_ODD);
    expect(states(run)).toEqual([]);
  });
});

describe('LLDP of the captures', () => {
  test('the EVB TLV in the end is that of the real station, but for ROL where both propose the same', () => {
    for (const name of [
      'r10-vdp-lifecycle-vid',
      'r11-vdp-filter-formats',
      'r15-vdp-keepalive',
      'r31-debug-error-preassoc',
    ]) {
      const run = replay(name);
      const real = run.theirs
        .filter(({ from }) => from === 'station')
        .flatMap(({ value }) => evbOf(value) ?? [])
        .at(-1);
      expect({ ...channelOf(run.station).evb.txTlv, rwdRol: true, rkaRol: true }).toEqual(real);
    }
  });
});
