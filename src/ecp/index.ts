// ECP, clause 43: the ECPDU.

export { EncodeError } from '../core/encode-error.js';
export { formatError, formatFinding } from '../core/format-error.js';
export { NEAREST_CUSTOMER_BRIDGE } from '../core/mac.js';
export type { Finding, Note, Result, Rule, WireError } from '../core/result.js';
export {
  byteLengthEcpdu,
  checkEcpdu,
  type DecodeEcpduOptions,
  decodeEcpdu,
  ECP_ACK,
  ECP_REQUEST,
  ECP_SUBTYPE_PE_CSP,
  ECP_SUBTYPE_VDP,
  ECP_VERSION,
  ECPDU_HEADER_OCTETS,
  ECPDU_MAX_OCTETS,
  type Ecpdu,
  type EcpErrorCode,
  type EcpHeader,
  ecpOperation,
  ecpRules,
  ecpSequence,
  ecpSubtype,
  ecpVersion,
  encodeEcpdu,
  encodeEcpduInto,
  readEcpHeader,
  ULPDU_MAX_OCTETS,
} from './ecpdu.js';
