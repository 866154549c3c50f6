// docs/wire-format.md, made from the field tables and the rule tables.

import { addressFields, etherTypeField, vlanTagFields } from '../../src/core/ethernet-fields.js';
import { ethernetFinding, ethernetRules } from '../../src/core/ethernet-rules.js';
import type { Field } from '../../src/core/field.js';
import type { Finding, Rules } from '../../src/core/result.js';
import { ecpFields } from '../../src/ecp/fields.js';
import { ecpFinding, ecpRules } from '../../src/ecp/rules.js';
import { frameRules, frameTlvFinding } from '../../src/frame/rules.js';
import {
  chassisIdFields,
  evbFields,
  lldpTlvHeaderFields,
  portIdFields,
  ttlField,
} from '../../src/lldp-evb/wire/fields.js';
import { evbTlvFinding, evbTlvRules, lldpFinding, lldpRules } from '../../src/lldp-evb/wire/rules.js';
import { cdcpWarnings } from '../../src/s-channel/cdcp/warnings.js';
import { cdcpFields, cdcpPairFields } from '../../src/s-channel/wire/fields.js';
import { cdcpFinding, cdcpRules } from '../../src/s-channel/wire/rules.js';
import {
  associationFields,
  filterEntryFields,
  filterInfoCountField,
  filterInfoFormatField,
  managerIdField,
  organizationFields,
  vdpTlvHeaderFields,
} from '../../src/vdp/wire/fields.js';
import { entryLayout } from '../../src/vdp/wire/layout.js';
import { vdpAdmitClauses, vdpAdmitRules, vdpFinding, vdpRules } from '../../src/vdp/wire/rules.js';

const hex = (mask: number, octets: number): string =>
  mask
    .toString(16)
    .toUpperCase()
    .padStart(2 * octets, '0');

const octetRange = ({ offset, octets }: Field): string =>
  octets === 1 ? `${offset}` : `${offset}-${offset + octets - 1}`;

function fieldTable(fields: readonly Field[]): string {
  const rows = fields.map(
    (field) =>
      `| ${octetRange(field)} | ${field.mask === undefined ? '' : hex(field.mask, field.octets)} | ${field.name} | ${field.text} | ${field.clause} |`,
  );
  return ['| octets | mask | field | what it is | clause |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

/** A table of rules, each with its clause. */
function ruleTable<Code extends string>(rules: Rules<Code>, clauseOf: (code: Code) => string): string {
  const rows = (Object.keys(rules) as Code[]).map((code) => {
    const [row, expected] = rules[code];
    return `| ${code} | ${row} | ${expected} | ${clauseOf(code)} |`;
  });
  return ['| code | row | expected | clause |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The clause that findings of a protocol carry. */
const clauseIn =
  <Code extends string>(findingOf: (code: Code, field: string, offset: number, length: number) => Finding<Code>) =>
  (code: Code): string =>
    findingOf(code, '', 0, 0).clause;

/** The whole document. */
export const wireFormat = (): string => `# Wire format

Made from the field tables in \`src\` by \`npx vitest run test/docs -u\`; a test fails when it is stale. All numbers are
big-endian; bit 80 is the first on the wire. Field names are the members of the decoded values, the last step of error
paths and the names in JSON. How decoding treats what does not fit is at the end, rule by rule.

## Ethernet

${fieldTable(addressFields)}

Then any number of VLAN tags, outermost first; offsets from the tag:

${fieldTable(vlanTagFields)}

Then the Ethertype:

${fieldTable([etherTypeField])}

## ECPDU

Behind Ethertype 8940. A request goes on with one ULPDU, an acknowledgement with padding only.

${fieldTable(ecpFields)}

## VDP ULPDU

A VSI Manager ID TLV, then association and organizationally defined TLVs in any order; an End TLV (type 0) or the end of
the octets ends it. Offsets from the TLV header.

${fieldTable(vdpTlvHeaderFields)}

VSI Manager ID TLV (type 5, length 16):

${fieldTable([managerIdField])}

Association TLV (types 1 to 4, length 25 and the filter entries):

${fieldTable([...associationFields, filterInfoFormatField, filterInfoCountField])}

Filter entries follow from octet 27 on; offsets from the entry.

${[1, 2, 3, 4].map((format) => `Format ${format}:\n\n${fieldTable(filterEntryFields(entryLayout(format)))}`).join('\n\n')}

Organizationally defined TLV (type 127, length 3 and the data):

${fieldTable(organizationFields)}

## LLDPDU

Behind Ethertype 88CC: Chassis ID, Port ID, Time To Live, any others, End. Offsets from the TLV header.

${fieldTable(lldpTlvHeaderFields)}

Chassis ID TLV (type 1), the identifier from octet 3 on:

${fieldTable(chassisIdFields)}

Port ID TLV (type 2), the identifier from octet 3 on:

${fieldTable(portIdFields)}

Time To Live TLV (type 3):

${fieldTable([ttlField])}

## EVB TLV

Organizationally specific TLV (type 127) of 9 octets, OUI 00-80-C2, subtype 0D. Offsets from the OUI.

${fieldTable(evbFields)}

## CDCP TLV

Organizationally specific TLV (type 127) of 8 octets and 3 for each pair, OUI 00-80-C2, subtype 0E. Offsets from the OUI.

${fieldTable(cdcpFields)}

Pairs from octet 8 on, at most 167; offsets from the pair:

${fieldTable(cdcpPairFields)}

## Rules

Codes are stable. A rule either rejects the PDU (an error), or one TLV of it (the TLV is \`rejected\`, with a note), or is
tolerated (a note). \`row\` is the row of the validation table by which the tests name it.

### Ethernet

Both are errors.

${ruleTable(ethernetRules, clauseIn(ethernetFinding))}

### ECP

All are errors; \`ecpSubtype\` only with the option \`subtypes\`.

${ruleTable(ecpRules, clauseIn(ecpFinding))}

### VDP

V1 to V4 are errors; A1, A4 to A8 and V8 reject a TLV; the others are tolerated. The rules of the second table come from
\`admitAssociation\`, which knows more than the octets.

${ruleTable(vdpRules, clauseIn(vdpFinding))}

${ruleTable(vdpAdmitRules, (code) => vdpAdmitClauses[code])}

### LLDP

V1 to V8 are errors (V8 only with \`strictLength\`); V13, V14 and V16 reject a TLV; the others are tolerated.

${ruleTable(lldpRules, clauseIn(lldpFinding))}

### EVB TLV

The first two reject the TLV; the others are tolerated.

${ruleTable(evbTlvRules, clauseIn(evbTlvFinding))}

### CDCP TLV

The first three reject the TLV; the other is tolerated.

${ruleTable(cdcpRules, clauseIn(cdcpFinding))}

Of its pairs the decoder says nothing: \`sanitizePairs\` gives the list that CDCP works on, with these warnings. The last
one is of a bridge that has no SVID to assign.

${ruleTable(cdcpWarnings, () => 'D.2.13')}

### TLVs in a whole frame

The first two reject the TLV; the others are tolerated and leave it raw.

${ruleTable(frameRules, clauseIn(frameTlvFinding))}
`;
