// CDCP of a port, at its uplink access port (UAP): an LLDP agent on the Nearest non-TPMR Bridge address, and the
// negotiation of S-channels on what it hears (clause 42). It knows which S-channels there are to be, and nothing of them.
//
// What it leads to comes in one order with the channels that end and appear: `settle` tells one of these at a time, and
// goes on when it is asked again.

import { ETHERTYPE_LLDP } from '../core/ethernet.js';
import type { Fifo } from '../core/fifo.js';
import { NEAREST_NON_TPMR_BRIDGE } from '../core/mac.js';
import { LLDP_ORGANIZATION } from '../core/organization.js';
import { type Refusal, refuse } from '../core/refusal.js';
import { LldpAgent } from '../lldp-evb/agent/agent.js';
import type { LldpAgentOutput } from '../lldp-evb/agent/io.js';
import type { LldpAgentStatus } from '../lldp-evb/agent/status.js';
import type { LldpTlv } from '../lldp-evb/wire/lldpdu.js';
import type { MissingReason } from '../s-channel/cdcp/channels.js';
import type { CdcpConfig, CdcpConfigOptions } from '../s-channel/cdcp/config.js';
import type { CdcpNegotiationOutput, CdcpPeer } from '../s-channel/cdcp/io.js';
import { CdcpNegotiation } from '../s-channel/cdcp/negotiation.js';
import type { CdcpNegotiationStatus } from '../s-channel/cdcp/status.js';
import { DEFAULT_SCID } from '../s-channel/pair-list.js';
import { encodeCdcpTlv } from '../s-channel/wire/cdcp-tlv.js';
import { CDCP_TLV_FORM, findCdcpTlv } from '../s-channel/wire/find-cdcp-tlv.js';
import type { EvbPortCounters } from './counters.js';
import type { EvbCommonOutput, UapEvent } from './events.js';
import { buildFrame, type FrameBuilder, type FrameForm, frameForm } from './frames.js';
import type { PortCdcpOptions } from './options/channel-options.js';
import { optionsAt } from './options/options-at.js';
import type { PortSettings } from './options/port-options.js';
import { type HostLldpNeighbor, neighborId } from './peers.js';

/** The read-out of CDCP; JSON-safe. */
export interface UapStatus extends CdcpNegotiationStatus {
  /** Absent where a daemon of the host speaks LLDP. */
  readonly lldp: LldpAgentStatus | undefined;
}

/** An S-channel that ends or appears. */
export type ChannelChange = Extract<CdcpNegotiationOutput, { readonly kind: 'channelDown' | 'channelUp' }>;

const TIMEOUT = { kind: 'timeout' } as const;

export class EvbUap {
  readonly #settings: PortSettings;
  readonly #frames: FrameBuilder;
  readonly #counters: EvbPortCounters;
  readonly #outputs: Pick<Fifo<EvbCommonOutput>, 'push'>;
  readonly #lldpForm: FrameForm;
  readonly #agent: LldpAgent | undefined;
  readonly #negotiation: CdcpNegotiation;
  /** By SCID, what was told last. */
  #missing = new Map<number, MissingReason>();
  #isRunning = false;
  /** Something may be other than what was told. */
  #isTold = true;
  #peers: readonly CdcpPeer[] = [];
  #evbEnabled: boolean;
  #cdcpEnabled: boolean;

  constructor(
    settings: PortSettings,
    cdcp: { readonly enabled: boolean; readonly config: CdcpConfig },
    frames: FrameBuilder,
    counters: EvbPortCounters,
    outputs: Pick<Fifo<EvbCommonOutput>, 'push'>,
  ) {
    this.#settings = settings;
    this.#frames = frames;
    this.#counters = counters;
    this.#outputs = outputs;
    this.#evbEnabled = settings.enabled;
    this.#cdcpEnabled = cdcp.enabled;
    this.#lldpForm = frameForm(frames, NEAREST_NON_TPMR_BRIDGE, settings.mac, ETHERTYPE_LLDP);
    this.#negotiation = new CdcpNegotiation(cdcp.config);
    this.#negotiation.handle({ kind: 'adminEnable', enabled: this.isOn });
    this.#agent =
      settings.lldp.by === 'host'
        ? undefined
        : optionsAt(
            'lldp',
            () =>
              new LldpAgent({
                ...settings.lldp,
                adminStatus: this.isOn ? 'enabledRxTx' : 'disabled',
                organizationTlvs: [CDCP_TLV_FORM],
              }),
          );
  }

  /** CDCP decides which S-channels there are. */
  get isOn(): boolean {
    return this.#evbEnabled && this.#cdcpEnabled;
  }

  get config(): CdcpConfig {
    return this.#negotiation.state.config;
  }

  /** The port's link is up or down. */
  link(up: boolean, now: number): void {
    this.#isTold = false;
    this.#negotiation.handle({ kind: 'portEnabled', enabled: up });
    // First what is to be sent, then the leave to send it.
    if (up && this.#agent !== undefined) this.#sendTlvs(now);
    this.#agent?.handle({ kind: 'portEnabled', enabled: up }, now);
  }

  /** EVB is switched on or off by management. */
  enable(enabled: boolean, now: number): void {
    this.#evbEnabled = enabled;
    this.#switch(now);
  }

  /** Changes what is wanted while running. */
  configure({ enabled, ...change }: Partial<PortCdcpOptions>, now: number): Refusal | undefined {
    if (enabled !== undefined && typeof enabled !== 'boolean')
      return refuse('badConfig', 'cdcp.enabled', 'true or false');
    const config: Partial<CdcpConfigOptions> = { ...change };
    const refusal = this.#negotiation.handle({ kind: 'config', config: { ...config, role: this.config.role } });
    if (refusal !== undefined) return { ...refusal, field: refusal.field.replace(/^config/, 'cdcp') };
    this.#isTold = false;
    if (enabled !== undefined && enabled !== this.#cdcpEnabled) {
      this.#cdcpEnabled = enabled;
      this.#switch(now);
    }
    return undefined;
  }

  /** An LLDPDU to the Nearest non-TPMR Bridge, `at..end` of a frame. */
  lldpdu(bytes: Uint8Array, at: number, end: number, now: number): void {
    if (this.#agent === undefined) this.#counters.rxLldpByHost++;
    else this.#agent.handle({ kind: 'lldpdu', bytes, at, end }, now);
  }

  /** All that a daemon of the host knows of its neighbours at this address. */
  hostNeighbors(neighbors: readonly HostLldpNeighbor[]): Refusal | undefined {
    if (this.#agent !== undefined) return refuse('lldpByLibrary', 'port', "a port with lldp.by 'host'");
    this.#setPeers(neighbors.map(({ id, tlvs: tlv }) => this.#peerOf(id, tlv)));
    return undefined;
  }

  timeout(now: number): void {
    this.#agent?.handle(TIMEOUT, now);
  }

  /** When `timeout` is wanted next; Infinity: never. */
  nextDeadline(): number {
    return this.#agent?.nextDeadline() ?? Number.POSITIVE_INFINITY;
  }

  status(): UapStatus {
    return { ...this.#negotiation.status(), lldp: this.#agent?.status() };
  }

  /** Goes on with what has come, up to the next S-channel that ends or appears; `undefined`: nothing is left. */
  settle(now: number): ChannelChange | undefined {
    for (let more = true; more; ) {
      more = false;
      for (let output = this.#negotiation.poll(); output !== undefined; output = this.#negotiation.poll()) {
        more = true;
        if (output.kind === 'channelDown' || output.kind === 'channelUp') return output;
        this.#takeNegotiation(output, now);
      }
      for (let output = this.#agent?.poll(); output !== undefined; output = this.#agent?.poll()) {
        more = true;
        this.#takeLldp(output);
      }
    }
    if (!this.#isTold) this.#tellState();
    return undefined;
  }

  #switch(now: number): void {
    const { isOn } = this;
    this.#isTold = false;
    this.#negotiation.handle({ kind: 'adminEnable', enabled: isOn });
    if (isOn && this.#agent !== undefined) this.#sendTlvs(now);
    this.#agent?.handle({ kind: 'adminStatus', adminStatus: isOn ? 'enabledRxTx' : 'disabled' }, now);
  }

  #takeNegotiation(output: Exclude<CdcpNegotiationOutput, ChannelChange>, now: number): void {
    switch (output.kind) {
      case 'localChange':
        this.#sendTlvs(now);
        break;
      case 'warning':
        // Of a channel without SVID it is told that it is missing.
        if (output.warning.code !== 'noSvid') this.#tell({ kind: 'cdcpWarning', warning: output.warning });
        break;
      case 'multiplePeers':
        this.#tell({ kind: 'multipleCdcpPeers', on: output.on });
    }
  }

  #takeLldp(output: LldpAgentOutput): void {
    if (output.kind === 'lldpdu') {
      this.#counters.txFrames++;
      const frame = buildFrame(this.#frames, this.#lldpForm, output.octets);
      this.#outputs.push({ kind: 'frame', port: this.#settings.name, frame });
      return;
    }
    this.#tell({ kind: 'uapLldp', told: output });
    switch (output.kind) {
      case 'neighborAdded':
      case 'neighborUpdated': {
        const peer = this.#peerOf(neighborId(output.neighbor), output.neighbor.tlvs);
        const isKnown = this.#peers.some(({ id }) => id === peer.id);
        this.#setPeers(isKnown ? this.#peers.map((one) => (one.id === peer.id ? peer : one)) : [...this.#peers, peer]);
        break;
      }
      case 'neighborRemoved': {
        const gone = neighborId(output.neighbor);
        this.#setPeers(this.#peers.filter(({ id }) => id !== gone));
      }
    }
  }

  #peerOf(id: string, tlv: readonly LldpTlv[]): CdcpPeer {
    const { cdcp, rejected } = findCdcpTlv(tlv);
    for (const code of rejected) this.#tell({ kind: 'cdcpTlvRejected', peer: id, code });
    return { id, cdcp };
  }

  #setPeers(peers: readonly CdcpPeer[]): void {
    this.#isTold = false;
    this.#peers = peers;
    this.#negotiation.handle({ kind: 'peers', peers });
  }

  #sendTlvs(now: number): void {
    const { name, lldp } = this.#settings;
    const { txTlv } = this.#negotiation.state;
    const cdcp = txTlv && [{ kind: 'raw' as const, type: LLDP_ORGANIZATION, value: encodeCdcpTlv(txTlv) }];
    const tlv = [...lldp.tlvs, ...(cdcp ?? [])];
    if (this.#agent !== undefined) this.#agent.handle({ kind: 'localTlvs', tlvs: tlv }, now);
    else
      this.#outputs.push({
        kind: 'lldpTlvs',
        port: name,
        scid: DEFAULT_SCID,
        destination: NEAREST_NON_TPMR_BRIDGE,
        tlvs: tlv,
      });
  }

  /** Tells whether CDCP runs, and which channels are missing, where that is new. */
  #tellState(): void {
    this.#isTold = true;
    const { schState, channels } = this.#negotiation.status();
    const isRunning = schState === 'Running';
    if (isRunning !== this.#isRunning) this.#tell({ kind: 'cdcpRunning', on: isRunning });
    this.#isRunning = isRunning;
    const before = this.#missing;
    this.#missing = new Map();
    for (const { scid, missing } of channels) {
      if (missing === undefined) continue;
      this.#missing.set(scid, missing);
      if (before.get(scid) !== missing) this.#tell({ kind: 'channelMissing', scid, missing });
    }
  }

  #tell(event: UapEvent): void {
    this.#outputs.push({ port: this.#settings.name, ...event });
  }
}
