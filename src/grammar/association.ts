// The value of an association TLV, 41.2, with its filter info, 41.2.9, as grammars: one for the common head, one for the
// entries of each format. Lengths are checked first; then entries are read to the end of the TLV, and their number is compared
// with the number in the TLV.

import { Parser } from 'binary-parser';
import type { AssociationTlv, AssociationType } from '../vdp/wire/association.js';
import type { FilterEntry, FilterInfo } from '../vdp/wire/filter-info.js';
import type { VdpErrorCode } from '../vdp/wire/rules.js';
import { flag, identifier, mac } from './parts.js';

const DE_ASSOCIATE = 4;
const VSIID_FORMATS = [1, 2, 3, 4, 5];
/** Octets up to the filter info format, and up to the number of entries. */
const HEAD_OCTETS = 23;
const COUNTED_OCTETS = 25;

const head = new Parser()
  .uint8('status')
  .bit24('typeId')
  .uint8('typeVersion')
  .uint8('vsiidFormat')
  .nest('vsiid', { type: identifier })
  .uint8('format');

const vid = new Parser().bit1('ps', flag).bit3('pcp').bit12('vid');
const groupId = new Parser().uint32('groupId');

const counted = (entries: Parser): Parser =>
  new Parser().seek(HEAD_OCTETS).uint16('count').array('entries', { type: entries, readUntil: 'eof' });

/** format -> octets of an entry, and what follows the head. */
const formats: Readonly<Record<number, { readonly octets: number; readonly grammar: Parser }>> = {
  1: { octets: 2, grammar: counted(vid) },
  2: { octets: 8, grammar: counted(new Parser().nest('mac', mac).nest({ type: vid })) },
  3: { octets: 6, grammar: counted(new Parser().nest({ type: groupId }).nest({ type: vid })) },
  4: { octets: 12, grammar: counted(new Parser().nest({ type: groupId }).nest('mac', mac).nest({ type: vid })) },
};

type Head = Pick<AssociationTlv, 'status' | 'typeId' | 'typeVersion' | 'vsiidFormat' | 'vsiid'> & {
  readonly format: number;
};

interface Counted {
  readonly count: number;
  readonly entries: readonly FilterEntry[];
}

/** The association TLV of a type 1 to 4, or the code of the rule that rejects it. */
export function parseAssociation(type: AssociationType, value: Uint8Array): AssociationTlv | VdpErrorCode {
  if (value.length < HEAD_OCTETS) return 'vdpAssociationShort';
  const { format, ...fields } = head.parse(value) as Head;
  if (!VSIID_FORMATS.includes(fields.vsiidFormat)) return 'vdpVsiidFormat';
  const association = { kind: 'association', type, ...fields } as const;
  if (value.length < COUNTED_OCTETS) {
    if (type !== DE_ASSOCIATE || value.length !== HEAD_OCTETS) return 'vdpFilterInfoCount';
    return { ...association, filterInfo: { format, entries: [], withoutCount: true } };
  }
  const known = formats[format];
  if (known === undefined) return 'vdpFilterInfoFormat';
  if ((value.length - COUNTED_OCTETS) % known.octets !== 0) return 'vdpFilterInfoLength';
  const { count, entries } = known.grammar.parse(value) as Counted;
  if (count !== entries.length) return 'vdpFilterInfoLength';
  if (count === 0 && type !== DE_ASSOCIATE) return 'vdpFilterInfoEmpty';
  return { ...association, filterInfo: { format, entries } as FilterInfo };
}
