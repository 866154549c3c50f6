// One end of an S-channel, URP or SBP: an LLDP agent on the Nearest Customer Bridge address, the EVB negotiation on what
// it hears, one ECP entity, and VDP above that. It knows how these four belong together (lldp-evb 7) and nothing of roles.
//
// Always: after each call nothing waits in any of the four that could go on at this instant, so none of their queues
// grows; what they have told stands in `outputs`.

import { ETHERTYPE_ECP, ETHERTYPE_LLDP } from '../core/ethernet.js';
import type { Fifo } from '../core/fifo.js';
import { NEAREST_CUSTOMER_BRIDGE } from '../core/mac.js';
import { LLDP_ORGANIZATION } from '../core/organization.js';
import { type Refusal, refuse } from '../core/refusal.js';
import { EcpEntity } from '../ecp/entity.js';
import type { EcpOptions } from '../ecp/io.js';
import type { EcpStatus } from '../ecp/status.js';
import { LldpAgent } from '../lldp-evb/agent/agent.js';
import type { LldpAgentOutput, NeighborRemovedReason } from '../lldp-evb/agent/io.js';
import { EVB_TLV_FORM, EVB_TLV_FORM_EXACT } from '../lldp-evb/agent/neighbor.js';
import type { LldpAgentStatus } from '../lldp-evb/agent/status.js';
import type { EvbConfigOptions } from '../lldp-evb/negotiation/config.js';
import { readEvbConfig } from '../lldp-evb/negotiation/config.js';
import type { EvbNegotiationOutput } from '../lldp-evb/negotiation/io.js';
import { EvbNegotiation } from '../lldp-evb/negotiation/negotiation.js';
import type { EvbPeer, EvbValues } from '../lldp-evb/negotiation/outcome.js';
import type { EvbNegotiationStatus } from '../lldp-evb/negotiation/status.js';
import { encodeEvbTlv } from '../lldp-evb/wire/evb-tlv.js';
import type { LldpTlv } from '../lldp-evb/wire/lldpdu.js';
import { DEFAULT_SVID } from '../s-channel/pair-list.js';
import type { ChannelEndReason, ChannelVdp } from './channel-vdp.js';
import type { EvbPortCounters } from './counters.js';
import type { EvbCommonOutput, EvbEvent, SChannelOrigin } from './events.js';
import { buildFrame, type FrameBuilder, type FrameForm, frameForm } from './frames.js';
import { optionsAt } from './options/options-at.js';
import type { PortSettings } from './options/port-options.js';
import { type HostLldpNeighbor, peerOf, withNeighbor, withoutNeighbor } from './peers.js';
import type { ChannelPlace } from './place.js';

/** The read-out of a channel. */
export interface ChannelStatus {
  readonly scid: number;
  readonly svid: number;
  /** Absent where a daemon of the host speaks LLDP. */
  readonly lldp: LldpAgentStatus | undefined;
  readonly evb: EvbNegotiationStatus;
  readonly ecp: EcpStatus;
}

const ULP_READY = { kind: 'ulpReady' } as const;
const TIMEOUT = { kind: 'timeout' } as const;

/** What a channel is made of, apart from its VDP. */
export interface ChannelParts {
  /** Number of the channel among those of all ports, while it is there. */
  readonly slot: number;
  readonly place: ChannelPlace;
  readonly svid: number;
  readonly origin: SChannelOrigin;
  readonly settings: PortSettings;
  readonly config: EvbConfigOptions;
  readonly initialSequence: number | undefined;
  readonly frames: FrameBuilder;
  /** What VDP takes from its host has to fit `maxUlpduOctets`. */
  readonly ecp: Pick<EcpOptions, 'rest' | 'maxUlpduOctets'>;
  readonly counters: EvbPortCounters;
}

export class EvbChannel<VdpInput, VdpOutput extends object> {
  readonly vdp: ChannelVdp<VdpInput, VdpOutput>;
  readonly slot: number;
  readonly scid: number;
  readonly svid: number;
  readonly origin: SChannelOrigin;
  readonly #place: ChannelPlace;
  readonly #settings: PortSettings;
  readonly #counters: EvbPortCounters;
  readonly #frames: FrameBuilder;
  readonly #outputs: Fifo<EvbCommonOutput | (VdpOutput & ChannelPlace)>;
  readonly #lldpForm: FrameForm;
  readonly #ecpForm: FrameForm;
  readonly #isTaggedByHost: boolean;
  /** Absent where a daemon of the host speaks LLDP. */
  readonly #agent: LldpAgent | undefined;
  readonly #negotiation: EvbNegotiation;
  readonly #ecp: EcpEntity;
  /** Of LLDP, which nothing but what ends in `#settle` changes; Infinity where it waits for nothing. */
  #lldpDeadline = Number.POSITIVE_INFINITY;
  #peers: readonly EvbPeer[] = [];
  #linkUp = false;
  #enabled: boolean;
  /** The txEnable that the host wants; while EVB is disabled none is sent. */
  #txEnable: boolean;

  constructor(
    parts: ChannelParts,
    vdp: ChannelVdp<VdpInput, VdpOutput>,
    outputs: Fifo<EvbCommonOutput | (VdpOutput & ChannelPlace)>,
  ) {
    const { settings, config } = parts;
    this.vdp = vdp;
    this.slot = parts.slot;
    this.scid = parts.place.scid;
    this.svid = parts.svid;
    this.origin = parts.origin;
    this.#place = parts.place;
    this.#settings = settings;
    this.#counters = parts.counters;
    this.#frames = parts.frames;
    this.#outputs = outputs;
    const { tagging } = settings.channels;
    const tag = tagging === 'library' && parts.svid !== DEFAULT_SVID ? parts.svid : 0;
    this.#lldpForm = frameForm(parts.frames, NEAREST_CUSTOMER_BRIDGE, settings.mac, ETHERTYPE_LLDP, tag);
    this.#ecpForm = frameForm(parts.frames, NEAREST_CUSTOMER_BRIDGE, settings.mac, ETHERTYPE_ECP, tag);
    this.#isTaggedByHost = tagging === 'host';
    this.#enabled = settings.enabled;
    this.#txEnable = optionsAt('evb', () => readEvbConfig(config)).txEnable;
    const txEnable = settings.enabled && this.#txEnable;
    this.#negotiation = optionsAt('evb', () => new EvbNegotiation({ ...config, txEnable }));
    const evbForm = this.#negotiation.state.config.evbTlvLength === 'exact' ? EVB_TLV_FORM_EXACT : EVB_TLV_FORM;
    this.#agent =
      settings.lldp.by === 'host'
        ? undefined
        : optionsAt(
            'lldp',
            () =>
              new LldpAgent({
                ...settings.lldp,
                adminStatus: settings.enabled ? 'enabledRxTx' : 'disabled',
                organizationTlvs: [evbForm],
              }),
          );
    const { r, rte } = this.#negotiation.state.values;
    const { initialSequence } = parts;
    this.#ecp = new EcpEntity({
      ulps: [vdp],
      initialSequence,
      r,
      rte,
      ...parts.ecp,
    });
  }

  /** The port's link is up or down. */
  link(up: boolean, now: number): void {
    this.#linkUp = up;
    if (up) {
      this.vdp.handle({ kind: 'evb', state: 'down' }, now);
      this.#negotiation.handle({ kind: 'portEnabled', enabled: true });
      // First what is to be sent, then the leave to send it.
      this.#settle(now);
      this.#agent?.handle({ kind: 'portEnabled', enabled: true }, now);
    } else {
      this.#stop('portDown', now);
      this.#agent?.handle({ kind: 'portEnabled', enabled: false }, now);
      this.#negotiation.handle({ kind: 'portEnabled', enabled: false });
    }
    this.#settle(now);
  }

  /** The S-channel is no more. Nothing is sent: the other end may have none any more, or another one in its place. */
  close(now: number): void {
    this.#stop('sChannelDeleted', now);
    this.#agent?.handle({ kind: 'portEnabled', enabled: false }, now);
    this.#negotiation.handle({ kind: 'portEnabled', enabled: false });
    this.#settle(now);
  }

  /** EVB is switched on or off by management. */
  enable(enabled: boolean, now: number): void {
    if (enabled === this.#enabled) return;
    this.#enabled = enabled;
    if (enabled) {
      // First what is to be sent, then the leave to send it.
      this.#negotiation.handle({ kind: 'config', config: { txEnable: this.#txEnable } });
      this.#settle(now);
      this.#agent?.handle({ kind: 'adminStatus', adminStatus: 'enabledRxTx' }, now);
    } else {
      this.#stop(this.#linkUp ? 'disabled' : 'portDown', now);
      this.#agent?.handle({ kind: 'adminStatus', adminStatus: 'disabled' }, now);
      this.#negotiation.handle({ kind: 'config', config: { txEnable: false } });
      // Not before: while EVB is agreed the values are agreed anew.
      this.#negotiation.handle({ kind: 'forget' });
    }
    this.#settle(now);
  }

  /** Changes proposals and wishes while running. */
  configure(change: Partial<Omit<EvbConfigOptions, 'role'>>, now: number): Refusal | undefined {
    const { evbTlvLength } = this.#negotiation.state.config;
    if (change.evbTlvLength !== undefined && change.evbTlvLength !== evbTlvLength) {
      return refuse('badConfig', 'evb.evbTlvLength', `${evbTlvLength}, as the port was made with`);
    }
    const txEnable = change.txEnable ?? this.#txEnable;
    const refusal = this.#negotiation.handle({
      kind: 'config',
      config: { ...change, txEnable: this.#enabled && txEnable },
    });
    if (refusal !== undefined) return { ...refusal, field: refusal.field.replace(/^config/, 'evb') };
    this.#txEnable = txEnable;
    this.#settle(now);
    return undefined;
  }

  /** An LLDPDU to the Nearest Customer Bridge, `at..end` of a frame. */
  lldpdu(bytes: Uint8Array, at: number, end: number, now: number): void {
    if (this.#agent === undefined) {
      this.#counters.rxLldpByHost++;
      return;
    }
    this.#agent.handle({ kind: 'lldpdu', bytes, at, end }, now);
    this.#settle(now);
  }

  /** An ECPDU, `at..end` of a frame. */
  ecpdu(bytes: Uint8Array, at: number, end: number, now: number): void {
    this.#ecp.handle({ kind: 'ecpdu', bytes, at, end }, now);
    this.#settleVdp(now);
  }

  /** All that a daemon of the host knows of its neighbours. */
  hostNeighbors(neighbors: readonly HostLldpNeighbor[], now: number): Refusal | undefined {
    if (this.#agent !== undefined) return refuse('lldpByLibrary', 'port', "a port with lldp.by 'host'");
    this.#peers = neighbors.map((neighbor) => peerOf(neighbor, this.#negotiation.state.config));
    this.#negotiation.handle({ kind: 'peers', peers: this.#peers });
    this.#settle(now);
    return undefined;
  }

  /** Gives VDP what the host wants of it. */
  tellVdp(input: VdpInput, now: number): Refusal | undefined {
    const refusal = this.vdp.handle(input, now);
    this.#settleVdp(now);
    return refusal;
  }

  /** Time has passed. */
  timeout(now: number): void {
    this.#agent?.handle(TIMEOUT, now);
    this.#ecp.handle(TIMEOUT, now);
    this.vdp.handle(TIMEOUT, now);
    this.#settle(now);
  }

  /** When `timeout` is wanted next; Infinity: never. */
  nextDeadline(): number {
    const ecp = this.#ecp.nextDeadline() ?? Number.POSITIVE_INFINITY;
    const vdp = this.vdp.nextDeadline(this.#ecp.isBusy) ?? Number.POSITIVE_INFINITY;
    return Math.min(this.#lldpDeadline, ecp, vdp);
  }

  /** Number of the last ECPDU, from which whoever takes this channel's place counts on: a peer may not have noticed. */
  get sequence(): number {
    return this.#ecp.status().sequence;
  }

  status(): ChannelStatus {
    return {
      scid: this.#place.scid,
      svid: this.svid,
      lldp: this.#agent?.status(),
      evb: this.#negotiation.status(),
      ecp: this.#ecp.status(),
    };
  }

  /** Releases all VSIs without a word, and switches ECP off. */
  #stop(reason: ChannelEndReason, now: number): void {
    this.vdp.handle({ kind: 'reset', reason }, now);
    this.#ecp.handle({ kind: 'portEnabled', enabled: false }, now);
    if (reason !== 'portDown') this.vdp.handle({ kind: 'evb', state: 'down' }, now);
  }

  #settle(now: number): void {
    for (let more = true; more; ) {
      more = false;
      for (let output = this.#negotiation.poll(); output !== undefined; output = this.#negotiation.poll()) {
        more = true;
        this.#takeNegotiation(output, now);
      }
      for (let output = this.#agent?.poll(); output !== undefined; output = this.#agent?.poll()) {
        more = true;
        this.#takeLldp(output);
      }
    }
    this.#lldpDeadline = this.#agent?.nextDeadline() ?? Number.POSITIVE_INFINITY;
    this.#settleVdp(now);
  }

  #settleVdp(now: number): void {
    const { vdp } = this;
    const ecp = this.#ecp;
    for (let more = true; more; ) {
      more = false;
      for (let output = ecp.poll(); output !== undefined; output = ecp.poll()) {
        if (output.kind === 'ecpdu') this.#send(this.#ecpForm, output.octets);
        else this.#tell({ kind: 'ecpFailed' });
      }
      for (let output = vdp.poll(); output !== undefined; output = vdp.poll()) {
        this.#outputs.push({ ...this.#place, ...output });
      }
      if (!ecp.isBusy) {
        ecp.handle(ULP_READY, now);
        more = ecp.isBusy;
      }
    }
  }

  #takeLldp(output: LldpAgentOutput): void {
    if (output.kind === 'lldpdu') {
      this.#send(this.#lldpForm, output.octets);
      return;
    }
    this.#tell(output);
    switch (output.kind) {
      case 'neighborAdded':
      case 'neighborUpdated':
        this.#setPeers(withNeighbor(this.#peers, output.neighbor, this.#negotiation.state.config));
        break;
      case 'neighborRemoved':
        this.#setPeers(withoutNeighbor(this.#peers, output.neighbor), output.reason);
    }
  }

  #setPeers(peers: readonly EvbPeer[], reason?: NeighborRemovedReason): void {
    this.#peers = peers;
    this.#negotiation.handle({ kind: 'peers', peers, ...(reason && { reason }) });
  }

  #takeNegotiation(output: EvbNegotiationOutput, now: number): void {
    switch (output.kind) {
      case 'localChange': {
        const { txTlv } = output;
        const evb = txTlv && [{ kind: 'raw' as const, type: LLDP_ORGANIZATION, value: encodeEvbTlv(txTlv) }];
        this.#sendTlvs([...this.#settings.lldp.tlvs, ...(evb ?? [])], now);
        break;
      }
      case 'evbValues':
        this.#ecp.handle({ kind: 'parameters', r: output.values.r, rte: output.values.rte }, now);
        if (output.evbReady) this.#tellReady(output.values, now);
        break;
      case 'evbReady':
        this.#tellReady(output.values, now);
        // Whoever is there now may have started over: its first request is no repetition.
        this.#ecp.handle({ kind: 'neighbourChanged' }, now);
        this.#ecp.handle({ kind: 'portEnabled', enabled: true }, now);
        break;
      case 'evbLost':
        if (output.onEvbLoss === 'end') this.#stop('evbLost', now);
        else this.vdp.handle({ kind: 'evb', state: 'lost' }, now);
        break;
      case 'peerStartedOver':
        this.#ecp.handle({ kind: 'neighbourChanged' }, now);
        break;
      case 'peerUp':
        this.#ecp.handle({ kind: 'neighbourChanged' }, now);
        this.#tell(output);
        break;
      default:
        this.#tell(output);
    }
  }

  #tellReady({ r, rte, rwd, rka, gid }: EvbValues, now: number): void {
    this.vdp.handle({ kind: 'evb', state: 'ready', parameters: { r, rte, rwd, rka }, groupIdAgreed: gid }, now);
  }

  #sendTlvs(tlv: readonly LldpTlv[], now: number): void {
    if (this.#agent !== undefined) {
      this.#agent.handle({ kind: 'localTlvs', tlvs: tlv }, now);
      return;
    }
    this.#outputs.push({ kind: 'lldpTlvs', ...this.#place, destination: NEAREST_CUSTOMER_BRIDGE, tlvs: tlv });
  }

  #send(form: FrameForm, pdu: Uint8Array): void {
    this.#counters.txFrames++;
    const frame = buildFrame(this.#frames, form, pdu);
    const { port, scid } = this.#place;
    if (this.#isTaggedByHost) this.#outputs.push({ kind: 'frame', port, frame, scid });
    else this.#outputs.push({ kind: 'frame', port, frame });
  }

  #tell(event: EvbEvent): void {
    this.#outputs.push({ ...this.#place, ...event });
  }
}
