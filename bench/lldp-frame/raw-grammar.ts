// The same frame as a binary-parser grammar without any bounds: it believes every length, and that there is an End TLV.

import { Parser } from 'binary-parser';
import type { LldpFrame } from '../../src/frame/index.js';
import type { EvbTlv } from '../../src/lldp-evb/index.js';
import { cdcpInTlv, type ParsedCdcp, toCdcpTlv } from '../cdcp-tlv/raw-grammar.js';

interface ParsedTlv {
  readonly type: number;
  readonly length: number;
}

const mac = new Parser().uint16('hi').uint32('lo');

const stationId = new Parser()
  .bit7('type')
  .bit9('length')
  .uint8('subtype')
  .buffer('id', {
    length(this: ParsedTlv) {
      return this.length - 1;
    },
  });

const evb = new Parser()
  .bit5('bridgeReserved')
  .bit1('bgid')
  .bit1('rrcap')
  .bit1('rrctr')
  .bit4('stationReserved')
  .bit1('sgid')
  .bit1('rrreq')
  .bit2('rrstat')
  .bit3('r')
  .bit5('rte')
  .bit2('evbMode')
  .bit1('rwdRol')
  .bit5('rwd')
  .bit2('rkaReserved')
  .bit1('rkaRol')
  .bit5('rka');

const organization = new Parser()
  .bit24('oui')
  .uint8('subtype')
  .choice({ tag: 'subtype', choices: { 13: evb, 14: cdcpInTlv } });

const tlv = new Parser()
  .bit7('type')
  .bit9('length')
  .choice({ tag: 'type', choices: { 0: new Parser(), 127: organization } });

const frame = new Parser()
  .nest('destination', { type: mac })
  .nest('source', { type: mac })
  .uint16('etherType')
  .nest('chassisId', { type: stationId })
  .nest('portId', { type: stationId })
  .uint16('ttlHeader')
  .uint16('ttl')
  .array('tlv', { type: tlv, readUntil: (item: ParsedTlv) => item.type === 0 });

interface ParsedMac {
  readonly hi: number;
  readonly lo: number;
}

interface ParsedId {
  readonly subtype: number;
  readonly id: Uint8Array;
}

type Flag = 'bgid' | 'rrcap' | 'rrctr' | 'sgid' | 'rrreq' | 'rwdRol' | 'rkaRol';

type ParsedEvb = { readonly [Name in keyof EvbTlv]: Name extends Flag ? number : EvbTlv[Name] };

interface ParsedFrame {
  readonly destination: ParsedMac;
  readonly source: ParsedMac;
  readonly etherType: number;
  readonly chassisId: ParsedId;
  readonly portId: ParsedId;
  readonly ttl: number;
  /** EVB, CDCP, End. */
  readonly tlv: readonly [ParsedEvb, ParsedCdcp, ParsedTlv];
}

const parse = (bytes: Uint8Array): ParsedFrame => frame.parse(bytes) as ParsedFrame;

/** The same members as `memberSum`. */
export function sumByRawGrammar(bytes: Uint8Array): number {
  const { ttl, tlv } = parse(bytes);
  return ttl + tlv[0].rwd + tlv[1].chnCap + tlv[1].pair.length;
}

const toMac = ({ hi, lo }: ParsedMac): number => hi * 0x1_0000_0000 + lo;

const toId = ({ subtype, id }: ParsedId): { subtype: number; id: Uint8Array } => ({ subtype, id: Uint8Array.from(id) });

const toEvbTlv = (evb: ParsedEvb): EvbTlv => ({
  bgid: evb.bgid === 1,
  rrcap: evb.rrcap === 1,
  rrctr: evb.rrctr === 1,
  sgid: evb.sgid === 1,
  rrreq: evb.rrreq === 1,
  rrstat: evb.rrstat,
  r: evb.r,
  rte: evb.rte,
  evbMode: evb.evbMode,
  rwdRol: evb.rwdRol === 1,
  rwd: evb.rwd,
  rkaRol: evb.rkaRol === 1,
  rka: evb.rka,
});

/** All that was parsed, in our form. */
export function parseFrame(bytes: Uint8Array): LldpFrame {
  const { destination, source, etherType, chassisId, portId, ttl, tlv } = parse(bytes);
  return {
    kind: 'lldp',
    ethernet: { destination: toMac(destination), source: toMac(source), tags: [], etherType },
    lldp: {
      chassisId: toId(chassisId),
      portId: toId(portId),
      ttl,
      tlvs: [
        { kind: 'evb', evb: toEvbTlv(tlv[0]) },
        { kind: 'cdcp', cdcp: toCdcpTlv(tlv[1]) },
      ],
    },
    trailer: new Uint8Array(0),
  };
}
