// An ECP entity with its clock, driven and read by short words: what the traces of the reference are written in.
//
// Outputs as words: `send 10010001aa`, `ack 14010001`, `indication 1 aa`, `txDone 1`, `txFailed 1 noAck`.

import { EcpEntity, type EcpInput, type EcpOptions, type EcpOutput } from '../../src/ecp/index.js';
import { hex, toHex } from '../support/hex.js';

/** ackTimerInit of RTE 14, microseconds. */
export const T = 163_840;

export function wordOf(output: EcpOutput): string {
  switch (output.kind) {
    case 'ecpdu':
      return `${output.ack ? 'ack' : 'send'} ${toHex(output.octets)}`;
    case 'indication':
      return `indication ${output.subtype} ${toHex(output.bytes.subarray(output.at, output.end))}`.trimEnd();
    case 'txDone':
      return `txDone ${output.subtype}`;
    case 'txFailed':
      return `txFailed ${output.subtype} ${output.reason}`;
  }
}

/** Everything that waits, as words. */
export function drain(entity: EcpEntity): string[] {
  const words: string[] = [];
  for (let output = entity.poll(); output !== undefined; output = entity.poll()) words.push(wordOf(output));
  return words;
}

export interface Rig {
  readonly entity: EcpEntity;
  now: number;
  /** Handles an input now; answers the outputs, or the code of the refusal. */
  readonly on: (input: EcpInput) => string[] | string;
  readonly portUp: (initialSequence?: number) => string[] | string;
  readonly portDown: () => string[] | string;
  readonly request: (subtype: number, ulpdu: string) => string[] | string;
  /** An ECPDU, which stands somewhere inside a frame. */
  readonly receive: (ecpdu: string) => string[] | string;
  readonly timeout: () => string[] | string;
  /** Goes on to the next deadline. */
  readonly expire: () => string[] | string;
  /** Microseconds until the next deadline. */
  readonly left: () => number | undefined;
}

/** An entity whose port is down; subtypes 1 and 2 are pushed unless the options say otherwise. */
export function rig(options: EcpOptions = {}): Rig {
  const entity = new EcpEntity({ pushSubtypes: [1, 2], ...options });
  const on = (input: EcpInput): string[] | string => entity.handle(input, self.now)?.code ?? drain(entity);
  const self: Rig = {
    entity,
    now: 1_000_000,
    on,
    portUp: (initialSequence) => on({ kind: 'portEnabled', enabled: true, initialSequence }),
    portDown: () => on({ kind: 'portEnabled', enabled: false }),
    request: (subtype, ulpdu) => on({ kind: 'request', subtype, ulpdu: hex(ulpdu) }),
    receive: (ecpdu) => {
      const bytes = hex(`ffffff ${ecpdu} ffff`);
      return on({ kind: 'ecpdu', bytes, at: 3, end: bytes.length - 2 });
    },
    timeout: () => on({ kind: 'timeout' }),
    expire: () => {
      self.now = entity.nextDeadline() ?? self.now;
      return on({ kind: 'timeout' });
    },
    left: () => {
      const at = entity.nextDeadline();
      return at === undefined ? undefined : at - self.now;
    },
  };
  return self;
}

/** The same with the port up. */
export function rigUp(options: EcpOptions = {}): Rig {
  const self = rig(options);
  self.portUp();
  return self;
}
