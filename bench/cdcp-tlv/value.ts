// W4, and a part of W3: the information of a CDCP TLV, as a value and as octets.

import type { CdcpTlv } from '../../src/s-channel/index.js';
import { octetsOf } from '../octets.js';
import type { Random } from '../random.js';

export const cdcpTlv = (random: Random, pairs: number): CdcpTlv => ({
  role: random(0, 1) === 1 ? 'station' : 'bridge',
  sComp: random(0, 1) === 1,
  chnCap: random(1, 167),
  pairs: Array.from({ length: pairs }, () => ({ scid: random(1, 4094), svid: random(0, 4094) })),
});

export const cdcpOctets = ({ role, sComp, chnCap, pairs }: CdcpTlv): number[] =>
  octetsOf(
    [0x0080c2, 3],
    [0x0e, 1],
    [(role === 'station' ? 0x8000_0000 : 0) + (sComp ? 0x0800_0000 : 0) + chnCap, 4],
    ...pairs.map(({ scid, svid }) => [scid * 0x1000 + svid, 3] as const),
  );
