// A whole frame as a value: the Ethernet header, and the PDU of EVB's protocols in it. The octets behind the PDU are kept too,
// so that a captured frame encodes back to its octets.

import type { EthernetHeader } from '../core/ethernet.js';
import type { EcpHeader } from '../ecp/ecpdu.js';
import type { EvbTlv } from '../lldp-evb/wire/evb-tlv.js';
import type { Lldpdu, LldpTlv } from '../lldp-evb/wire/lldpdu.js';
import type { CdcpTlv } from '../s-channel/wire/cdcp-tlv.js';
import type { VdpTlv, VdpUlpdu } from '../vdp/wire/ulpdu.js';
import type { OrganizationValuesTlv } from './organization-form.js';

export interface Framed {
  readonly ethernet: EthernetHeader;
  /**
   * The octets behind the PDU: padding, a checksum, anything. Always there in a decoded frame. Without it `encodeFrame`
   * pads with zeros to `minFrameSize`.
   */
  readonly trailer?: Uint8Array;
}

/** A TLV of an LLDPDU in a frame: the EVB and CDCP TLVs are taken apart, all others stay raw. */
export type FrameLldpTlv =
  | LldpTlv
  | { readonly kind: 'evb'; readonly evb: EvbTlv }
  | { readonly kind: 'cdcp'; readonly cdcp: CdcpTlv };

/** A TLV of a VDP ULPDU in a frame. */
export type FrameVdpTlv = VdpTlv | OrganizationValuesTlv;

/** An LLDPDU (Ethertype 88-CC). */
export interface LldpFrame extends Framed {
  readonly kind: 'lldp';
  readonly lldp: Lldpdu<FrameLldpTlv>;
}

/** An ECP request that carries a VDP ULPDU (Ethertype 89-40, subtype 1). */
export interface VdpFrame extends Framed {
  readonly kind: 'vdp';
  readonly ecp: EcpHeader;
  readonly vdp: VdpUlpdu<FrameVdpTlv>;
}

/** An ECP request of another upper layer protocol. */
export interface EcpFrame extends Framed {
  readonly kind: 'ecp';
  readonly ecp: EcpHeader;
  /** Padding included: only the upper layer knows where its data end. */
  readonly ulpdu: Uint8Array;
}

/** An ECP acknowledgement. */
export interface EcpAckFrame extends Framed {
  readonly kind: 'ecpAck';
  readonly ecp: EcpHeader;
}

/** Any other frame: ARP, IPv6, pre-standard ECP and the like. */
export interface OtherFrame extends Framed {
  readonly kind: 'other';
  readonly payload: Uint8Array;
}

export type Frame = LldpFrame | VdpFrame | EcpFrame | EcpAckFrame | OtherFrame;
