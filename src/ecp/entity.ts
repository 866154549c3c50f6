// An ECP entity, clause 43: the transmit and the receive machine of one port (one S-channel), and the users above them.
// The host feeds ECPDUs and time, and takes out what is to be sent. Users (`EcpUlp`) are asked and told by calls.
//
// Always: a timer expires by `timeout` alone. The queue of outputs is bounded: where too many outputs wait, ECPDUs are
// dropped without an ACK (the peer repeats them), and timers wait.

import type { Refusal } from '../core/refusal.js';
import { setParameters, setPortEnabled } from './host.js';
import type { EcpInput, EcpOptions, EcpOutput, EcpRefusalCode } from './io.js';
import { takeOutput } from './outbox.js';
import { forgetNeighbour, receiveEcpdu } from './receive.js';
import { type EcpShell, type EcpState, newEcpShell } from './state.js';
import { describeEcp, type EcpStatus } from './status.js';
import { expire, isBusy, serve } from './step.js';

/**
 * The ECP entity of a port or of an S-channel.
 *
 * @example
 * const user = new EcpPushUser({ subtype: ECP_SUBTYPE_PE_CSP });
 * const entity = new EcpEntity({ ulps: [user] });
 * entity.handle({ kind: 'portEnabled', enabled: true }, now);
 * user.handle({ kind: 'request', ulpdu });
 * entity.handle({ kind: 'ulpReady' }, now);
 * for (let output = entity.poll(); output !== undefined; output = entity.poll()) {
 *   if (output.kind === 'ecpdu') send(output.octets);
 * }
 */
export class EcpEntity {
  /** All that changes. Its form is not covered by semver. */
  readonly state: EcpState;
  readonly #shell: EcpShell;

  /**
   * @param state of an entity with equal options and users, taken over; without it the entity starts with its port down
   * @throws OptionError for a number out of its range, or for a subtype out of 1..1023 or of two users
   */
  constructor(options: EcpOptions, state?: EcpState) {
    this.#shell = newEcpShell(options, state);
    this.state = this.#shell.state;
  }

  /**
   * Takes one input. `now` is in microseconds on any scale that does not go back; where it does, time stands still.
   *
   * @returns why the input was refused; nothing has changed then
   */
  handle(input: EcpInput, now: number): Refusal<EcpRefusalCode> | undefined {
    const shell = this.#shell;
    if (now > shell.state.now) shell.state.now = now;
    switch (input.kind) {
      case 'ecpdu':
        receiveEcpdu(shell, input.bytes, input.at, input.end);
        return undefined;
      case 'timeout':
        expire(shell);
        return undefined;
      case 'ulpReady':
        serve(shell);
        return undefined;
      case 'portEnabled':
        return setPortEnabled(shell, input);
      case 'parameters':
        return setParameters(shell, input);
      case 'neighbourChanged':
        forgetNeighbour(shell);
        return undefined;
    }
  }

  /** The next output, in causal order; `undefined` where none waits. */
  poll(): EcpOutput | undefined {
    return takeOutput(this.#shell);
  }

  /** When `timeout` is due, in microseconds of `now`; `undefined` where no timer runs. Timers of users do not count. */
  nextDeadline(): number | undefined {
    const next = Math.min(this.state.ackTimer, this.state.restTimer);
    return next === Number.POSITIVE_INFINITY ? undefined : next;
  }

  /** An ECPDU is on its way, or the rest behind it has not ended: users are not asked for a ULPDU before that. */
  get isBusy(): boolean {
    return isBusy(this.state);
  }

  /** The read-out for people and management. */
  status(): EcpStatus {
    return describeEcp(this.#shell);
  }
}
