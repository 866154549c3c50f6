// Whole frames: the grammars one behind the other, and the two rules about the TLVs of EVB and CDCP that need the frame: they
// came to their agent, and the first one counts.

import { Parser } from 'binary-parser';
import type { EthernetHeader } from '../core/ethernet.js';
import type { Frame, FrameLldpTlv } from '../frame/frame.js';
import type { LldpTlv } from '../lldp-evb/wire/lldpdu.js';
import { parseCdcpTlv } from './cdcp-tlv.js';
import { parseEcpdu } from './ecpdu.js';
import { parseHeaderAndEnd } from './ethernet.js';
import { parseEvbTlv } from './evb-tlv.js';
import { parseLldpduAndEnd } from './lldpdu.js';
import { copied } from './parts.js';
import { parseUlpduAndEnd } from './vdp-ulpdu.js';

const LLDP = 0x88cc;
const ECP = 0x8940;
const ECP_ACK = 1;
const ECP_VDP = 1;
const ORGANIZATION = 127;
/** OUI and subtype as one number. */
const EVB = 0x0080c20d;
const CDCP = 0x0080c20e;
const CDCP_FIXED_OCTETS = 8;
/** The agents of the TLVs: Nearest Customer Bridge, Nearest non-TPMR Bridge. */
const EVB_AGENT = 0x0180c2000000;
const CDCP_AGENT = 0x0180c2000003;

const organization = new Parser().uint32('known');

const isFor = (agent: number, destination: number): boolean =>
  destination === agent || Math.floor(destination / 2 ** 40) % 2 === 0;

function parseKnown(known: number, value: Uint8Array): FrameLldpTlv | string {
  if (known === EVB) {
    const evb = parseEvbTlv(value);
    return evb === undefined ? 'evbTlvLength' : { kind: 'evb', evb };
  }
  const cdcp = parseCdcpTlv(value);
  if (cdcp !== undefined) return { kind: 'cdcp', cdcp };
  return value.length < CDCP_FIXED_OCTETS ? 'cdcpTlvLength' : 'cdcpPairLength';
}

/** The TLVs, with the first well-formed one of EVB and of CDCP taken apart. */
function takeApart(tlvs: readonly LldpTlv[], destination: number): FrameLldpTlv[] {
  const seen = new Set<number>();
  return tlvs.map((tlv) => {
    if (tlv.kind !== 'raw' || tlv.type !== ORGANIZATION) return tlv;
    const { type, value } = tlv;
    const { known } = organization.parse(value) as { readonly known: number };
    if (known !== EVB && known !== CDCP) return tlv;
    if (!isFor(known === EVB ? EVB_AGENT : CDCP_AGENT, destination)) return tlv;
    const repeated = known === EVB ? 'evbTlvRepeated' : 'cdcpTlvRepeated';
    const parsed = seen.has(known) ? repeated : parseKnown(known, value);
    if (typeof parsed === 'string') return { kind: 'rejected', type, value, code: parsed };
    seen.add(known);
    return parsed;
  });
}

function parseLldpFrame(ethernet: EthernetHeader, payload: Uint8Array): Frame | undefined {
  const lldpdu = parseLldpduAndEnd(payload);
  if (lldpdu === undefined) return undefined;
  const { value, after } = lldpdu;
  const lldp = { ...value, tlvs: takeApart(value.tlvs, ethernet.destination) };
  return { kind: 'lldp', ethernet, lldp, trailer: copied.formatter(payload.subarray(after)) };
}

function parseEcpFrame(ethernet: EthernetHeader, payload: Uint8Array): Frame | undefined {
  const ecpdu = parseEcpdu(payload);
  if (ecpdu === undefined) return undefined;
  const { ulpdu, ...ecp } = ecpdu;
  if (ecp.operation === ECP_ACK) return { kind: 'ecpAck', ethernet, ecp, trailer: ulpdu };
  if (ecp.subtype !== ECP_VDP) return { kind: 'ecp', ethernet, ecp, ulpdu, trailer: new Uint8Array(0) };
  const vdp = parseUlpduAndEnd(ulpdu);
  return vdp && { kind: 'vdp', ethernet, ecp, vdp: vdp.value, trailer: ulpdu.slice(vdp.after) };
}

/**
 * A whole frame, in the form of `decodeFrame` without options; `undefined` where the grammar of its protocol does not
 * accept what it carries.
 */
export function parseFrame(bytes: Uint8Array): Frame | undefined {
  const header = parseHeaderAndEnd(bytes);
  if (header === undefined) return undefined;
  const { value: ethernet, after } = header;
  const payload = bytes.subarray(after);
  if (ethernet.etherType === LLDP) return parseLldpFrame(ethernet, payload);
  if (ethernet.etherType === ECP) return parseEcpFrame(ethernet, payload);
  return { kind: 'other', ethernet, payload: copied.formatter(payload), trailer: new Uint8Array(0) };
}
