// Field table of the ECPDU header, clause 43.

import { type Field, named } from '../core/field.js';

export const ecpFields: readonly Field[] = [
  { name: 'version', offset: 0, octets: 1, mask: 0xf0, clause: '43', text: '1' },
  {
    name: 'operation',
    offset: 0,
    octets: 1,
    mask: 0x0c,
    clause: '43',
    text: '0 request, 1 acknowledgement, 2 and 3 reserved',
    meaning: named({ 0: 'request', 1: 'acknowledgement' }),
  },
  {
    name: 'subtype',
    offset: 0,
    octets: 2,
    mask: 0x03ff,
    clause: '43',
    text: '1 VDP, 2 PE-CSP, others reserved',
    meaning: named({ 1: 'VDP', 2: 'PE-CSP' }),
  },
  { name: 'sequence', offset: 2, octets: 2, clause: '43', text: 'sequence number, 0 to 65535' },
];
