// W3: an LLDP frame with Chassis ID, Port ID, Time To Live, EVB and CDCP TLVs and End, as a value and as octets. Its
// destination is an individual address, so that both EVB and CDCP are for the receiver.

import type { LldpFrame } from '../../src/frame/index.js';
import type { EvbTlv, StationId } from '../../src/lldp-evb/index.js';
import type { CdcpTlv } from '../../src/s-channel/index.js';
import { cdcpOctets, cdcpTlv } from '../cdcp-tlv/value.js';
import { octetsOf, tlvOctets } from '../octets.js';
import type { Random } from '../random.js';

export interface LldpFramePdu {
  readonly frame: LldpFrame;
  /** The two TLVs of `frame.lldp.tlvs`. */
  readonly evb: EvbTlv;
  readonly cdcp: CdcpTlv;
}

const PAIRS = 8;

const evbTlv = (random: Random): EvbTlv => {
  const flag = () => random(0, 1) === 1;
  const rrctr = flag();
  return {
    bgid: flag(),
    rrcap: rrctr || flag(),
    rrctr,
    sgid: flag(),
    rrreq: flag(),
    rrstat: random(0, 3),
    r: random(0, 7),
    rte: random(0, 31),
    evbMode: random(0, 3),
    rwdRol: flag(),
    rwd: random(0, 31),
    rkaRol: flag(),
    rka: random(0, 31),
  };
};

export function lldpFrame(random: Random): LldpFramePdu {
  const mac = () => 0x0200_0000_0000 + random(0, 2 ** 32 - 1);
  const id = (subtype: number): StationId => ({ subtype, id: Uint8Array.from(octetsOf([mac(), 6])) });
  const evb = evbTlv(random);
  const cdcp = cdcpTlv(random, PAIRS);
  const frame: LldpFrame = {
    kind: 'lldp',
    ethernet: { destination: mac(), source: mac(), tags: [], etherType: 0x88cc },
    lldp: {
      chassisId: id(4),
      portId: id(3),
      ttl: random(1, 65535),
      tlvs: [
        { kind: 'evb', evb },
        { kind: 'cdcp', cdcp },
      ],
    },
    trailer: new Uint8Array(0),
  };
  return { frame, evb, cdcp };
}

const flags = (...bits: readonly boolean[]): number => bits.reduce((value, bit) => 2 * value + Number(bit), 0);

const evbOctets = (evb: EvbTlv): number[] =>
  octetsOf(
    [0x0080c2, 3],
    [0x0d, 1],
    [flags(evb.bgid, evb.rrcap, evb.rrctr), 1],
    [flags(evb.sgid, evb.rrreq) * 4 + evb.rrstat, 1],
    [evb.r * 32 + evb.rte, 1],
    [evb.evbMode * 64 + flags(evb.rwdRol) * 32 + evb.rwd, 1],
    [flags(evb.rkaRol) * 32 + evb.rka, 1],
  );

const idOctets = ({ subtype, id }: StationId): number[] => [subtype, ...id];

/** The octets of the LLDPDU alone. */
export const lldpduOctets = ({ frame: { lldp }, evb, cdcp }: LldpFramePdu): number[] => [
  ...tlvOctets(1, idOctets(lldp.chassisId)),
  ...tlvOctets(2, idOctets(lldp.portId)),
  ...tlvOctets(3, octetsOf([lldp.ttl, 2])),
  ...tlvOctets(127, evbOctets(evb)),
  ...tlvOctets(127, cdcpOctets(cdcp)),
  ...tlvOctets(0, []),
];

export const lldpFrameOctets = (pdu: LldpFramePdu): number[] => [
  ...octetsOf([pdu.frame.ethernet.destination, 6], [pdu.frame.ethernet.source, 6], [pdu.frame.ethernet.etherType, 2]),
  ...lldpduOctets(pdu),
];
