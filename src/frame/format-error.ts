// Texts of the errors and notes of whole frames, made late: Ethernet, LLDP, EVB, CDCP, ECP and VDP.

import { ethernetRules } from '../core/ethernet-rules.js';
import { errorFormatter, findingFormatter, joinRules } from '../core/format-error.js';
import { ecpRules } from '../ecp/rules.js';
import { evbTlvRules, lldpRules } from '../lldp-evb/wire/rules.js';
import { cdcpRules } from '../s-channel/wire/rules.js';
import { vdpRules } from '../vdp/wire/rules.js';
import { frameRules } from './rules.js';

/** The texts of every rule that a whole frame can break. */
export const allFrameRules = /* @__PURE__ */ joinRules(
  ethernetRules,
  ecpRules,
  vdpRules,
  lldpRules,
  evbTlvRules,
  cdcpRules,
  frameRules,
);

/** One line for an error or a note of a frame: field, place, what would be right, what the octets hold. */
export const formatFinding = /* @__PURE__ */ findingFormatter(allFrameRules);

/** An error or a note of a frame as text, the octets concerned with carets under them. */
export const formatError = /* @__PURE__ */ errorFormatter(allFrameRules);
