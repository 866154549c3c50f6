// CDCP TLVs with any list of pairs, also repeated, reserved and misplaced ones, since the codec does not judge them.

import * as fc from 'fast-check';
import { CDCP_MAX_PAIRS, type CdcpTlv, type SChannelPair } from '../s-channel/wire/cdcp-tlv.js';
import { PLAIN, upTo } from './arbitrary-values.js';

/** A pair: mostly one that is in use. */
const arbitraryPair = (): fc.Arbitrary<SChannelPair> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant({ scid: 1, svid: 1 }) },
    { weight: 2, arbitrary: fc.record({ scid: fc.integer({ min: 2, max: 167 }), svid: upTo(4094) }, PLAIN) },
    { weight: 1, arbitrary: fc.record({ scid: upTo(4095), svid: upTo(4095) }, PLAIN) },
  );

/**
 * The information of a CDCP TLV with 0 to 167 pairs. Reserved bits are there now and then, and absent otherwise.
 *
 * @example
 * fc.assert(
 *   fc.property(arbitraryCdcpTlv(), (cdcp) => {
 *     expect(decodeCdcpTlv(encodeCdcpTlv(cdcp))).toMatchObject({ ok: true, value: cdcp });
 *   }),
 * );
 */
export function arbitraryCdcpTlv(): fc.Arbitrary<CdcpTlv> {
  const known = {
    role: fc.constantFrom('bridge' as const, 'station' as const),
    sComp: fc.boolean(),
    chnCap: fc.oneof(fc.integer({ min: 1, max: 167 }), upTo(4095)),
    pairs: fc.oneof(
      { weight: 12, arbitrary: fc.array(arbitraryPair(), { maxLength: 12 }) },
      { weight: 1, arbitrary: fc.array(arbitraryPair(), { maxLength: CDCP_MAX_PAIRS, size: 'max' }) },
    ),
  };
  const seldom = {
    reservedHigh: fc.integer({ min: 1, max: 7 }),
    reservedLow: fc.integer({ min: 1, max: 0x7fff }),
  };
  return fc.oneof(
    { weight: 2, arbitrary: fc.record(known, PLAIN) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.record(known, PLAIN), fc.record(seldom, { ...PLAIN, requiredKeys: [] }))
        .map(([all, some]): CdcpTlv => ({ ...all, ...some })),
    },
  );
}
