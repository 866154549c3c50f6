// An end with its clock, driven and read by short words: what the traces of the reference are written in.

import { hex } from '../support/hex.js';
import { drain, type End, type EndInput, type EndOptions, newEnd } from './end.js';

export { drain } from './end.js';

/** ackTimerInit of RTE 14, microseconds. */
export const T = 163_840;

export interface Rig {
  readonly entity: End;
  now: number;
  /** Handles an input now; answers the outputs, or the code of the refusal. */
  readonly on: (input: EndInput) => string[] | string;
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

/** An end whose port is down; users with queues have the subtypes 1 and 2 unless the options say otherwise. */
export function rig(options: EndOptions = {}): Rig {
  const entity = newEnd({ pushSubtypes: [1, 2], ...options });
  const on = (input: EndInput): string[] | string => entity.handle(input, self.now)?.code ?? drain(entity);
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
export function rigUp(options: EndOptions = {}): Rig {
  const self = rig(options);
  self.portUp();
  return self;
}
