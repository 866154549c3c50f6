// Whole frames of every kind, with octets behind the PDU. The kind of an EVB or CDCP TLV depends on the destination address of
// the frame and on the TLVs before it, so kinds are given last, over the whole frame.

import * as fc from 'fast-check';
import { ETHERTYPE_ECP, ETHERTYPE_LLDP } from '../core/ethernet.js';
import { isGroupMac, NEAREST_CUSTOMER_BRIDGE, NEAREST_NON_TPMR_BRIDGE } from '../core/mac.js';
import { isOrganizationValue } from '../core/organization.js';
import { ECP_ACK, ECP_REQUEST, ECP_SUBTYPE_PE_CSP, ECP_SUBTYPE_VDP, ULPDU_MAX_OCTETS } from '../ecp/ecpdu.js';
import { encodeFrame } from '../frame/encode-frame.js';
import type { EcpAckFrame, EcpFrame, Frame, FrameLldpTlv, LldpFrame, OtherFrame, VdpFrame } from '../frame/frame.js';
import { EVB_SUBTYPE, encodeEvbTlv } from '../lldp-evb/wire/evb-tlv.js';
import type { Lldpdu, LldpTlv } from '../lldp-evb/wire/lldpdu.js';
import { CDCP_SUBTYPE, encodeCdcpTlv } from '../s-channel/wire/cdcp-tlv.js';
import { byteLengthVdpUlpdu, type DecodeVdpUlpduOptions } from '../vdp/wire/ulpdu.js';
import { arbitraryCdcpTlv } from './arbitrary-cdcp-tlv.js';
import { arbitraryEcpHeader } from './arbitrary-ecpdu.js';
import { arbitraryEthernetHeader, arbitraryOtherEtherType } from './arbitrary-ethernet.js';
import { arbitraryEvbTlv } from './arbitrary-evb-tlv.js';
import { arbitraryLldpduOf } from './arbitrary-lldpdu.js';
import { arbitraryMac, arbitraryOctets, PLAIN, upTo } from './arbitrary-values.js';
import { arbitraryVdpUlpdu } from './arbitrary-vdp.js';

const ORGANIZATION = 127;
const EMPTY = new Uint8Array(0);
const MAX_TRAILER = 100;

const trailerUpTo = (trailer: Uint8Array, room: number): Uint8Array => trailer.slice(0, Math.max(0, room));

/** A TLV of 802.1 with the subtype of EVB or CDCP, well-formed or not; `code` is the rule that it breaks. */
interface OrganizationTlv {
  readonly kind: 'organization';
  readonly subtype: number;
  readonly value: Uint8Array;
  readonly code: string | undefined;
  /** The TLV of a frame, where this one is accepted. */
  readonly known: FrameLldpTlv | undefined;
}

type AnyTlv = OrganizationTlv | LldpTlv;

const organization = (
  subtype: number,
  information: fc.Arbitrary<Uint8Array>,
  code: string,
): fc.Arbitrary<OrganizationTlv> =>
  information.map((octets) => ({
    kind: 'organization',
    subtype,
    value: Uint8Array.of(0x00, 0x80, 0xc2, subtype, ...octets),
    code,
    known: undefined,
  }));

const evbTlv = (): fc.Arbitrary<OrganizationTlv> =>
  arbitraryEvbTlv().map((evb) => ({
    kind: 'organization',
    subtype: EVB_SUBTYPE,
    value: encodeEvbTlv(evb),
    code: undefined,
    known: { kind: 'evb', evb },
  }));

const cdcpTlv = (): fc.Arbitrary<OrganizationTlv> =>
  arbitraryCdcpTlv().map((cdcp) => ({
    kind: 'organization',
    subtype: CDCP_SUBTYPE,
    value: encodeCdcpTlv(cdcp),
    code: undefined,
    known: { kind: 'cdcp', cdcp },
  }));

const notPairs = (octets: Uint8Array): boolean => (octets.length - 4) % 3 !== 0;

const organizationTlvs: () => fc.WeightedArbitrary<OrganizationTlv>[] = () => [
  { weight: 6, arbitrary: evbTlv() },
  { weight: 6, arbitrary: cdcpTlv() },
  { weight: 1, arbitrary: organization(EVB_SUBTYPE, arbitraryOctets(0, 4), 'evbTlvLength') },
  { weight: 1, arbitrary: organization(CDCP_SUBTYPE, arbitraryOctets(0, 3), 'cdcpTlvLength') },
  { weight: 1, arbitrary: organization(CDCP_SUBTYPE, arbitraryOctets(5, 507).filter(notPairs), 'cdcpPairLength') },
];

/** Whether a raw TLV happens to have the octets of an EVB or CDCP TLV. */
const isByChance = (tlv: AnyTlv): boolean =>
  tlv.kind === 'raw' &&
  tlv.type === ORGANIZATION &&
  [EVB_SUBTYPE, CDCP_SUBTYPE].some((subtype) => isOrganizationValue(tlv.value, 0, tlv.value.length, subtype));

/** The TLVs as a decoder reads them in a frame with this destination. */
function asDecoded(tlvs: readonly AnyTlv[], destination: number): FrameLldpTlv[] {
  const agents: Record<number, number> = {
    [EVB_SUBTYPE]: NEAREST_CUSTOMER_BRIDGE,
    [CDCP_SUBTYPE]: NEAREST_NON_TPMR_BRIDGE,
  };
  const seen = new Set<number>();
  return tlvs
    .filter((tlv) => !isByChance(tlv))
    .map((tlv): FrameLldpTlv => {
      if (tlv.kind !== 'organization') return tlv;
      const { subtype, value, known } = tlv;
      if (isGroupMac(destination) && destination !== agents[subtype]) return { kind: 'raw', type: ORGANIZATION, value };
      const repeated = subtype === EVB_SUBTYPE ? 'evbTlvRepeated' : 'cdcpTlvRepeated';
      const code = seen.has(subtype) ? repeated : tlv.code;
      if (code !== undefined || known === undefined) {
        return { kind: 'rejected', type: ORGANIZATION, value, code: code as string };
      }
      seen.add(subtype);
      return known;
    });
}

/** An LLDPDU that ends without an End TLV has at most one octet behind it: two would be a TLV header. */
const lldpTrailer = (lldp: Lldpdu<FrameLldpTlv>, trailer: Uint8Array): Uint8Array =>
  lldp.withoutEnd ? trailer.slice(0, trailer.length % 2) : trailer;

/** A frame with an LLDPDU, sent to any agent. */
function arbitraryLldpFrame(): fc.Arbitrary<LldpFrame> {
  const lldp = arbitraryLldpduOf<OrganizationTlv>({
    arbitrary: organizationTlvs(),
    octets: (tlv) => 2 + tlv.value.length,
  });
  const destination = fc.oneof(fc.constantFrom(NEAREST_CUSTOMER_BRIDGE, NEAREST_NON_TPMR_BRIDGE), arbitraryMac());
  return fc
    .tuple(
      arbitraryEthernetHeader({ destination, etherType: fc.constant(ETHERTYPE_LLDP) }),
      lldp,
      arbitraryOctets(0, MAX_TRAILER),
    )
    .map(([ethernet, { tlvs, ...mandatory }, octets]) => {
      const decoded = { ...mandatory, tlvs: asDecoded(tlvs, ethernet.destination) };
      return { kind: 'lldp', ethernet, lldp: decoded, trailer: lldpTrailer(decoded, octets) };
    });
}

/** A frame with a VDP ULPDU, and nothing, one octet or an End TLV and anything behind it. */
function arbitraryVdpFrame(options: DecodeVdpUlpduOptions): fc.Arbitrary<VdpFrame> {
  const end = fc.tuple(upTo(1), arbitraryOctets(1, MAX_TRAILER));
  const trailer = fc.oneof(
    fc.constant(EMPTY),
    fc.uint8Array({ minLength: 1, maxLength: 1 }),
    end.map(([first, rest]) => Uint8Array.of(first, ...rest)),
  );
  return fc
    .tuple(
      arbitraryEthernetHeader({ etherType: fc.constant(ETHERTYPE_ECP) }),
      arbitraryEcpHeader({ operation: fc.constant(ECP_REQUEST), subtype: fc.constant(ECP_SUBTYPE_VDP) }),
      arbitraryVdpUlpdu(options),
      trailer,
    )
    .map(([ethernet, ecp, vdp, octets]) => {
      const room = ULPDU_MAX_OCTETS - byteLengthVdpUlpdu(vdp);
      return { kind: 'vdp', ethernet, ecp, vdp, trailer: trailerUpTo(octets, room) };
    });
}

function arbitraryEcpFrame(): fc.Arbitrary<EcpFrame> {
  const subtype = fc.oneof(fc.constant(ECP_SUBTYPE_PE_CSP), upTo(1023)).filter((one) => one !== ECP_SUBTYPE_VDP);
  return fc.record(
    {
      kind: fc.constant('ecp' as const),
      ethernet: arbitraryEthernetHeader({ etherType: fc.constant(ETHERTYPE_ECP) }),
      ecp: arbitraryEcpHeader({ operation: fc.constant(ECP_REQUEST), subtype }),
      ulpdu: arbitraryOctets(0, ULPDU_MAX_OCTETS),
      trailer: fc.constant(EMPTY),
    },
    PLAIN,
  );
}

function arbitraryEcpAckFrame(): fc.Arbitrary<EcpAckFrame> {
  return fc.record(
    {
      kind: fc.constant('ecpAck' as const),
      ethernet: arbitraryEthernetHeader({ etherType: fc.constant(ETHERTYPE_ECP) }),
      ecp: arbitraryEcpHeader({ operation: fc.constant(ECP_ACK) }),
      trailer: arbitraryOctets(0, MAX_TRAILER),
    },
    PLAIN,
  );
}

function arbitraryOtherFrame(): fc.Arbitrary<OtherFrame> {
  return fc.record(
    {
      kind: fc.constant('other' as const),
      ethernet: arbitraryEthernetHeader({ etherType: arbitraryOtherEtherType() }),
      payload: arbitraryOctets(0, 1500),
      trailer: fc.constant(EMPTY),
    },
    PLAIN,
  );
}

/**
 * A frame of every kind, with its `trailer`, as `decodeFrame` makes it. Decoding with the same options gives it back.
 *
 * @example
 * fc.assert(
 *   fc.property(arbitraryFrame(), (frame) => {
 *     expect(decodeFrame(encodeFrame(frame))).toMatchObject({ ok: true, value: frame });
 *   }),
 * );
 */
export function arbitraryFrame(options: DecodeVdpUlpduOptions = {}): fc.Arbitrary<Frame> {
  return fc.oneof(
    { weight: 4, arbitrary: arbitraryVdpFrame(options) as fc.Arbitrary<Frame> },
    { weight: 4, arbitrary: arbitraryLldpFrame() },
    { weight: 1, arbitrary: arbitraryEcpFrame() },
    { weight: 1, arbitrary: arbitraryEcpAckFrame() },
    { weight: 1, arbitrary: arbitraryOtherFrame() },
  );
}

/**
 * The octets of a frame of any kind. They decode; for octets that need not, mutate them.
 *
 * @example
 * fc.assert(
 *   fc.property(mutate(arbitraryFrameOctets()), (bytes) => {
 *     decodeFrame(bytes); // never throws
 *   }),
 * );
 */
export const arbitraryFrameOctets = (options: DecodeVdpUlpduOptions = {}): fc.Arbitrary<Uint8Array> =>
  arbitraryFrame(options).map((frame) => encodeFrame(frame));
