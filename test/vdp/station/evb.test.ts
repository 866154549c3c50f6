// The VSIs of a station when EVB is lost or switched off, or when the port goes down, clause 41.

import { describe, expect, test } from 'vitest';
import type { VdpStationInput, VsiCommand } from '../../../src/vdp/index.js';
import { VdpStation } from '../../../src/vdp/index.js';
import { vid } from '../wire/tlvs.js';
import {
  associated,
  association,
  command,
  KEY,
  keepingAlive,
  otherKey,
  PARAMETERS,
  type Rig,
  rig,
  stateOf,
  ulpdu,
  vids,
} from './rig.js';

const deAssociate: VdpStationInput = { kind: 'deAssociate', vsi: KEY };
const give = (more: Partial<VsiCommand> = {}): VdpStationInput => ({ kind: 'command', vsi: command(more) });

describe('EVB lost', () => {
  const lost: VdpStationInput = { kind: 'evb', state: 'lost' };

  test('keep: VSIs live on, commands wait, De-Associate passes', () => {
    const it = associated();
    it.in(lost);
    it.command({ filterInfo: vids(101) });
    it.command(otherKey(1));
    expect(it.tx()).toEqual([]);
    it.next();
    expect(it.tx()).toEqual([ulpdu(association(3, '00'))]);
    it.rx(association(3, '40'));
    expect(it.says()).toEqual([]);
    expect(it.tx()).toEqual([]);
    it.in(deAssociate);
    expect(it.says()).toEqual(['failed superseded']);
    expect(it.tx()).toEqual([ulpdu(association(4, '00'))]);
    it.rx(association(4, '40'));
    expect(it.says()).toEqual(['offline deAssociated', 'done deAssociate 100']);
    expect(stateOf(it)).toBeUndefined();
    expect(it.station.vsi(otherKey(1))).toMatchObject({ state: 'INIT', nextCmd: { command: 'associate' } });
  });

  test('keep: what waits goes out when EVB is agreed again, with timers agreed anew', () => {
    const it = associated();
    it.in(lost);
    it.command({ filterInfo: vids(101) });
    it.command(otherKey(1));
    it.in({ kind: 'evb', state: 'ready', parameters: { ...PARAMETERS, rwd: 21 }, groupIdAgreed: false });
    expect(it.tx()).toHaveLength(1);
    expect(stateOf(it)).toBe('STATION_PROCESSING');
    expect(it.next()).toBe(15 * (2 ** 21 + 7 * 2 ** 14));
  });

  test('keep: the last agreement on GroupIDs holds', () => {
    const it = rig();
    it.in(lost);
    expect(it.refused(give({ filterInfo: { format: 3, entries: [{ ...vid(1), groupId: 1 }] } }))).toBeUndefined();
  });

  test('keep: port down fails what waits', () => {
    const it = rig();
    it.in(lost);
    it.command();
    it.in({ kind: 'reset', reason: 'portDown' });
    expect(it.says()).toEqual(['failed portDown']);
    expect(it.station.vsis()).toEqual([]);
  });

  test('reset for evbLost: all VSIs end, nothing is sent, and commands are refused until EVB is agreed', () => {
    const it = associated();
    it.in({ kind: 'reset', reason: 'evbLost' });
    expect(it.says()).toEqual(['offline evbLost']);
    expect(it.tx()).toEqual([]);
    expect(it.refused(give())?.code).toBe('evbNotReady');
    it.in(lost);
    expect(it.says()).toEqual([]);
  });

  test('it cannot be lost before it was agreed', () => {
    const station = new VdpStation();
    station.handle(lost, 0);
    expect(station.status().evb).toBe('portDown');
  });
});

describe('section 7, station column', () => {
  test.each([
    ['portDown', { kind: 'reset', reason: 'portDown' }],
    ['disabled', { kind: 'reset', reason: 'disabled' }],
    ['evbLost', { kind: 'reset', reason: 'evbLost' }],
    ['disabled', { kind: 'evb', state: 'down' }],
  ] as const)('all end with %s: %j', (reason, input) => {
    const it: Rig = associated();
    it.command(otherKey(1));
    it.in(input);
    expect(it.says()).toEqual([`offline ${reason}`, `failed ${reason}`]);
    expect(it.station.vsis()).toEqual([]);
    expect(it.station.nextDeadline()).toBeUndefined();
    expect(it.tx()).toEqual([]);
  });

  test('a VSI that moves away: S in the keep-alives, De-Associate later', () => {
    const it = associated();
    it.in({ kind: 'hints', vsi: KEY, suspended: true });
    it.next();
    expect(it.tx()).toEqual([ulpdu(association(3, '20'))]);
    it.rx(association(3, '40'));
    it.in(deAssociate);
    expect(it.tx()).toEqual([ulpdu(association(4, '00'))]);
  });

  test('Keep on Pre-Associate ends the VSI, though it was pre-associated', () => {
    const it = rig();
    it.command({ command: 'preAssociate' });
    it.tx();
    it.rx(association(1, '40'));
    it.command({ command: 'preAssociate', filterInfo: vids(2) });
    it.tx();
    it.rx(association(1, '62', 2));
    expect(it.says()).toEqual(['done preAssociate 100', 'failed refused error 2', 'offline refused error 2']);
  });

  test('removal sends nothing, and the bridge hears no more of it', () => {
    const it = keepingAlive();
    it.in({ kind: 'remove', vsi: KEY });
    expect(it.says()).toEqual(['offline removed']);
    it.rx(association(3, '40'));
    expect(it.station.status().counters.rxUnknownVsi).toBe(1);
  });

  test('reannounce: every VSI in WAIT_SYSCMD says now that it lives', () => {
    const it = associated();
    it.command(otherKey(1));
    it.tx();
    it.wait(1000);
    it.in({ kind: 'reannounce' });
    expect(it.tx()).toEqual([ulpdu(association(3, '00'))]);
    it.rx(association(3, '40'));
    expect(stateOf(it)).toBe('WAIT_SYSCMD');
  });
});
