// Texts of the errors and notes of these decoders, made late.

import { errorFormatter, findingFormatter } from '../../core/format-error.js';
import { cdcpRules } from './rules.js';

/** One line for an error or a note of the CDCP TLV: field, where, what would be right, what the octets hold. */
export const formatFinding = /* @__PURE__ */ findingFormatter(cdcpRules);

/** An error or a note of the CDCP TLV as text, the octets concerned with carets under them. */
export const formatError = /* @__PURE__ */ errorFormatter(cdcpRules);
