// The same PDU by the grammars of the package, which check every length and count.

import { parseEcpdu, parseVdpUlpdu } from '../../src/grammar/index.js';

/** The same members as `memberSum`; -1 for a PDU that is not accepted. */
export function sumByBoundedGrammar(bytes: Uint8Array): number {
  const ecpdu = parseEcpdu(bytes);
  const vdp = ecpdu && parseVdpUlpdu(ecpdu.ulpdu);
  const last = vdp?.tlvs[vdp.tlvs.length - 1];
  if (ecpdu === undefined || vdp === undefined || last?.kind !== 'association') return -1;
  return (ecpdu.sequence + vdp.managerId.w3 + vdp.tlvs.length + last.typeId + last.filterInfo.entries.length) | 0;
}
