// Texts of the errors and notes of these decoders, made late.

import { errorFormatter, findingFormatter, joinRules } from '../../core/format-error.js';
import { evbTlvRules, lldpRules } from './rules.js';

const rules = /* @__PURE__ */ joinRules(lldpRules, evbTlvRules);

/**
 * One line for an error or a note of LLDP and of the EVB TLV: field, where, what would be right, what the octets hold.
 */
export const formatFinding = /* @__PURE__ */ findingFormatter(rules);

/** An error or a note of LLDP and of the EVB TLV as text, the octets concerned with carets under them. */
export const formatError = /* @__PURE__ */ errorFormatter(rules);
