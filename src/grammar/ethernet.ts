// Ethernet framing with any number of tags, as a grammar: type fields, each tag protocol ID with the tag control information
// behind it.

import { Parser } from 'binary-parser';
import type { EthernetHeader, VlanTag } from '../core/ethernet.js';
import { flag, mac } from './parts.js';

const C_TAG = 0x8100;
const S_TAG = 0x88a8;
const MIN_OCTETS = 14;
/** Octets that end the framing behind half a tag protocol ID: its other half, a tag, a type field of zero. */
const PADDING = 8;

const control = new Parser().bit3('pcp').bit1('dei', flag).bit12('vid');

const typeField = new Parser().uint16('tpid').choice({
  tag: 'tpid',
  choices: { [C_TAG]: control, [S_TAG]: control },
  defaultChoice: new Parser(),
});

const header = new Parser()
  .nest('destination', mac)
  .nest('source', mac)
  .array('typeField', { type: typeField, readUntil: ({ tpid }: VlanTag) => tpid !== C_TAG && tpid !== S_TAG })
  .saveOffset('after');

interface Parsed extends Pick<EthernetHeader, 'destination' | 'source'> {
  /** Tags, and last the Ethertype, which has only the first member of a tag. */
  readonly typeField: readonly VlanTag[];
  readonly after: number;
}

export interface ParsedHeader {
  readonly value: EthernetHeader;
  /** First octet of the payload. */
  readonly after: number;
}

/** An Ethernet header, and the offset of the payload. Zeros behind the octets stop the reader. */
export function parseHeaderAndEnd(bytes: Uint8Array): ParsedHeader | undefined {
  if (bytes.length < MIN_OCTETS) return undefined;
  const padded = new Uint8Array(bytes.length + PADDING);
  padded.set(bytes);
  const { destination, source, typeField: fields, after } = header.parse(padded) as Parsed;
  const etherType = fields.at(-1)?.tpid;
  if (etherType === undefined || after > bytes.length) return undefined;
  return { value: { destination, source, tags: fields.slice(0, -1), etherType }, after };
}

/** An Ethernet header, in the form of `decodeEthernetHeader`; `undefined` where the octets end before the Ethertype does. */
export const parseEthernetHeader = (bytes: Uint8Array): EthernetHeader | undefined => parseHeaderAndEnd(bytes)?.value;
