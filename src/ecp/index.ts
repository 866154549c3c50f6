// ECP, clause 43: the ECPDU, the two machines, the entity.

export type { Counter, CounterTable } from '../core/counters.js';
export type { Deadlines, DeadlinesContent } from '../core/deadlines.js';
export { EncodeError, type Path } from '../core/encode-error.js';
export type { Fifo } from '../core/fifo.js';
export { type Limit, type Limits, OptionError, type Range } from '../core/limits.js';
export { NEAREST_CUSTOMER_BRIDGE } from '../core/mac.js';
export type { Exit, Machine, StateNode } from '../core/machine.js';
export type { Refusal } from '../core/refusal.js';
export type { Decoded, Finding, Note, Result, Rule, WireError } from '../core/result.js';
export { type EcpCounters, ecpCounters } from './counters.js';
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
  type EcpHeader,
  ecpOperation,
  ecpSequence,
  ecpSubtype,
  ecpVersion,
  encodeEcpdu,
  encodeEcpduInto,
  readEcpHeader,
  ULPDU_MAX_OCTETS,
} from './ecpdu.js';
export { EcpEntity } from './entity.js';
export { formatError, formatFinding } from './format-error.js';
export type { EcpInput, EcpOptions, EcpOutput, EcpRefusalCode } from './io.js';
export { ecpLimits, ecpPushLimits } from './limits.js';
export {
  type EcpPushInput,
  type EcpPushOutput,
  type EcpPushRefusalCode,
  EcpPushUser,
  type EcpPushUserOptions,
  type EcpPushUserState,
} from './push-user.js';
export {
  type EcpReceiveData,
  type EcpReceiveEffect,
  type EcpReceiveState,
  ecpReceiveMachine,
} from './receive-machine.js';
export { type EcpErrorCode, ecpRules } from './rules.js';
export { ECP_INSTANTS, type EcpState } from './state.js';
export type { EcpStatus } from './status.js';
export { ackTimerInit } from './timers.js';
export {
  type EcpTransmitData,
  type EcpTransmitEffect,
  type EcpTransmitState,
  ecpTransmitMachine,
} from './transmit-machine.js';
export { type EcpFailReason, type EcpUlp, EMPTY_ULPDU } from './ulp.js';
