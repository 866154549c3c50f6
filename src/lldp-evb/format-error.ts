// The late text of what the decoders of this entry say.

import { errorFormatter, findingFormatter, joinTexts } from '../core/format-error.js';
import { evbTlvRuleTexts, lldpRuleTexts } from './rule-texts.js';

const texts = /* @__PURE__ */ joinTexts(lldpRuleTexts, evbTlvRuleTexts);

/** One line for an error or a note of LLDP and of the EVB TLV: field, where, what would be right, what the octets hold. */
export const formatFinding = /* @__PURE__ */ findingFormatter(texts);

/** An error or a note of LLDP and of the EVB TLV as text, the octets concerned with carets under them. */
export const formatError = /* @__PURE__ */ errorFormatter(texts);
