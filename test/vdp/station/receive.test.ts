// ULPDUs at a station, clause 41.2: what it counts and ignores, organizationally defined TLVs, and the habits of real
// bridges.

import { describe, expect, test } from 'vitest';
import { VdpStation } from '../../../src/vdp/index.js';
import { hex } from '../../support/hex.js';
import { identifier, MANAGER, tlv, UUID, vid } from '../wire/tlvs.js';
import {
  associated,
  association,
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

/** The bridge sends octets that may be no ULPDU. */
function rxOctets(it: Rig, digits: string): void {
  const bytes = hex(digits);
  it.in({ kind: 'ulpdu', bytes, at: 0, end: bytes.length });
}

const counters = (it: Rig) => it.station.status().counters;

test.each([
  ['V1: another TLV first', association(4, '00')],
  ['V1: nothing', ''],
  ['V2: a manager ID of 15 octets', `0a0f${'00'.repeat(15)}${association(4, '00')}`],
  ['V3: a second manager ID', `${MANAGER} ${association(4, '00')} ${MANAGER}`],
  ['V4: a TLV that runs past the end', `${MANAGER} ${association(4, '00')} 0621 00`],
])('a ULPDU is discarded as a whole, %s', (_name, digits) => {
  const it = associated();
  rxOctets(it, digits);
  expect(counters(it)).toMatchObject({ rxUlpduDiscarded: 1, rxTlvIgnored: 0, rxUnexpected: 0 });
  expect(stateOf(it)).toBe('WAIT_SYSCMD');
});

test.each([
  ['A1: 22 octets', tlv(3, `40 000001 00 05 ${UUID}`)],
  ['A1: a De-Associate of 22 octets', tlv(4, `40 000001 00 05 ${UUID}`)],
  ['A3: a command', association(3, '00')],
  ['A5: format 9', association(3, '40', '09 0001 0064')],
  ['A6: two entries, one there', association(3, '40', '01 0002 0064')],
  ['A7: no entries', association(3, '40', '01 0000')],
  ['A8: 23 octets', association(3, '40', '01')],
  ['V7: a reserved type', '0c02 abcd'],
  ['V8: an organizational TLV of 2 octets', 'fe02 0000'],
])('a TLV is ignored, those behind it are not, %s', (_name, digits) => {
  const it = rig();
  it.command();
  it.tx();
  it.rx(digits, association(3, '40'));
  expect(counters(it)).toMatchObject({ rxTlvIgnored: 1, rxUlpduDiscarded: 0, rxUnexpected: 0, rxUnknownVsi: 0 });
  expect(it.says()).toEqual(['done associate 100']);
});

test.each([
  ['one VID', '01 0001 0064'],
  ['no entries', '01 0000'],
  ['not even their number, as some bridges send it', '01'],
  ['an unknown format', '09 0001 0064'],
  ['VID 4095', '01 0001 0fff'],
  ['another VID', '01 0001 0065'],
])('a De-Associate needs the VSIID alone: %s', (_name, rest) => {
  for (const status of ['00', '40']) {
    const it = associated();
    it.rx(association(4, status, rest));
    expect(it.says()).toEqual(['offline byBridge']);
  }
});

test('a ULPDU stands anywhere in its octets, and ends where ECP says', () => {
  const it = associated();
  const bytes = hex(`ffff ${ulpdu(association(4, '00'))} ffff`);
  it.in({ kind: 'ulpdu', bytes, at: 2, end: bytes.length - 2 });
  expect(it.says()).toEqual(['offline byBridge']);
  expect(counters(it)).toMatchObject({ rxUlpduDiscarded: 0, rxTlvIgnored: 0 });
});

test('padding is not looked at', () => {
  const it = associated();
  rxOctets(it, `${MANAGER} ${association(4, '00')} 0000 ffff`);
  expect(it.says()).toEqual(['offline byBridge']);
});

test('nothing is taken before EVB is agreed', () => {
  const station = new VdpStation();
  const bytes = hex(ulpdu(association(4, '00')));
  station.handle({ kind: 'ulpdu', bytes, at: 0, end: bytes.length }, 0);
  expect(station.status().counters).toMatchObject({ rxEvbNotReady: 1, rxUnknownVsi: 0 });
});

test('the manager ID of an answer is not compared', () => {
  const it = rig();
  it.command();
  it.tx();
  rxOctets(it, `0a10 ${'00'.repeat(16)} ${association(3, '40')}`);
  expect(it.says()).toEqual(['done associate 100']);
});

test.each([
  ['another type ID', `40 000002 00 05 ${UUID} 01 0001 0064`],
  ['another type version', `40 000001 01 05 ${UUID} 01 0001 0064`],
])('an answer with %s is a mismatch', (_name, value) => {
  const it = rig();
  it.command();
  it.tx();
  it.rx(tlv(3, value));
  expect(it.says()).toEqual(['failed mismatch']);
});

test('Keep and Hard without an error are success', () => {
  const it = rig();
  it.command();
  it.tx();
  it.rx(association(3, '70'));
  expect(it.says()).toEqual(['done associate 100']);
});

test('reserved error types are other failures', () => {
  const it = rig();
  it.command();
  it.tx();
  it.rx(association(4, '4e'));
  expect(it.says()).toEqual(['failed refused error 4']);
});

test('a De-Associate that answers nothing has no error: its bits mean something else', () => {
  const it = associated();
  it.rx(association(4, '35'));
  const [offline] = it.told();
  expect(offline).toMatchObject({ kind: 'offline', vsi: KEY, vsiState: 'ASSOC', reason: 'byBridge' });
  expect(offline).not.toHaveProperty('error');
});

test('what an answer said is not said of the next', () => {
  const it = rig();
  it.command(otherKey(1));
  it.command();
  it.tx();
  it.rx(tlv(4, `52 000001 00 04 ${'00'.repeat(15)}01 01 0001 0064`), association(4, '00'));
  expect(it.says()).toEqual(['failed refused error 2 hard', 'failed byBridge']);
});

test('nor does it match because the one before did', () => {
  const it = rig();
  it.command();
  it.tx();
  it.next();
  it.told();
  it.command({ filterInfo: vids(101) });
  it.tx();
  it.rx(association(3, '40', 100), association(3, '40', 4095));
  expect(it.says()).toEqual(['failed mismatch']);
  it.command(otherKey(1));
  it.command();
  it.tx();
  it.rx(tlv(3, `40 000001 00 04 ${'00'.repeat(15)}01 01 0001 0064`), association(3, '40', 4095));
  expect(it.says()).toEqual(['done associate 100', 'failed mismatch']);
});

test('keep-alives and their answers are counted, and so are timeouts', () => {
  const it = associated();
  for (let i = 0; i < 2; i++) {
    it.next();
    it.tx();
    if (i === 0) it.rx(association(3, '40'));
  }
  it.next();
  expect(counters(it)).toMatchObject({ keepAlivesSent: 2, keepAlivesAnswered: 1, timeouts: 1 });
});

describe('organizationally defined TLVs', () => {
  test('received ones go to the host, with the VSI before them', () => {
    const it = associated();
    it.rx('fe04 00000c 01', association(1, '40'), 'fe05 00000c f141', tlv(3, `40 000001 00 05 ${UUID}`), 'fe03 0080c2');
    expect(it.told()).toEqual([
      {
        kind: 'organization',
        tlvs: [
          { oui: 0xc, data: hex('01') },
          { oui: 0xc, data: hex('f141'), vsi: { vsiidFormat: 5, vsiid: identifier(UUID) } },
          { oui: 0x0080c2, data: new Uint8Array(0) },
        ],
      },
    ]);
  });

  test('they are copies', () => {
    const it = associated();
    const bytes = hex(`${MANAGER} fe04 00000c 01`);
    it.in({ kind: 'ulpdu', bytes, at: 0, end: bytes.length });
    bytes.fill(0xff);
    expect(it.says()).toEqual(['organization c 01']);
  });

  test('sent ones follow the command and its keep-alives, but not its De-Associate', () => {
    const organization = [
      { oui: 0xc, data: hex('f141') },
      { oui: 0x0080c2, data: new Uint8Array(0) },
    ];
    const it = rig();
    it.command({ organizations: organization });
    expect(it.tx()).toEqual([ulpdu(association(3, '00'), 'fe05 00000c f141 fe03 0080c2')]);
    it.rx(association(3, '40'));
    it.next();
    expect(it.tx()).toEqual([ulpdu(association(3, '00'), 'fe05 00000c f141 fe03 0080c2')]);
    it.rx(association(3, '40'));
    it.in({ kind: 'deAssociate', vsi: KEY });
    expect(it.tx()).toEqual([ulpdu(association(4, '00'))]);
  });
});

describe('the habits of openlldp', () => {
  test('vdp D3: a second De-Associate, long after the answer, is of an unknown VSI', () => {
    const it = associated();
    it.in({ kind: 'deAssociate', vsi: KEY });
    it.tx();
    it.rx(association(4, '40'));
    it.told();
    it.wait(17_448_960);
    it.rx(association(4, '00'));
    expect(it.says()).toEqual([]);
    expect(counters(it).rxUnknownVsi).toBe(1);
  });

  test('vdp D4: a time-out told without ack: De-Associate ends the command, Keep is no answer', () => {
    const it = rig();
    it.command();
    it.tx();
    it.rx(association(3, '24'));
    expect(it.says()).toEqual([]);
    expect(stateOf(it)).toBe('STATION_PROCESSING');
    it.rx(association(4, '04'));
    expect(it.says()).toEqual(['failed byBridge']);
  });

  test('vdp D5: an answer of another type is none', () => {
    const it = rig();
    it.command({ command: 'preAssociate' });
    it.tx();
    it.rx(association(3, '40'));
    expect(it.says()).toEqual([]);
    expect(counters(it).rxUnexpected).toBe(1);
  });

  test('vdp D18: null VIDs that come back unchanged are taken where the host says so', () => {
    const it = rig({ acceptNullVidInResponse: true });
    it.command({ filterInfo: vids(0) });
    it.tx();
    it.rx(association(3, '40', 0));
    expect(it.says()).toEqual(['done associate 0']);
    it.next();
    expect(it.tx()).toEqual([ulpdu(association(3, '00', 0))]);
    it.rx(association(3, '40', 0));
    expect(stateOf(it)).toBe('WAIT_SYSCMD');
  });

  test('vdp D20: no keep-alive repeats M', () => {
    const it = associated({}, { migrating: true });
    for (let i = 0; i < 2; i++) {
      it.next();
      expect(it.tx()).toEqual([ulpdu(association(3, '00'))]);
      it.rx(association(3, '40'));
    }
  });

  test('vdp D6: Keep to the first Associate ends the VSI, it is not taken for associated', () => {
    const it = rig();
    it.command();
    it.tx();
    it.rx(association(3, '62'));
    expect(it.says()).toEqual(['failed refused error 2']);
    expect(it.station.nextDeadline()).toBeUndefined();
  });
});

describe('late answers', () => {
  test('after the end of a VSI they are counted, and remembered for the next command', () => {
    const it = keepingAlive();
    it.next();
    it.rx(association(3, '40'));
    expect(counters(it)).toMatchObject({ rxUnexpected: 1, rxUnknownVsi: 0 });
    it.command({ filterInfo: vids(101) });
    it.tx();
    it.rx(association(3, '40', 100));
    expect(counters(it).rxUnexpected).toBe(2);
    it.rx(association(3, '40', 102));
    expect(it.says()).toEqual(['offline keepAliveExpired', 'failed mismatch']);
  });

  test('after its own answer a command leaves nothing to wait for', () => {
    const it = rig();
    it.command({ filterInfo: vids(99) });
    it.tx();
    it.next();
    it.command();
    it.tx();
    it.rx(association(3, '40'));
    it.command({ filterInfo: vids(101) });
    it.tx();
    it.told();
    it.rx(association(3, '40', 99));
    expect(it.says()).toEqual(['failed mismatch', 'offline mismatch']);
  });

  test('what was never packed is not waited for', () => {
    const it = rig();
    it.command();
    it.rx(association(4, '00'));
    expect(it.says()).toEqual(['failed byBridge']);
    it.rx(association(3, '40'));
    expect(counters(it)).toMatchObject({ rxUnexpected: 0, rxUnknownVsi: 1 });
  });

  test('none is remembered over a reset', () => {
    const it = rig();
    it.command();
    it.tx();
    it.next();
    it.in({ kind: 'reset', reason: 'portDown' });
    it.in({ kind: 'evb', state: 'ready', parameters: PARAMETERS, groupIdAgreed: true });
    it.rx(association(3, '40'));
    expect(counters(it)).toMatchObject({ rxUnexpected: 0, rxUnknownVsi: 1 });
  });

  test('the oldest gives its place to a new VSI', () => {
    const it = rig({ maxVsis: 2 });
    it.command();
    it.command(otherKey(1));
    it.tx();
    it.next();
    it.command(otherKey(2));
    it.rx(association(3, '40'));
    it.rx(tlv(3, `40 000001 00 04 ${'00'.repeat(15)}01 01 0001 0064`));
    expect(counters(it)).toMatchObject({ rxUnexpected: 1, rxUnknownVsi: 1 });
  });

  test('no more than 1024 of them are remembered', () => {
    const it = rig();
    for (let i = 0; i < 1025; i++) it.command({ vsiidFormat: 4, vsiid: { w0: 0, w1: 0, w2: 0, w3: i } });
    it.tx();
    it.next();
    const late = (i: number) =>
      it.rx(
        tlv(
          3,
          `40 000001 00 04 ${i.toString(16).padStart(32, '0')} 01 0001 ${vid(100).vid.toString(16).padStart(4, '0')}`,
        ),
      );
    for (let i = 0; i < 1025; i++) late(i);
    expect(counters(it)).toMatchObject({ rxUnexpected: 1024, rxUnknownVsi: 1, timeouts: 1025 });
  });
});
