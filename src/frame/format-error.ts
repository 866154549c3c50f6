// The late text of what the decoders of whole frames say: of Ethernet, LLDP, EVB, CDCP, ECP and VDP.

import { ethernetRuleTexts } from '../core/ethernet-rule-texts.js';
import { errorFormatter, findingFormatter, joinTexts } from '../core/format-error.js';
import { ecpRuleTexts } from '../ecp/rule-texts.js';
import { evbTlvRuleTexts, lldpRuleTexts } from '../lldp-evb/rule-texts.js';
import { cdcpRuleTexts } from '../s-channel/rule-texts.js';
import { vdpRuleTexts } from '../vdp/rule-texts.js';
import { frameRuleTexts } from './rule-texts.js';

/** The texts of every rule that a whole frame can break. */
export const allFrameRuleTexts = /* @__PURE__ */ joinTexts(
  ethernetRuleTexts,
  ecpRuleTexts,
  vdpRuleTexts,
  lldpRuleTexts,
  evbTlvRuleTexts,
  cdcpRuleTexts,
  frameRuleTexts,
);

/** One line for an error or a note of a frame: field, where, what would be right, what the octets hold. */
export const formatFinding = /* @__PURE__ */ findingFormatter(allFrameRuleTexts);

/** An error or a note of a frame as text, the octets concerned with carets under them. */
export const formatError = /* @__PURE__ */ errorFormatter(allFrameRuleTexts);
