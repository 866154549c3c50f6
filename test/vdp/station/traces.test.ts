// The station's traces, clause 41, with the timers of R 3, RTE 14, RWD 20, RKA 20. Frames by hand.

import { expect, test } from 'vitest';
import { identifier, tlv, UUID } from '../wire/tlvs.js';
import {
  associated,
  association,
  keepingAlive,
  otherKey,
  REINIT_KEEP_ALIVE,
  RESP_WAIT_DELAY,
  type Rig,
  rig,
  stateOf,
  ulpdu,
  vids,
} from './rig.js';

const ASSOCIATE = ulpdu(association(3, '00'));
const DE_ASSOCIATE = ulpdu(association(4, '00'));

/** ST1: Associate with VID 100 has been sent. */
function st1(): Rig {
  const made = rig();
  made.command();
  expect(made.tx()).toEqual([ASSOCIATE]);
  return made;
}

test('vdp ST1: an Associate goes out with status 00, and respWaitDelay runs', () => {
  const it = st1();
  expect(stateOf(it)).toBe('STATION_PROCESSING');
  expect(it.says()).toEqual([]);
  expect(it.next()).toBe(RESP_WAIT_DELAY);
  expect(RESP_WAIT_DELAY).toBe(17_448_960);
});

test('vdp ST2: an equal Associate with status 40 is success, and reinitKeepAlive runs', () => {
  const it = st1();
  it.rx(association(3, '40'));
  expect(it.says()).toEqual(['done associate 100']);
  expect(it.station.vsi({ vsiidFormat: 5, vsiid: identifier(UUID) })?.vsiState).toBe('ASSOC');
  expect(it.tx()).toEqual([]);
  expect(it.next()).toBe(REINIT_KEEP_ALIVE);
  expect(REINIT_KEEP_ALIVE).toBe(10_485_760);
});

test('vdp ST3: the keep-alive is the same Associate, and respWaitDelay runs', () => {
  const it = associated();
  it.next();
  expect(it.tx()).toEqual([ASSOCIATE]);
  expect(stateOf(it)).toBe('TRANSMIT_KEEPALIVE');
  expect(it.next()).toBe(RESP_WAIT_DELAY);
});

test('vdp ST4: an answered keep-alive starts reinitKeepAlive and tells the user nothing', () => {
  const it = keepingAlive();
  it.rx(association(3, '40'));
  expect(it.says()).toEqual([]);
  expect(stateOf(it)).toBe('WAIT_SYSCMD');
  expect(it.next()).toBe(REINIT_KEEP_ALIVE);
});

test('vdp ST5: a keep-alive without an answer ends the VSI, and no frame goes out', () => {
  const it = keepingAlive();
  it.next();
  expect(it.says()).toEqual(['offline keepAliveExpired']);
  expect(stateOf(it)).toBeUndefined();
  expect(it.tx()).toEqual([]);
  expect(it.station.nextDeadline()).toBeUndefined();
});

test('vdp ST6: a command without an answer fails', () => {
  const it = st1();
  it.next();
  expect(it.says()).toEqual(['failed timeout']);
  expect(stateOf(it)).toBeUndefined();
  expect(it.tx()).toEqual([]);
});

test('vdp ST7: De-Associate 42 refuses the command', () => {
  const it = st1();
  it.rx(association(4, '42'));
  expect(it.told()).toEqual([
    {
      kind: 'failed',
      vsi: { vsiidFormat: 5, vsiid: identifier(UUID) },
      command: 'associate',
      reason: 'refused',
      error: 2,
      hard: false,
    },
  ]);
  expect(stateOf(it)).toBeUndefined();
});

test('vdp ST8: De-Associate 55 refuses the command, and will again', () => {
  const it = st1();
  it.rx(association(4, '55'));
  expect(it.says()).toEqual(['failed refused error 5 hard']);
  expect(stateOf(it)).toBeUndefined();
});

test('vdp ST9: Keep where there is nothing to keep ends the VSI', () => {
  const it = st1();
  it.rx(association(3, '62'));
  expect(it.says()).toEqual(['failed refused error 2']);
  expect(stateOf(it)).toBeUndefined();
});

test('vdp ST10: a refused change with Keep leaves the earlier association in force', () => {
  const it = associated();
  it.command({ filterInfo: vids(101) });
  expect(it.tx()).toEqual([ulpdu(association(3, '00', 101))]);
  it.rx(association(3, '63', 101));
  expect(it.says()).toEqual(['failed refused error 3 keep']);
  expect(stateOf(it)).toBe('WAIT_SYSCMD');
  expect(it.next()).toBe(REINIT_KEEP_ALIVE);
  expect(it.tx()).toEqual([ASSOCIATE]);
});

test.each([
  ['any answer', (it: Rig) => it.rx(association(1, '40'))],
  ['no answer', (it: Rig) => expect(it.next()).toBe(RESP_WAIT_DELAY)],
])('vdp ST11: a keep-alive answered with Keep is followed by De-Associate; then %s', (_name, then) => {
  const it = keepingAlive();
  it.rx(association(3, '62'));
  expect(it.says()).toEqual([]);
  expect(it.tx()).toEqual([DE_ASSOCIATE]);
  then(it);
  expect(it.says()).toEqual(['offline keepErrorOnKeepAlive']);
  expect(stateOf(it)).toBeUndefined();
});

test('vdp ST12: De-Associate 00 of the bridge ends the VSI', () => {
  const it = associated();
  it.rx(association(4, '00'));
  expect(it.says()).toEqual(['offline byBridge']);
  expect(stateOf(it)).toBeUndefined();
  expect(it.tx()).toEqual([]);
});

test('vdp ST13: the VID and the PCP that the bridge supplies go into the keep-alives', () => {
  const it = rig();
  it.command({
    command: 'preAssociateRr',
    filterInfo: { format: 3, entries: [{ groupId: 0x1001, ps: false, pcp: 0, vid: 0 }] },
  });
  expect(it.tx()).toEqual([ulpdu(association(2, '00', '03 0001 00001001 0000'))]);
  it.rx(association(2, '40', '03 0001 00001001 b0c8'));
  expect(it.says()).toEqual(['done preAssociateRr 200/3']);
  it.next();
  expect(it.tx()).toEqual([ulpdu(association(2, '00', '03 0001 00001001 b0c8'))]);
});

test('vdp ST14: a pre-associated VSI is associated', () => {
  const it = rig();
  it.command({ command: 'preAssociateRr' });
  it.tx();
  it.rx(association(2, '40'));
  it.command();
  expect(it.tx()).toEqual([ASSOCIATE]);
  it.rx(association(3, '40'));
  expect(it.says()).toEqual(['done preAssociateRr 100', 'done associate 100']);
});

test('vdp ST15: De-Associate, answered, is done', () => {
  const it = associated();
  it.in({ kind: 'deAssociate', vsi: { vsiidFormat: 5, vsiid: identifier(UUID) } });
  expect(it.tx()).toEqual([DE_ASSOCIATE]);
  it.rx(association(4, '40'));
  expect(it.says()).toEqual(['offline deAssociated', 'done deAssociate 100']);
  expect(stateOf(it)).toBeUndefined();
});

test.each([
  ['its answer', (it: Rig) => it.rx(association(3, '40')), 'done associate 100'],
  ['no answer', (it: Rig) => expect(it.next()).toBe(RESP_WAIT_DELAY), 'failed timeout'],
])('vdp ST16: De-Associate waits behind a command, and goes out at once after %s', (_name, then, says) => {
  const it = st1();
  it.in({ kind: 'deAssociate', vsi: { vsiidFormat: 5, vsiid: identifier(UUID) } });
  expect(it.tx()).toEqual([]);
  then(it);
  expect(it.says()).toEqual([says]);
  expect(it.tx()).toEqual([DE_ASSOCIATE]);
  it.rx(association(4, '40'));
  expect(it.says().at(-1)).toBe('done deAssociate 100');
});

test('vdp ST17: port down ends the VSI, stops its timer and sends nothing', () => {
  const it = associated();
  it.in({ kind: 'reset', reason: 'portDown' });
  expect(it.says()).toEqual(['offline portDown']);
  expect(stateOf(it)).toBeUndefined();
  expect(it.station.nextDeadline()).toBeUndefined();
  expect(it.tx()).toEqual([]);
});

test('vdp ST18: an answer with another VID is a mismatch', () => {
  const it = st1();
  it.rx(association(3, '40', 101));
  expect(it.says()).toEqual(['failed mismatch']);
  expect(stateOf(it)).toBeUndefined();
});

test('vdp ST19: a TLV of an unknown VSI is ignored and counted', () => {
  const it = associated();
  const { vsiid } = otherKey(7);
  const word = vsiid.w3.toString(16).padStart(32, '0');
  it.rx(tlv(3, `40 000001 00 04 ${word} 01 0001 0064`), tlv(4, `00 000001 00 04 ${word} 01 0001 0064`));
  expect(it.says()).toEqual([]);
  expect(stateOf(it)).toBe('WAIT_SYSCMD');
  expect(it.station.status().counters).toMatchObject({ rxUnknownVsi: 2, rxTlvIgnored: 0, rxUnexpected: 0 });
});

test('vdp ST20: an Associate without ack is ignored', () => {
  const it = st1();
  it.rx(association(3, '00'));
  expect(it.says()).toEqual([]);
  expect(stateOf(it)).toBe('STATION_PROCESSING');
  expect(it.station.status().counters).toMatchObject({ rxTlvIgnored: 1, rxUnexpected: 0 });
});

test('vdp ST21: the late answer to an earlier command is not taken for that of the next', () => {
  const it = st1();
  it.next();
  expect(it.says()).toEqual(['failed timeout']);
  it.command({ filterInfo: vids(101) });
  expect(it.tx()).toEqual([ulpdu(association(3, '00', 101))]);
  it.rx(association(3, '40', 100));
  expect(it.says()).toEqual([]);
  expect(it.station.status().counters.rxUnexpected).toBe(1);
  it.rx(association(3, '40', 101));
  expect(it.says()).toEqual(['done associate 101']);
});

test('vdp ST22: a command behind a keep-alive goes out as soon as that is answered', () => {
  const it = keepingAlive();
  it.command({ filterInfo: vids(101) });
  expect(it.tx()).toEqual([]);
  it.rx(association(3, '40'));
  expect(it.says()).toEqual([]);
  expect(it.tx()).toEqual([ulpdu(association(3, '00', 101))]);
});
