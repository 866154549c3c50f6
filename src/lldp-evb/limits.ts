// Ranges and defaults of what a host may configure on an LLDP agent (802.1AB 9.2.5) and on an EVB negotiation (D.2.12).
// Where the clause and the MIB of 802.1AB give different ranges, the union of both is the range.

import type { Choices, Flags } from '../core/choices.js';
import type { Limits } from '../core/limits.js';

const maxPendingOutputs = {
  min: 1,
  max: 1_048_576,
  default: 4096,
  unit: 'outputs',
  text: 'outputs that wait for poll before frames are dropped and commands refused',
} as const;

export const lldpLimits = {
  msgTxInterval: {
    min: 1,
    max: 32_768,
    default: 30,
    unit: 's',
    text: 'time between two LLDPDUs while nothing changes',
  },
  msgTxHold: { min: 1, max: 100, default: 4, unit: '', text: 'intervals that a neighbour keeps an LLDPDU for' },
  msgFastTx: { min: 1, max: 3600, default: 1, unit: 's', text: 'time between two LLDPDUs after a new neighbour' },
  txFastInit: { min: 1, max: 8, default: 4, unit: 'LLDPDUs', text: 'LLDPDUs sent fast after a new neighbour' },
  txCreditMax: { min: 1, max: 100, default: 5, unit: 'LLDPDUs', text: 'LLDPDUs that may go out within one second' },
  reinitDelay: { min: 1, max: 10, default: 2, unit: 's', text: 'rest after a shutdown LLDPDU' },
  maxNeighbors: { min: 1, max: 256, default: 4, unit: 'neighbours', text: 'neighbours kept' },
  maxTlvs: { min: 1, max: 750, default: 64, unit: 'TLVs', text: 'optional TLVs kept of one neighbour' },
  maxPendingOutputs,
} as const satisfies Limits<string>;

export const lldpFlags = {
  strictLength: {
    default: true,
    text: 'a TLV that runs past the end of its LLDPDU spoils the LLDPDU (V8); if false, the TLVs before it count',
  },
} as const satisfies Flags<string>;

export const lldpChoices = {
  tooManyNeighbors: {
    names: ['discardNew', 'evictOldest'],
    text: 'a new neighbour finds no room: it is discarded, or the oldest neighbour goes',
  },
} as const satisfies Choices;

const exponent = (preset: number, text: string) => ({ min: 0, max: 31, default: preset, unit: '', text });
const clamp = (max: number, text: string) => ({ min: 0, max, default: max, unit: '', text });

export const evbLimits = {
  r: { min: 0, max: 7, default: 3, unit: '', text: 'proposal for maxRetries of ECP' },
  rte: exponent(14, 'proposal for ackTimerInit of ECP, 10 us * 2^RTE'),
  rwd: exponent(20, 'proposal for resourceWaitDelay of VDP, 10 us * 2^RWD'),
  rka: exponent(20, 'proposal for reinitKeepAlive of VDP, 10 us * 2^RKA'),
  maxR: clamp(7, 'greatest R that the peer may raise it to; not below the own proposal'),
  maxRte: clamp(31, 'greatest RTE that the peer may raise it to; not below the own proposal'),
  maxRwd: clamp(31, 'greatest RWD that the peer may raise it to; not below the own proposal'),
  maxRka: clamp(31, 'greatest RKA that the peer may raise it to; not below the own proposal'),
  rrstatUnknown: { min: 2, max: 3, default: 3, unit: '', text: 'station: RRSTAT that says "unknown"' },
} as const satisfies Limits<string>;

export const evbFlags = {
  gid: { default: false, text: 'wants to use GroupIDs' },
  rrReq: { default: false, text: 'station: asks for reflective relay' },
  rrCap: { default: false, text: 'bridge: the port is capable of reflective relay' },
  rrHardwareOk: { default: true, text: 'bridge: reflective relay can be switched on' },
  txEnable: { default: true, text: 'the EVB TLV is sent; without it no peer counts' },
  manual: { default: false, text: 'the own values are used, whatever the peer proposes' },
  acceptNvo3Peer: { default: false, text: 'an NVO3 peer (mode 3) counts as the opposite role' },
} as const satisfies Flags<string>;

export const evbChoices = {
  rrForce: { names: ['auto', 'on', 'off'], text: 'bridge: reflective relay as the station asks, or by command' },
  advertise: {
    names: ['proposal', 'operational'],
    text: 'which values are sent: the own proposals, or the values in use',
  },
  peerSelection: {
    names: ['disable', 'newest'],
    text: 'with two eligible peers: none counts, or the one that appeared last',
  },
  onEvbLoss: {
    names: ['keep', 'end'],
    text: 'while the peer is lost: VSIs live on with the last agreed values, or end',
  },
  evbTlvLength: { names: ['min', 'exact'], text: 'EVB TLVs that are read: of 9 octets and more, or of 9 octets only' },
} as const satisfies Choices;

export const evbNegotiationLimits = { maxPendingOutputs } as const satisfies Limits<string>;
