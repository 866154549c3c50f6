// Field tables of Ethernet framing; offsets of a tag from its tag protocol ID.

import { type Field, type FieldValue, flag, named } from './field.js';
import { formatMac } from './mac.js';
import { u48 } from './octets.js';

const mac =
  (offset: number) =>
  (bytes: Uint8Array, at: number): string =>
    formatMac(u48(bytes, at + offset));

const GROUP_ADDRESSES: Readonly<Record<string, string>> = {
  '01-80-C2-00-00-00': 'Nearest Customer Bridge',
  '01-80-C2-00-00-03': 'Nearest non-TPMR Bridge',
  '01-80-C2-00-00-0E': 'Nearest Bridge',
  'FF-FF-FF-FF-FF-FF': 'broadcast',
};

const ETHERTYPES: Readonly<Record<number, string>> = {
  2048: '0800 IPv4',
  2054: '0806 ARP',
  33024: '8100 C-tag',
  34525: '86DD IPv6',
  34984: '88A8 S-tag',
  34999: '88B7 OUI extended',
  35020: '88CC LLDP',
  35136: '8940 ECP',
};

const etherTypeMeaning = (value: FieldValue): string =>
  ETHERTYPES[value as number] ?? (value as number).toString(16).toUpperCase().padStart(4, '0');

export const addressFields: readonly Field[] = [
  {
    name: 'destination',
    offset: 0,
    octets: 6,
    clause: '802.3',
    text: 'destination address',
    read: mac(0),
    meaning: (value) => GROUP_ADDRESSES[value as string] ?? '',
  },
  { name: 'source', offset: 6, octets: 6, clause: '802.3', text: 'source address', read: mac(6) },
];

export const vlanTagFields: readonly Field[] = [
  {
    name: 'tpid',
    offset: 0,
    octets: 2,
    clause: '9.5',
    text: 'tag protocol ID: 8100 C-tag, 88A8 S-tag',
    meaning: etherTypeMeaning,
  },
  { name: 'pcp', offset: 2, octets: 1, mask: 0xe0, clause: '9.5', text: 'priority code point, 0 to 7' },
  { name: 'dei', ...flag(2, 0x10), clause: '9.5', text: 'drop eligible' },
  {
    name: 'vid',
    offset: 2,
    octets: 2,
    mask: 0x0fff,
    clause: '9.5',
    text: 'VLAN ID; 0 carries a priority only',
    meaning: named({ 0: 'priority-tagged', 4095: 'invalid' }, ''),
  },
];

export const etherTypeField: Field = {
  name: 'etherType',
  offset: 0,
  octets: 2,
  clause: '802.3',
  text: '88CC LLDP, 8940 ECP',
  meaning: etherTypeMeaning,
};
