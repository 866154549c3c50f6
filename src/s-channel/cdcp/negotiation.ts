// CDCP of one port (clause 42), either role: what management wants and what the LLDP neighbours say goes in, the CDCP TLV
// to send and the S-channels that end and appear come out. There is no time in it.
//
// Always: the channels told of are those of OperSVIDList; what ends is told before what appears, and of the default
// S-channel nothing is told. The TLV is told where its octets are others than before, of a port that is up.
// On purpose different: a neighbour that takes the place of another one within one input is another peer, so all
// channels of the first one end.

import { Fifo } from '../../core/fifo.js';
import { type OptionError, withDefaults } from '../../core/limits.js';
import { begin, linked, run } from '../../core/machine.js';
import { type Refusal, refuse } from '../../core/refusal.js';
import type { EvbRole } from '../../core/role.js';
import { cdcpNegotiationLimits } from '../limits.js';
import { channelChanges, DEFAULT_PAIR, DEFAULT_SCID, samePairs } from '../pair-list.js';
import { CDCP_MAX_PAIRS, type CdcpTlv, encodeCdcpTlv, type SChannelPair } from '../wire/cdcp-tlv.js';
import { type CdcpConfig, type CdcpConfigOptions, readCdcpConfig } from './config.js';
import { type CdcpAdmin, type CdcpData, cdcpMachine, newCdcpData } from './machine.js';
import { type CdcpChannelStatus, channelsOf } from './missing-channel.js';
import { sanitizePairs } from './sanitize.js';
import type { SvidPool } from './svid-pool.js';
import type { CdcpWarning } from './warnings.js';

const machine = /* @__PURE__ */ linked(cdcpMachine);

export interface CdcpNegotiationOptions extends CdcpConfigOptions {
  /** 1..1048576, default 4096. */
  readonly maxPendingOutputs?: number | undefined;
}

/** An LLDP neighbour on the Nearest non-TPMR Bridge address. */
export interface CdcpPeer {
  /** Its MSAP as text; equal for the same neighbour only. */
  readonly id: string;
  /** Its CDCP TLV, as `findCdcpTlv` gives it. */
  readonly cdcp: CdcpTlv | undefined;
}

export type CdcpNegotiationInput =
  /** What changes; `sComp` cannot. */
  | { readonly kind: 'config'; readonly config: Partial<Omit<CdcpConfigOptions, 'sComp'>> }
  /** All neighbours. */
  | { readonly kind: 'peers'; readonly peers: readonly CdcpPeer[] }
  /** Never refused. At first a port is down. */
  | { readonly kind: 'portEnabled'; readonly enabled: boolean }
  /** Management switches CDCP on or off. Never refused. At first it is off. */
  | { readonly kind: 'adminEnable'; readonly enabled: boolean };

export type CdcpNegotiationOutput =
  /** The S-channel is no more: its VSIs end, the S-VLAN component forgets it. */
  | ({ readonly kind: 'channelDown' } & SChannelPair)
  /** There is an S-channel. */
  | ({ readonly kind: 'channelUp' } & SChannelPair)
  /** The CDCP TLV to send is another one; `undefined`: none is sent. */
  | { readonly kind: 'localChange'; readonly txTlv: CdcpTlv | undefined }
  /** Something in the peer's list is not as it should be, or an S-channel that is asked for has no SVID. */
  | { readonly kind: 'warning'; readonly warning: CdcpWarning }
  /** Two neighbours with a CDCP TLV: none counts. */
  | { readonly kind: 'multiplePeers'; readonly on: boolean };

export type CdcpNegotiationRefusal = 'busy' | 'badConfig';

/** A read-out for people; JSON-safe. */
export interface CdcpNegotiationStatus {
  readonly role: EvbRole;
  readonly adminEnable: boolean;
  readonly portEnabled: boolean;
  readonly schState: CdcpData['schState'];
  readonly operChnCap: number;
  /** Bridge: what it assigns from. */
  readonly localSVIDPool?: SvidPool;
  readonly operSVIDList: readonly SChannelPair[];
  /** What the peer says, its list sanitized; absent without a peer that counts. */
  readonly remote?: Omit<CdcpTlv, 'reservedHigh' | 'reservedLow'> & { readonly id: string };
  readonly multiplePeers: boolean;
  /** The channels that a station wants, or that a bridge is asked for, in the order of preference. */
  readonly channels: readonly CdcpChannelStatus[];
}

const adminOf = ({ role, chnCap, wants, pool, sComp, honourProposed }: CdcpConfig): CdcpAdmin => ({
  adminRole: role,
  adminChnCap: chnCap,
  adminSVIDWants: [DEFAULT_PAIR, ...wants.filter((scid) => scid !== DEFAULT_SCID).map((scid) => ({ scid, svid: 0 }))],
  localSVIDPool: pool,
  localSComp: sComp,
  honourProposed,
});

const sameOctets = (a: CdcpTlv | undefined, b: CdcpTlv | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b;
  const octets = encodeCdcpTlv(b);
  return a.pairs.length === b.pairs.length && encodeCdcpTlv(a).every((octet, i) => octet === octets[i]);
};

const clamped = (chnCap: number): number => Math.min(Math.max(chnCap, 1), CDCP_MAX_PAIRS);

export class CdcpNegotiation {
  readonly #maxPendingOutputs: number;
  readonly #outputs = new Fifo<CdcpNegotiationOutput>();
  readonly #data: CdcpData;
  #config: CdcpConfig;
  #peers: readonly CdcpPeer[] = [];
  /** The peer that counts. */
  #peer: CdcpPeer | undefined;
  #multiplePeers = false;
  #txTlv: CdcpTlv | undefined;

  /** @throws OptionError for an option out of its range */
  constructor(options: CdcpNegotiationOptions) {
    const limits = withDefaults<keyof typeof cdcpNegotiationLimits>(cdcpNegotiationLimits, options);
    this.#maxPendingOutputs = limits.maxPendingOutputs;
    this.#config = readCdcpConfig(options);
    this.#data = newCdcpData(adminOf(this.#config));
    begin(machine, this.#data, []);
  }

  /** Takes an input. Answers why it was not taken, which then has changed nothing. */
  handle(input: CdcpNegotiationInput): Refusal<CdcpNegotiationRefusal> | undefined {
    if (this.#outputs.size >= this.#maxPendingOutputs && (input.kind === 'config' || input.kind === 'peers')) {
      return refuse('busy', '', 'outputs to be taken by poll first');
    }
    switch (input.kind) {
      case 'config':
        return this.#configure(input.config);
      case 'peers':
        this.#peers = [...input.peers];
        break;
      case 'portEnabled':
        this.#data.portEnabled = input.enabled;
        break;
      case 'adminEnable':
        this.#data.adminEnable = input.enabled;
        break;
    }
    this.#selectPeer();
    this.#run();
    return undefined;
  }

  /** The next output, in causal order, or `undefined`. */
  poll(): CdcpNegotiationOutput | undefined {
    return this.#outputs.shift();
  }

  /** The CDCP TLV to send, if one is. */
  get txTlv(): CdcpTlv | undefined {
    return this.#txTlv;
  }

  get config(): CdcpConfig {
    return this.#config;
  }

  status(): CdcpNegotiationStatus {
    const d = this.#data;
    const { operRole, adminEnable, portEnabled, schState, operChnCap, operSVIDList, remoteRole } = d;
    return {
      role: operRole,
      adminEnable,
      portEnabled,
      schState,
      operChnCap,
      ...(operRole === 'bridge' && { localSVIDPool: d.localSVIDPool }),
      operSVIDList,
      ...(remoteRole !== 'none' && {
        remote: {
          id: this.#peer?.id ?? '',
          role: remoteRole,
          sComp: d.remoteSComp,
          chnCap: d.remoteChnCap,
          pairs: d.remoteSVIDList,
        },
      }),
      multiplePeers: this.#multiplePeers,
      channels: channelsOf(d, this.#multiplePeers),
    };
  }

  #configure(change: Partial<CdcpConfigOptions>): Refusal<CdcpNegotiationRefusal> | undefined {
    const { sComp } = this.#config;
    if (change.sComp !== undefined && change.sComp !== sComp) return refuse('badConfig', 'config.sComp', `${sComp}`);
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    try {
      this.#config = readCdcpConfig({ ...this.#config, ...Object.fromEntries(given) });
    } catch (error) {
      const { code, field, expected } = error as OptionError;
      if (code !== 'dot1qbgOption') throw error;
      return refuse('badConfig', `config.${field}`, expected);
    }
    Object.assign(this.#data, adminOf(this.#config));
    this.#run();
    return undefined;
  }

  /** A port that is down has no neighbours. */
  #selectPeer(): void {
    const known = this.#data.portEnabled ? this.#peers.filter(({ cdcp }) => cdcp !== undefined) : [];
    const peer = known.length === 1 ? known[0] : undefined;
    const multiple = known.length > 1;
    if (multiple !== this.#multiplePeers) this.#outputs.push({ kind: 'multiplePeers', on: multiple });
    this.#multiplePeers = multiple;
    if (this.#peer !== undefined && peer !== undefined && this.#peer.id !== peer.id) {
      this.#hear(undefined);
      this.#run();
    }
    this.#hear(peer);
  }

  #hear(peer: CdcpPeer | undefined): void {
    const d = this.#data;
    const { role = 'none', sComp = false, chnCap = 0, pairs: pair = [] } = peer?.cdcp ?? {};
    const isNew = !samePairs(pair, this.#peer?.cdcp?.pairs ?? []);
    const isFirst = peer !== undefined && this.#peer === undefined;
    this.#peer = peer;
    d.remoteRole = role;
    d.remoteSComp = sComp;
    d.remoteChnCap = clamped(chnCap);
    if (!isNew && !isFirst) return;
    const { pairs: list, warnings } = sanitizePairs(pair);
    d.remoteSVIDList = peer === undefined ? [] : list;
    if (peer === undefined) return;
    for (const warning of warnings) this.#outputs.push({ kind: 'warning', warning });
  }

  /** Runs the machine, and tells what is other than before. */
  #run(): void {
    const d = this.#data;
    const { operSVIDList, noSvid } = d;
    run(machine, d, []);
    for (const scid of d.noSvid) {
      if (noSvid.includes(scid)) continue;
      this.#outputs.push({ kind: 'warning', warning: { code: 'noSvid', scid, svid: 0 } });
    }
    const { down, up } = channelChanges(operSVIDList, d.operSVIDList);
    for (const pair of down) this.#outputs.push({ kind: 'channelDown', ...pair });
    for (const pair of up) this.#outputs.push({ kind: 'channelUp', ...pair });
    this.#buildTlv();
  }

  #buildTlv(): void {
    const { portEnabled, adminEnable, operRole, localSComp, operChnCap, operSVIDList } = this.#data;
    const txTlv: CdcpTlv | undefined =
      portEnabled && adminEnable
        ? { role: operRole, sComp: localSComp, chnCap: operChnCap, pairs: operSVIDList }
        : undefined;
    if (portEnabled && !sameOctets(txTlv, this.#txTlv)) this.#outputs.push({ kind: 'localChange', txTlv });
    this.#txTlv = txTlv;
  }
}
