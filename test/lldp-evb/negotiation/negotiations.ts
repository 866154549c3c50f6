// EVB negotiations as tests drive them: the five octets behind the subtype go in and come out.

import {
  decodeEvbTlv,
  EvbNegotiation,
  type EvbNegotiationInput,
  type EvbNegotiationOptions,
  type EvbNegotiationOutput,
  type EvbPeer,
  type EvbPeerGone,
  type EvbTlv,
  encodeEvbTlv,
  negotiateEvb,
} from '../../../src/lldp-evb/index.js';
import { type EvbConfigOptions, readEvbConfig } from '../../../src/lldp-evb/negotiation/config.js';
import { hex, toHex } from '../../support/hex.js';

/** The EVB TLV with these five octets, as `06 00 ae 56 12`. */
export function fiveOctets(octets: string): EvbTlv {
  const result = decodeEvbTlv(hex(`0080c20d ${octets}`));
  if (!result.ok) throw new Error(`no EVB TLV: ${octets}`);
  return result.value;
}

/** The five octets of an EVB TLV. */
export const octetsOf = (evb: EvbTlv | undefined): string | undefined =>
  evb && toHex(encodeEvbTlv(evb).subarray(4)).replace(/..(?!$)/g, '$& ');

/** A neighbour with an EVB TLV of these octets, or without one. */
export const peer = (octets: string | undefined, id = 'N'): EvbPeer => ({
  id,
  evb: octets === undefined ? undefined : fiveOctets(octets),
});

/** An output in short. */
export function outputText(output: EvbNegotiationOutput): string {
  const numbers = (values: { r: number; rte: number; rwd: number; rka: number; gid: boolean }): string =>
    [values.r, values.rte, values.rwd, values.rka, values.gid].join(' ');
  switch (output.kind) {
    case 'peerUp':
      return `peerUp ${output.peer}`;
    case 'peerDown':
      return `peerDown ${output.peer} ${output.reason}`;
    case 'operChanged':
      return `operChanged ${numbers(output.before)} -> ${numbers(output.after)}`;
    case 'reflectiveRelay':
      return `reflectiveRelay ${output.on}`;
    case 'localChange':
      return `localChange ${octetsOf(output.txTlv)}`;
    case 'evbValues':
      return `evbValues ${numbers(output.values)}`;
    default:
      return output.kind;
  }
}

export class Negotiator {
  readonly negotiation: EvbNegotiation;

  /** On a port that is up; what came out at its start has been taken. */
  constructor(options: EvbNegotiationOptions) {
    this.negotiation = new EvbNegotiation(options);
    this.give({ kind: 'portEnabled', enabled: true });
  }

  give(input: EvbNegotiationInput): string[] {
    this.negotiation.handle(input);
    const texts: string[] = [];
    for (let output = this.negotiation.poll(); output !== undefined; output = this.negotiation.poll()) {
      texts.push(outputText(output));
    }
    return texts;
  }

  /** These are the neighbours now. */
  hear(...peers: EvbPeer[]): string[] {
    return this.give({ kind: 'peers', peers });
  }

  /** The last neighbour is gone. */
  lose(reason: EvbPeerGone): string[] {
    return this.give({ kind: 'peers', peers: [], reason });
  }

  configure(config: Extract<EvbNegotiationInput, { kind: 'config' }>['config']): string[] {
    return this.give({ kind: 'config', config });
  }

  get state(): string {
    return this.negotiation.status().state;
  }

  get sent(): string | undefined {
    return octetsOf(this.negotiation.status().txTlv);
  }
}

/** What the rules make of a configuration and peers. */
export const outcome = (config: EvbConfigOptions, peers: readonly EvbPeer[], portEnabled = true) =>
  negotiateEvb(readEvbConfig(config), peers, portEnabled);
export const stationOutcome = (config: Partial<EvbConfigOptions>, ...peers: EvbPeer[]) =>
  outcome({ ...config, role: 'station' }, peers);
export const bridgeOutcome = (config: Partial<EvbConfigOptions>, ...peers: EvbPeer[]) =>
  outcome({ ...config, role: 'bridge' }, peers);
