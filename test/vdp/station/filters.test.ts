// Null VIDs, and what the bridge may supply, 41.2.9.

import { describe, expect, test } from 'vitest';
import type { VdpStationInput, VdpStationOptions, VsiCommand } from '../../../src/vdp/index.js';
import { vid } from '../wire/tlvs.js';
import { association, KEY, PARAMETERS, rig, ulpdu, vids } from './rig.js';

const deAssociate: VdpStationInput = { kind: 'deAssociate', vsi: KEY };
const ready = (groupIdAgreed: boolean): VdpStationInput => ({
  kind: 'evb',
  state: 'ready',
  parameters: PARAMETERS,
  groupIdAgreed,
});
const mac = 0x525400aabbcc;

describe('null VIDs, and what the bridge supplies', () => {
  const answers = (
    type: number,
    sent: VsiCommand['filterInfo'],
    rest: string,
    options?: VdpStationOptions,
  ): string[] => {
    const it = rig(options);
    it.command({ command: type === 1 ? 'preAssociate' : 'associate', filterInfo: sent });
    it.tx();
    it.rx(association(type, '40', rest));
    return it.says();
  };
  const significant = (v: number, pcp: number) => ({ format: 1, entries: [{ ps: true, pcp, vid: v }] }) as const;

  test.each<[string, VsiCommand['filterInfo'], string, string]>([
    ['the VID is supplied', vids(0), '01 0001 00c8', 'done associate 200'],
    ['PCP is supplied with it', vids(0), '01 0001 b0c8', 'done associate 200/3'],
    ['PCP is supplied alone', vids(200), '01 0001 b0c8', 'done associate 200/3'],
    ['PS is repeated', significant(200, 3), '01 0001 b0c8', 'done associate 200/3'],
    ['PS is not repeated', significant(200, 3), '01 0001 00c8', 'failed mismatch'],
    ['another PCP', significant(200, 3), '01 0001 c0c8', 'failed mismatch'],
    ['another VID', vids(200), '01 0001 00c9', 'failed mismatch'],
    ['no VID is supplied', vids(0), '01 0001 0000', 'failed mismatch'],
    ['VID 4095 is supplied', vids(0), '01 0001 0fff', 'failed mismatch'],
    ['one entry more', vids(200), '01 0002 00c8 00c9', 'failed mismatch'],
    ['another order', vids(200, 201), '01 0002 00c9 00c8', 'failed mismatch'],
    ['another format', vids(200), '03 0001 00000001 00c8', 'failed mismatch'],
    [
      'two VIDs of format 2',
      {
        format: 2,
        entries: [
          { ...vid(0), mac },
          { ...vid(0), mac: mac + 1 },
        ],
      },
      '02 0002 525400aabbcc 0001 525400aabbcd 0002',
      'done associate 1 2',
    ],
    ['another address', { format: 2, entries: [{ ...vid(0), mac }] }, '02 0001 525400aabbcd 0001', 'failed mismatch'],
    ['VID 1 and VID 4094 are VIDs', vids(1, 4094), '01 0002 0001 0ffe', 'done associate 1 4094'],
  ])('%s', (_name, sent, rest, says) => {
    expect(answers(3, sent, rest)).toEqual([says]);
    expect(answers(1, sent, rest)).toEqual([says.replace('associate', 'preAssociate')]);
  });

  test('PCP without PS means nothing, and is not sent', () => {
    const it = rig();
    it.command({ filterInfo: vids(0) });
    it.tx();
    it.rx(association(3, '40', '01 0001 30c8'));
    expect(it.says()).toEqual(['done associate 200']);
    it.next();
    expect(it.tx()).toEqual([ulpdu(association(3, '00', 200))]);
  });

  test('an error that echoes a null VID is that error', () => {
    const it = rig();
    it.command({ filterInfo: vids(0) });
    it.tx();
    it.rx(association(3, '42', 0));
    expect(it.says()).toEqual(['failed refused error 2']);
  });

  test('GroupIDs, when the two sides agree on them no more, are a mismatch', () => {
    const it = rig();
    it.command({ filterInfo: { format: 3, entries: [{ ...vid(1), groupId: 1 }] } });
    it.tx();
    it.in(ready(false));
    it.rx(association(3, '40', '03 0001 00000001 0001'));
    expect(it.says()).toEqual(['failed mismatch']);
  });

  test('the supplied VID goes into De-Associate', () => {
    const it = rig();
    it.command({ filterInfo: vids(0) });
    it.tx();
    it.rx(association(3, '40', 200));
    it.in(deAssociate);
    expect(it.tx()).toEqual([ulpdu(association(4, '00', 200))]);
  });
});
