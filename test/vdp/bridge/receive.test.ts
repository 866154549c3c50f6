// What a bridge makes of what the station sends: the rows of the second pass at the shell, commands that fail it while the
// VSI is known (Q15), several TLVs of one VSI in one ECPDU (Q12), organizationally defined TLVs, what cannot be read.

import { describe, expect, test } from 'vitest';
import { commandWord } from '../../../src/vdp/command.js';
import { association, MANAGER, tlv, UUID } from '../wire/tlvs.js';
import {
  associated,
  BridgeBench,
  command,
  commandOf,
  OK,
  PARAMETERS,
  processing,
  RESOURCE_WAIT,
  TOUT_KEEP_ALIVE,
  vsiOf,
} from './bench.js';

describe('commands that are answered with an error and Hard, whose VSI is not known', () => {
  test.each<[title: string, type: number, value: string, status: string]>([
    ['A4: VSIID format 0', 3, association('00', '01 0001 0064', '00'), '51'],
    ['A4: VSIID format 6', 1, association('00', '01 0001 0064', '06'), '51'],
    ['A4: De-Associate', 4, association('00', '01 0001 0064', '06'), '51'],
    ['A5: filter info format 5', 2, association('00', '05 0001 0064'), '51'],
    ['A6: room for one entry of two', 3, association('00', '01 0002 0064'), '51'],
    ['A6: De-Associate', 4, association('00', '01 0002 0064'), '51'],
    ['A7: no entries', 3, association('00', '01 0000'), '51'],
    ['A8: 23 octets', 3, association('00', '01'), '51'],
    ['A8: 24 octets of a De-Associate', 4, association('00', '01 00'), '51'],
    ['A9: VID 4095', 3, association('00', '01 0001 0fff'), '55'],
    ['A9: a group address', 3, association('00', '02 0001 0180c2000000 0064'), '55'],
    ['A9: two null VIDs of format 1', 3, association('00', '01 0002 0000 0000'), '55'],
    ['A10: GroupID without agreement', 3, association('00', '03 0001 00000001 0064'), '55'],
  ])('%s', (_title, type, value, status) => {
    const bench = new BridgeBench({}, false);
    bench.rx(tlv(type, value));
    expect(bench.tx()).toBe(tlv(4, value.replace(/^00/, status)));
    expect(bench.vsis).toBe(0);
    expect(bench.outputs).toMatchObject([
      { kind: 'rejected', command: commandWord(type), error: Number(status[1]), hard: true },
    ]);
    expect(bench.bridge.status()).toMatchObject({ waitingResponses: 0, counters: { commandsFailed: 1 } });
  });
});

describe('TLVs that are accepted', () => {
  test.each<[title: string, type: number, filterInfo: string]>([
    ['A7: De-Associate with no entries', 4, '01 0000'],
    ['A8: De-Associate of 23 octets', 4, '01'],
    ['A9: De-Associate of VID 4095', 4, '01 0001 0fff'],
    ['A10: De-Associate with a GroupID', 4, '03 0001 00000001 0064'],
  ])('%s', (_title, type, filterInfo) => {
    const bench = associated();
    bench.rx(command(type, '00', filterInfo));
    expect(bench.tx()).toBe(command(4, '40', filterInfo));
    expect(bench.vsis).toBe(0);
  });

  test('A11: repeated entries', () => {
    const bench = new BridgeBench();
    bench.rx(command(3, '00', '01 0002 0064 0064'));
    bench.answer(OK);
    expect(bench.tx()).toBe(command(3, '40', '01 0002 0064 0064'));
  });

  test('a reserved bit of the status', () => {
    const bench = new BridgeBench();
    bench.rx(command(3, '8f'));
    bench.answer(OK);
    expect(bench.tx()).toBe(command(3, '40'));
  });

  test('M and S are asked about', () => {
    const bench = new BridgeBench();
    bench.rx(command(3, '30'));
    expect(bench.lastQuery()).toMatchObject({ suspended: true, migrating: true });
    expect(bench.kinds()).toEqual(['query']);
  });

  test('M and S as first asked about are not told again, nor those of a De-Associate', () => {
    const bench = new BridgeBench();
    bench.rx(command(3, '20'));
    bench.answer(OK);
    bench.rx(command(3, '20'));
    expect(bench.kinds()).toEqual(['query', 'online']);
    bench.rx(command(4, '10'));
    expect(bench.kinds()).toEqual(['offline', 'release', 'deleted']);
  });

  test('Q13: De-Associate whose type and filter differ', () => {
    const bench = associated();
    const other = tlv(4, `00 000002 01 05 ${UUID} 02 0001 525400aabbcc 0001`);
    bench.rx(other);
    expect(bench.tx()).toBe(other.replace(/^08210/, '08214'));
    expect(bench.vsis).toBe(0);
  });
});

test('A1, A2: nothing is answered to what is too short, or a response', () => {
  const bench = new BridgeBench();
  bench.rx(tlv(3, '00 000001'), tlv(3, ''), command(4, '40'), command(3, '62'));
  expect([bench.tx(), bench.kinds()]).toEqual(['', []]);
  expect(bench.bridge.status().counters.rxTlvIgnored).toBe(4);
});

test('A2, vdp B17: a response changes nothing about a VSI', () => {
  const bench = associated();
  bench.now += 1_000_000;
  bench.rx(command(4, '40'), command(3, '40'));
  expect([bench.tx(), bench.kinds(), bench.timer]).toEqual(['', [], TOUT_KEEP_ALIVE - 1_000_000]);
});

describe('Q15: a command that is bad, of a VSI that is known', () => {
  const BAD = '01 0001 0fff';

  test('vdp B16: Associate while associated is answered with Keep, and the timer runs on', () => {
    const bench = associated();
    bench.now += 1_000_000;
    bench.rx(command(3, '00', BAD));
    expect(bench.timer).toBe(TOUT_KEEP_ALIVE - 1_000_000);
    bench.now += 1_000_000;
    expect(bench.tx()).toBe(command(3, '75', BAD));
    expect(bench.timer).toBe(TOUT_KEEP_ALIVE - 2_000_000);
    expect(bench.vsi()).toMatchObject({ vsiState: 'ASSOC', operCmd: { filterInfo: { entries: [{ vid: 100 }] } } });
    expect(bench.kinds()).toEqual(['rejected']);
  });

  test.each([1, 2, 4])('type %i while associated ends it', (type) => {
    const bench = associated();
    bench.rx(command(type, '00', '01 0002 0064'));
    expect(bench.tx()).toBe(command(4, '51', '01 0002 0064'));
    expect(bench.outputs).toMatchObject([
      { kind: 'rejected', command: commandWord(type), error: 1 },
      { kind: 'offline', reason: 'refused' },
      { kind: 'release' },
      { kind: 'deleted', reason: 'refused' },
    ]);
    expect(bench.vsis).toBe(0);
  });

  test('Associate while pre-associated ends it', () => {
    const bench = new BridgeBench();
    bench.rx(command(1));
    bench.answer(OK);
    bench.tx();
    bench.rx(command(3, '00', BAD));
    expect(bench.tx()).toBe(command(4, '55', BAD));
    expect(bench.vsis).toBe(0);
  });

  test('while the first command is handled it is answered alone', () => {
    const bench = processing();
    bench.now += 1_000_000;
    bench.rx(command(3, '00', BAD));
    expect(bench.tx()).toBe(command(4, '55', BAD));
    expect(bench.vsi().state).toBe('BRIDGE_PROCESSING');
    expect(bench.timer).toBe(RESOURCE_WAIT - 1_000_000);
    bench.answer(OK);
    expect(bench.tx()).toBe(command(3, '40'));
  });

  test('while a change of an association is handled it is answered with Keep', () => {
    const bench = associated();
    bench.rx(command(3, '00', '01 0001 00c8'));
    bench.rx(command(3, '00', BAD));
    expect(bench.tx()).toBe(command(3, '75', BAD));
    bench.answer(OK);
    expect(bench.tx()).toBe(command(3, '40', '01 0001 00c8'));
  });

  test('A10: a keep-alive with GroupIDs after they are no longer agreed on', () => {
    const filterInfo = '03 0001 00000007 0064';
    const bench = new BridgeBench();
    bench.rx(command(3, '00', filterInfo));
    bench.answer(OK);
    bench.tx();
    bench.give({ kind: 'evb', state: 'ready', parameters: PARAMETERS, groupIdAgreed: false });
    bench.rx(command(3, '00', filterInfo));
    expect(bench.tx()).toBe(command(3, '75', filterInfo));
  });
});

describe('the discarded ULPDU', () => {
  test.each<[string, string[]]>([
    ['V1: no manager first', [command(3), MANAGER]],
    ['V2: a manager ID of 15 octets', [tlv(5, '00'.repeat(15)), '0000']],
    ['V3: two managers', [MANAGER, command(3), MANAGER]],
    ['V4: a TLV that runs past the end', [MANAGER, command(3), command(4).slice(0, -2)]],
    ['V1: nothing', []],
  ])('%s', (_title, tlvs) => {
    const bench = associated();
    bench.now += 1;
    bench.rxOf(...tlvs);
    expect([bench.tx(), bench.kinds(), bench.vsis]).toEqual(['', [], 1]);
    expect(bench.bridge.status().counters.rxUlpduDiscarded).toBe(1);
  });
});

test('a bad TLV, a reserved one and padding do not disturb the others', () => {
  const bench = new BridgeBench();
  const bad = commandOf(2, 3, '00', '01 0001 0fff');
  bench.rx(commandOf(1, 3), bad, tlv(6, 'abcd'), tlv(127, '0000'), commandOf(3, 4), '0000000000');
  bench.answer(OK);
  const answers = [commandOf(2, 4, '55', '01 0001 0fff'), commandOf(3, 4, '40'), commandOf(1, 3, '40')];
  expect(bench.tx()).toBe(answers.join(''));
  expect(bench.bridge.status().counters.rxTlvIgnored).toBe(2);
});

describe('Q12: one VSI twice in one ECPDU', () => {
  test('the same command twice is one', () => {
    const bench = new BridgeBench();
    bench.rx(command(3), command(3));
    expect(bench.kinds()).toEqual(['query']);
    bench.answer(OK);
    expect(bench.tx()).toBe(command(3, '40'));
  });

  test('the second waits for the first', () => {
    const bench = new BridgeBench();
    bench.rx(command(1), command(3));
    bench.answer(OK);
    expect(bench.kinds()).toEqual(['query', 'online', 'query']);
    bench.answer(OK);
    expect(bench.kinds()).toEqual(['changed', 'release']);
    expect(bench.tx()).toBe(command(3, '40'));
  });

  test('a keep-alive, then De-Associate: one response, to the De-Associate', () => {
    const bench = associated();
    bench.rx(command(3), command(4));
    expect(bench.tx()).toBe(command(4, '40'));
    expect(bench.vsis).toBe(0);
  });

  test('De-Associate, then an Associate: a new VSI', () => {
    const bench = associated();
    bench.rx(command(4), command(3));
    expect(bench.tx()).toBe(command(4, '40'));
    expect(bench.vsi()).toMatchObject({ state: 'BRIDGE_PROCESSING', vsiState: 'DEASSOC', commandsSucceeded: 0 });
  });
});

test('Q10: another manager alone makes a new command, whose response bears it', () => {
  const bench = associated();
  const other = MANAGER.replace(/0a$/, '0b');
  bench.rxOf(other, command(3));
  bench.answer(OK);
  expect(bench.kinds()).toEqual(['query', 'changed', 'release']);
  const [ulpdu] = bench.txUlpdus();
  expect(ulpdu).toBe(`${other.replace(' ', '')}${command(3, '40')}`);
  bench.rxOf(other, command(3));
  expect(bench.kinds()).toEqual([]);
});

test('the same VSIID in another format is another VSI', () => {
  const bench = associated();
  bench.rx(tlv(3, association('00', '01 0001 0064', '04')));
  expect(bench.vsis).toBe(2);
});

test('organizationally defined TLVs go to the host with the VSI before them', () => {
  const bench = new BridgeBench();
  bench.rx(tlv(127, '00000c 01'), commandOf(7, 4), tlv(127, '00000c f1 4142'), tlv(3, '00'), tlv(127, 'abcdef'));
  expect(bench.outputs).toEqual([
    {
      kind: 'organization',
      tlvs: [
        { oui: 0x00000c, data: Uint8Array.of(1) },
        { oui: 0x00000c, data: Uint8Array.of(0xf1, 0x41, 0x42), vsi: vsiOf(7) },
        { oui: 0xabcdef, data: new Uint8Array(0) },
      ],
    },
  ]);
});

describe('registered filter info formats', () => {
  const FORMAT = '09 0002 112233 445566';

  test('their entries are granted as they are', () => {
    const bench = new BridgeBench({ formats: { 9: { octets: 3 } } });
    bench.rx(command(3, '00', FORMAT));
    expect(bench.lastQuery().filterInfo).toEqual({
      format: 9,
      layout: { octets: 3 },
      entries: [{ octets: Uint8Array.of(0x11, 0x22, 0x33) }, { octets: Uint8Array.of(0x44, 0x55, 0x66) }],
    });
    bench.answer(OK);
    expect(bench.tx()).toBe(command(3, '40', FORMAT));
    expect(bench.vsi().operCmd?.filterInfo).toMatchObject({ entries: { length: 2 } });
    bench.kinds();
    bench.rx(command(3, '00', FORMAT));
    expect(bench.kinds()).toEqual([]);
  });

  test('nothing can be supplied', () => {
    const bench = new BridgeBench({ formats: { 9: { octets: 3 } } });
    bench.rx(command(3, '00', FORMAT));
    bench.supply(100);
    expect(bench.tx()).toBe(command(4, '44', FORMAT));
  });
});

test('octets of a frame may be used again after handle', () => {
  const bench = new BridgeBench();
  const bytes = Uint8Array.from(Buffer.from(`ffff${MANAGER}${command(3)}ff`.replaceAll(' ', ''), 'hex'));
  bench.give({ kind: 'ulpdu', bytes, at: 2, end: bytes.length - 1 });
  bytes.fill(0xee);
  bench.answer(OK);
  expect(bench.tx()).toBe(command(3, '40'));
});

test('what is listed of a VSI', () => {
  const bench = new BridgeBench();
  bench.rx(command(2, '20', '02 0001 525400aabbcc 0064'));
  bench.answer(OK);
  bench.tx();
  bench.now += 1_234_567;
  bench.rx(command(3, '00', '01 0001 00c8'));
  expect(JSON.parse(JSON.stringify(bench.bridge.vsis()))).toEqual([
    {
      vsi: { vsiidFormat: 5, vsiid: 'a1412857-60f7-4ce1-e95a-2164943f53aa' },
      state: 'BRIDGE_PROCESSING',
      vsiState: 'PREASSOC_RR',
      timeSinceCreate: 123,
      operCmd: {
        command: 'preAssociateRr',
        managerId: '192.0.2.10',
        typeId: 1,
        typeVersion: 0,
        filterInfo: { format: 2, entries: [{ mac: 0x525400aabbcc, ps: false, pcp: 0, vid: 100 }] },
        suspended: false,
        migrating: false,
      },
      pendingCmd: {
        command: 'associate',
        managerId: '192.0.2.10',
        typeId: 1,
        typeVersion: 0,
        filterInfo: { format: 1, entries: [{ ps: false, pcp: 0, vid: 200 }] },
        suspended: false,
        migrating: false,
      },
      operRevert: false,
      operHard: false,
      operReason: 'success',
      waitWhile: RESOURCE_WAIT,
      commandsSucceeded: 1,
      commandsFailed: 0,
      commandReverts: 0,
    },
  ]);
});

test('operReason has fewer words than there are error types', () => {
  const reasons = [1, 2, 3, 4, 5].map((error) => {
    const bench = associated();
    bench.rx(command(3, '00', '01 0001 00c8'));
    bench.refuse(error);
    const { operReason, operRevert, operHard, commandsFailed, commandReverts } = bench.vsi();
    expect([operRevert, operHard, commandsFailed, commandReverts]).toEqual([true, error === 1 || error === 5, 1, 1]);
    return operReason;
  });
  expect(reasons).toEqual(['invalidFormat', 'insufficientResources', 'otherfailure', 'otherfailure', 'otherfailure']);
});
