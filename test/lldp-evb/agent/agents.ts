// LLDP agents as tests drive them: events at seconds, LLDPDUs of neighbours, and outputs as short texts.

import { formatHex } from '../../../src/core/octets.js';
import {
  decodeLldpdu,
  type EvbTlv,
  encodeEvbTlv,
  encodeLldpdu,
  LldpAgent,
  type LldpAgentInput,
  type LldpAgentOptions,
  type LldpAgentOutput,
  type LldpTlv,
  type RawLldpTlv,
} from '../../../src/lldp-evb/index.js';

export const SECOND = 1_000_000;

export const text = (value: string): Uint8Array => new TextEncoder().encode(value);

export const systemName = (name: string): RawLldpTlv => ({ kind: 'raw', type: 5, value: text(name) });

export const evbRaw = (evb: EvbTlv): RawLldpTlv => ({ kind: 'raw', type: 127, value: encodeEvbTlv(evb) });

const chassis = (name: string) => ({ subtype: 7, id: text(name) });
const port = { subtype: 5, id: text('p') };

/** The octets of an LLDPDU of the neighbour with this name, padded. */
export function lldpduOf(name: string, ttl: number, tlvs: readonly LldpTlv[] = []): Uint8Array {
  const octets = encodeLldpdu({ chassisId: chassis(name), portId: port, ttl, tlvs });
  const padded = new Uint8Array(Math.max(46, octets.length));
  padded.set(octets);
  return padded;
}

export const received = (bytes: Uint8Array): LldpAgentInput => ({ kind: 'lldpdu', bytes, at: 0, end: bytes.length });

/** An output as a word and what matters: `F` an LLDPDU with its Time To Live, `S` a shutdown LLDPDU. */
export function outputText(output: LldpAgentOutput): string {
  const name = (id: Uint8Array): string => String.fromCharCode(...id);
  switch (output.kind) {
    case 'lldpdu': {
      const lldpdu = decodeLldpdu(output.octets);
      if (!lldpdu.ok) return 'bad LLDPDU';
      const { ttl, tlvs } = lldpdu.value;
      return ttl === 0 ? 'S' : ['F', ttl, ...tlvs.map(({ value }) => formatHex(value))].join(' ');
    }
    case 'neighborAdded':
    case 'neighborUpdated':
      return `${output.kind} ${name(output.neighbor.chassisId.id)} ${output.neighbor.ttl}`;
    case 'neighborRemoved':
      return `${output.kind} ${name(output.neighbor.chassisId.id)} ${output.reason}`;
    case 'tooManyNeighbors':
      return `${output.kind} ${output.on}`;
    case 'lldpduTooLong':
      return `${output.kind} ${output.leftOut}`;
  }
}

/** The identifiers of the agent that is tested. */
export const self = { chassisId: chassis('self'), portId: port } as const;

/** An agent on a clock of seconds. */
export class Driver {
  readonly agent: LldpAgent;
  /** Seconds. */
  now = 0;

  constructor(options: Partial<LldpAgentOptions> = {}) {
    this.agent = new LldpAgent({ ...self, ...options });
  }

  /** What waits, as texts. */
  outputs(): string[] {
    const texts: string[] = [];
    for (let output = this.agent.poll(); output !== undefined; output = this.agent.poll())
      texts.push(outputText(output));
    return texts;
  }

  /** An event now; what it leads to. */
  give(input: LldpAgentInput): string[] {
    this.agent.handle(input, this.now * SECOND);
    return this.outputs();
  }

  up(): string[] {
    return this.give({ kind: 'portEnabled', enabled: true });
  }

  down(): string[] {
    return this.give({ kind: 'portEnabled', enabled: false });
  }

  hear(name: string, ttl: number, tlv: readonly LldpTlv[] = []): string[] {
    return this.give(received(lldpduOf(name, ttl, tlv)));
  }

  /** Lets time go on to a second, waking the agent when it wants to be; what comes, with its second. */
  until(second: number): string[] {
    const texts: string[] = [];
    for (
      let at = this.agent.nextDeadline();
      at !== undefined && at <= second * SECOND;
      at = this.agent.nextDeadline()
    ) {
      this.now = at / SECOND;
      texts.push(...this.give({ kind: 'timeout' }).map((line) => `${this.now}: ${line}`));
    }
    this.now = second;
    texts.push(...this.give({ kind: 'timeout' }).map((line) => `${second} late: ${line}`));
    return texts;
  }

  /** txTTR, txFast, txCredit. */
  get tx(): [number, number, number] {
    const { txTTR, txFast, txCredit } = this.agent.state.data;
    return [txTTR, txFast, txCredit];
  }
}

/** An agent with the defaults, on a port that came up at second 0 and has sent its first LLDPDU. */
export function started(options: Partial<LldpAgentOptions> = {}): Driver {
  const driver = new Driver(options);
  driver.up();
  return driver;
}
