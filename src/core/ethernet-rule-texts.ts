// The texts of the rules of Ethernet framing: none is a row of a validation table.

import type { EthernetErrorCode } from './ethernet.js';
import type { RuleTexts } from './result.js';

export const ethernetRuleTexts: RuleTexts<EthernetErrorCode> = {
  ethernetTruncated: ['', 'at least 14 octets: two addresses and an Ethertype'],
  vlanTagTruncated: ['', 'two octets of tag control information and an Ethertype behind a tag protocol ID'],
};
