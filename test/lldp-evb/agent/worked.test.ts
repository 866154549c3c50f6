// The worked LLDP frames E1 to E16, given to an agent.

import { describe, expect, test } from 'vitest';
import {
  EVB_TLV_FORM_EXACT,
  findEvbTlv,
  type LldpAgentOptions,
  type LldpTlv,
  negotiateEvb,
} from '../../../src/lldp-evb/index.js';
import { readEvbConfig } from '../../../src/lldp-evb/negotiation/config.js';
import { counted, DROPPED, ONE, SKIPPED } from '../counted.js';
import { octetsOf } from '../negotiation/negotiations.js';
import { type WorkedFrame, workedLldpdu } from '../worked-lldpdus.js';
import { received, started } from './agents.js';

/** An agent that has heard one worked frame, and the EVB TLV it knows then. */
function heard(frame: WorkedFrame, options: Partial<LldpAgentOptions> = {}) {
  const driver = started(options);
  driver.agent.handle(received(workedLldpdu(frame)), 0);
  const kinds: string[] = [];
  let tlvs: readonly LldpTlv[] | undefined;
  for (let output = driver.agent.poll(); output !== undefined; output = driver.agent.poll()) {
    if (output.kind !== 'lldpdu') kinds.push(output.kind);
    if (output.kind === 'neighborAdded') tlvs = output.neighbor.tlvs;
  }
  const found = tlvs && findEvbTlv(tlvs, { evbTlvLength: options.organizationTlvs ? 'exact' : 'min' });
  return { kinds, counters: counted(driver), found, evb: octetsOf(found?.evb) };
}

describe('worked frames', () => {
  test.each<[WorkedFrame, string]>([
    ['E1', '00 0f 6e 94 14'],
    ['E2', '06 00 ae 56 12'],
    ['E3', '06 0c ae b6 14'],
    ['E4', '07 0c ae 76 34'],
    ['E5', '07 0d ae b6 34'],
    ['E7', '00 0f 6e 94 14'],
    ['E8', '07 0f 6e 56 32'],
  ])('lldp-evb %s: a good one', (frame, evb) => {
    expect(heard(frame)).toMatchObject({ kinds: ['neighborAdded'], counters: ONE, evb });
  });
  test('lldp-evb E6: a shutdown of the neighbour of E2', () => {
    expect(heard('E6')).toMatchObject({ kinds: [], counters: ONE });
    const driver = started();
    driver.give(received(workedLldpdu('E2')));
    expect(driver.give(received(workedLldpdu('E6')))).toEqual([expect.stringMatching(/^neighborRemoved .* shutdown$/)]);
  });
  test('lldp-evb T10, lldp-evb E9: a short EVB TLV', () => {
    expect(heard('E9')).toMatchObject({ kinds: ['neighborAdded'], counters: { ...ONE, ...SKIPPED }, evb: undefined });
  });
  test('lldp-evb T10, lldp-evb E10: a long EVB TLV', () => {
    expect(heard('E10')).toMatchObject({
      counters: ONE,
      evb: '06 00 6e 56 12 de ad',
      found: { notes: [{ code: 'evbTlvLong' }] },
    });
    expect(heard('E10', { organizationTlvs: [EVB_TLV_FORM_EXACT] })).toMatchObject({
      counters: { ...ONE, ...SKIPPED },
      evb: undefined,
    });
  });
  test('lldp-evb T10, lldp-evb E11: mode 3', () => {
    const { found, counters } = heard('E11');
    expect(counters).toEqual(ONE);
    const { peerState } = negotiateEvb(readEvbConfig({ role: 'station' }), [{ id: 'N', evb: found?.evb }], true);
    expect([found?.evb?.evbMode, peerState]).toEqual([3, 'none']);
  });
  test('lldp-evb T10, lldp-evb E12: two EVB TLVs', () => {
    expect(heard('E12')).toMatchObject({
      counters: { ...ONE, ...SKIPPED },
      evb: '06 00 6e 56 12',
      found: { rejected: ['evbTlvRepeated'] },
    });
  });
  test.each<WorkedFrame>(['E13', 'E14', 'E15'])('lldp-evb T10, lldp-evb %s: dropped as a whole', (frame) => {
    expect(heard(frame)).toMatchObject({ kinds: [], counters: { ...ONE, ...DROPPED } });
  });
  test('lldp-evb E13: kept up to the torn TLV, where strictLength is off', () => {
    expect(heard('E13', { strictLength: false })).toMatchObject({
      kinds: ['neighborAdded'],
      counters: { ...ONE, ...SKIPPED },
      evb: undefined,
    });
  });
  test('lldp-evb T10, lldp-evb E16: a reserved type before a good EVB TLV', () => {
    expect(heard('E16')).toMatchObject({
      counters: { ...ONE, statsTLVsUnrecognizedTotal: 1 },
      evb: '06 00 6e 56 12',
    });
  });
});
