// A run of TLVs, as VDP and LLDP have them: 7 bits of type, 9 of length, the value. Only headers are read. So the bounds of a
// value are checked before its grammar runs: binary-parser itself gives too few octets at the end, without an error.

import { Parser } from 'binary-parser';

const HEADER_OCTETS = 2;
const END = 0;

export interface TlvHeader {
  readonly type: number;
  readonly length: number;
  /** First octet of the header. */
  readonly at: number;
  /** First octet of the value. */
  readonly valueAt: number;
  /** Behind the value; beyond the end of the octets where the TLV is truncated. */
  readonly end: number;
}

const header = new Parser()
  .saveOffset('at')
  .bit7('type')
  .bit9('length')
  .saveOffset('valueAt')
  .seek('length')
  .saveOffset('end');

const run = new Parser().array('tlv', {
  type: header,
  readUntil: (tlv: TlvHeader, left: Uint8Array) => tlv.type === END || left.length < HEADER_OCTETS,
});

export interface TlvRun {
  /** The TLVs before End. Only the last one can be truncated. */
  readonly tlv: readonly TlvHeader[];
  /** The End TLV, if there is one. */
  readonly end: TlvHeader | undefined;
}

/** The headers up to an End TLV, or until there is no room for another header. */
export function parseTlvRun(bytes: Uint8Array): TlvRun {
  if (bytes.length < HEADER_OCTETS) return { tlv: [], end: undefined };
  const { tlv } = run.parse(bytes) as { readonly tlv: readonly TlvHeader[] };
  return { tlv: tlv.filter(({ type }) => type !== END), end: tlv.find(({ type }) => type === END) };
}

/** The value of a TLV that is not torn; a view. */
export const tlvValue = (bytes: Uint8Array, tlv: TlvHeader): Uint8Array => bytes.subarray(tlv.valueAt, tlv.end);
