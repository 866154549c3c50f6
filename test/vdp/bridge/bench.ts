// A bridge on a bench: ULPDUs of the station and responses as digits, outputs as they come. The parameters are those of the
// traces: RWD 20, RKA 20, R 3, RTE 14.

import {
  VdpBridge,
  type VdpBridgeInput,
  type VdpBridgeOptions,
  type VdpBridgeOutput,
  type VdpBridgeRefusal,
  type VsiAnswer,
} from '../../../src/vdp/index.js';
import { hex, toHex } from '../../support/hex.js';
import { association, identifier, MANAGER, tlv, UUID } from '../wire/tlvs.js';

export const PARAMETERS = { r: 3, rte: 14, rwd: 20, rka: 20 };
/** 10.48576 s and 17.44896 s. */
export const RESOURCE_WAIT = 10_485_760;
export const TOUT_KEEP_ALIVE = 17_448_960;

export const VSI = { vsiidFormat: 5, vsiid: identifier(UUID) };
export const OK: VsiAnswer = { ok: true };

type Kind = VdpBridgeOutput['kind'];
type OutputOf<K extends Kind> = Extract<VdpBridgeOutput, { readonly kind: K }>;

/** TLV `type` of the one VSI: status and filter info as digits, VID 100 where none are given. */
export const command = (type: number, status = '00', filterInfo = '01 0001 0064'): string =>
  tlv(type, association(status, filterInfo));

/** The same with another VSIID, as a number. */
export const commandOf = (vsi: number, type: number, status = '00', filterInfo = '01 0001 0064'): string =>
  tlv(type, `${status} 000001 00 05 ${vsi.toString(16).padStart(32, '0')} ${filterInfo}`);

/** The VSI that `commandOf` is about. */
export const vsiOf = (vsi: number) => ({ vsiidFormat: 5, vsiid: identifier(vsi.toString(16).padStart(32, '0')) });

export class BridgeBench {
  readonly bridge: VdpBridge;
  now = 0;
  /** What `poll` gave since the last look. */
  outputs: VdpBridgeOutput[] = [];

  constructor(options: VdpBridgeOptions = {}, groupIdAgreed = true, ready = true) {
    this.bridge = new VdpBridge(options);
    if (ready) this.give({ kind: 'evb', state: 'ready', parameters: PARAMETERS, groupIdAgreed });
  }

  give(input: VdpBridgeInput): VdpBridgeRefusal | undefined {
    const refusal = this.bridge.handle(input, this.now);
    for (let output = this.bridge.poll(); output; output = this.bridge.poll()) this.outputs.push(output);
    return refusal;
  }

  /** A ULPDU with these TLVs behind the manager. */
  rx(...tlvs: string[]): VdpBridgeRefusal | undefined {
    return this.rxOf(MANAGER, ...tlvs);
  }

  /** A ULPDU with these TLVs. */
  rxOf(...tlvs: string[]): VdpBridgeRefusal | undefined {
    const bytes = hex(tlvs.join(''));
    return this.give({ kind: 'ulpdu', bytes, at: 0, end: bytes.length });
  }

  /** Answers the query made last. */
  answer(answer: VsiAnswer): VdpBridgeRefusal | undefined {
    return this.give({ kind: 'answer', id: this.lastQuery().id, answer });
  }

  refuse(error: number, more: { keep?: boolean; hard?: boolean } = {}): VdpBridgeRefusal | undefined {
    return this.answer({ ok: false, error, ...more });
  }

  /** Answers with one entry of format 1: PS, PCP and VID. */
  supply(vid: number, pcp?: number): VdpBridgeRefusal | undefined {
    const entry = { ps: pcp !== undefined, pcp: pcp ?? 0, vid };
    return this.answer({ ok: true, filterInfo: { format: 1, entries: [entry] } });
  }

  #lastQuery: OutputOf<'query'> | undefined;
  lastQuery(): OutputOf<'query'> {
    this.#lastQuery = this.all('query').at(-1) ?? this.#lastQuery;
    if (this.#lastQuery === undefined) throw new Error('no query');
    return this.#lastQuery;
  }

  /** Time passes, and the timers that are due expire. */
  pass(microseconds: number): void {
    this.now += microseconds;
    this.give({ kind: 'timeout' });
  }

  /** All ULPDUs that ECP may pull, as digits. */
  txUlpdus(limit = 1492): string[] {
    const ulpdus: string[] = [];
    const out = new Uint8Array(limit).fill(0xa5);
    while (this.bridge.hasUlpdu()) {
      const end = this.bridge.pull(out, 0, limit, this.now);
      if (end === 0) throw new Error('nothing fits');
      ulpdus.push(toHex(out.subarray(0, end)));
    }
    return ulpdus;
  }

  /** The TLVs sent, without the manager, all in one. */
  tx(): string {
    return this.txUlpdus()
      .map((ulpdu) => ulpdu.slice(36))
      .join('');
  }

  /** Outputs of a kind since the last look. */
  all<K extends Kind>(kind: K): OutputOf<K>[] {
    return this.outputs.filter((output): output is OutputOf<K> => output.kind === kind);
  }

  /** The kinds of the outputs since the last look, in their order. */
  kinds(): Kind[] {
    this.#lastQuery = this.all('query').at(-1) ?? this.#lastQuery;
    const kinds = this.outputs.map(({ kind }) => kind);
    this.outputs = [];
    return kinds;
  }

  get vsis(): number {
    return this.bridge.status().vsis;
  }

  /** The one VSI, as it is listed. */
  vsi() {
    const [vsi, ...more] = this.bridge.vsis();
    if (vsi === undefined || more.length > 0) throw new Error('not one VSI');
    return vsi;
  }

  /** Microseconds until the next timer. */
  get timer(): number | undefined {
    const next = this.bridge.nextDeadline();
    return next === undefined ? undefined : next - this.now;
  }
}

/** BR1: an Associate is in hand. */
export function processing(options?: VdpBridgeOptions): BridgeBench {
  const bench = new BridgeBench(options);
  bench.rx(command(3));
  return bench;
}

/** BR2: the Associate is granted, its response has gone out. */
export function associated(options?: VdpBridgeOptions): BridgeBench {
  const bench = processing(options);
  bench.answer(OK);
  bench.tx();
  bench.kinds();
  return bench;
}
