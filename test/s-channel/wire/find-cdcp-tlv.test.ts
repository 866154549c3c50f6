// The CDCP TLV among the optional TLVs of an LLDPDU.

import { expect, test } from 'vitest';
import { findCdcpTlv, type RawTlv } from '../../../src/s-channel/index.js';
import { hex } from '../../support/hex.js';

const raw = (octets: string, more: Partial<RawTlv> = {}): RawTlv => ({
  kind: 'raw',
  type: 127,
  value: hex(octets),
  ...more,
});

const GOOD = '0080c20e 080000a7 001001';
const ODD = '0080c20e 180000a7 001001';
const SHORT = '0080c20e 080000';
const UNEVEN = '0080c20e 080000a7 0010';
const EVB = '0080c20d 06006e5612';

test('s-channel D3: the first good one counts, and notes have its path', () => {
  const { cdcp, rejected, notes } = findCdcpTlv([raw(EVB), raw(ODD), raw(GOOD)]);
  expect(cdcp).toMatchObject({ role: 'bridge', reservedHigh: 1 });
  expect(rejected).toEqual(['cdcpTlvRepeated']);
  expect(notes).toMatchObject([{ code: 'cdcpReserved', field: 'tlvs[1].cdcp.reservedHigh' }]);
});

test('s-channel D1, s-channel D2, s-channel D3: why the others are skipped', () => {
  const tlvs = [SHORT, UNEVEN, GOOD, UNEVEN].map((octets) => raw(octets));
  expect(findCdcpTlv(tlvs)).toMatchObject({
    cdcp: { chnCap: 167 },
    rejected: ['cdcpTlvLength', 'cdcpPairLength', 'cdcpTlvRepeated'],
  });
});

test('its octets in another TLV, or in one that was rejected, are none', () => {
  const others = [raw(GOOD, { type: 8 }), raw(GOOD, { kind: 'rejected' })];
  expect(findCdcpTlv(others)).toEqual({ cdcp: undefined, rejected: [], notes: [] });
});
