// Field tables of the CDCP TLV, D.2.13: offsets from the OUI, those of a pair from the pair.

import { type Field, flag, named } from '../../core/field.js';

export const cdcpFields: readonly Field[] = [
  {
    name: 'role',
    offset: 4,
    octets: 1,
    mask: 0x80,
    clause: 'D.2.13',
    text: '0 EVB bridge (B), 1 EVB station (S)',
    read: (bytes, at) => (((bytes[at + 4] as number) & 0x80) === 0 ? 'bridge' : 'station'),
  },
  { name: 'reservedHigh', offset: 4, octets: 1, mask: 0x70, clause: 'D.2.13', text: 'reserved' },
  { name: 'sComp', ...flag(4, 0x08), clause: 'D.2.13', text: 'the sender has an S-VLAN component' },
  { name: 'reservedLow', offset: 4, octets: 3, mask: 0x07fff0, clause: 'D.2.13', text: 'reserved' },
  {
    name: 'chnCap',
    offset: 6,
    octets: 2,
    mask: 0x0fff,
    clause: 'D.2.13',
    text: 'number of S-channels the sender supports, the default one included',
  },
];

export const cdcpPairFields: readonly Field[] = [
  {
    name: 'scid',
    offset: 0,
    octets: 2,
    mask: 0xfff0,
    clause: 'D.2.13',
    text: 'S-channel identifier; 1 is the default S-channel',
    meaning: named({ 0: 'reserved', 1: 'default S-channel', 4095: 'reserved' }, ''),
  },
  {
    name: 'svid',
    offset: 1,
    octets: 2,
    mask: 0x0fff,
    clause: 'D.2.13',
    text: 'S-VLAN ID; 0 asks for an assignment',
    meaning: named({ 0: 'not assigned', 1: 'default S-channel', 4095: 'reserved' }, ''),
  },
];
