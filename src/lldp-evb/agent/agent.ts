// An LLDP agent: the three machines of 802.1AB for one port and one destination address. The caller that gives it LLDPDUs
// has looked at the address.
//
// On purpose different: neighbours count as gone at once when the port goes down. They stay in the table until their time
// is over or the port is back, since the standard's counters say so, and nothing more is told of them.

import type { Refusal } from '../../core/refusal.js';
import { takeInput } from './host.js';
import type { LldpAgentInput, LldpAgentOptions, LldpAgentOutput, LldpAgentRefusal } from './io.js';
import { type LldpAgentShell, type LldpAgentState, newLldpAgent } from './state.js';
import { describeAgent, type LldpAgentStatus } from './status.js';
import { nextDeadline } from './ticks.js';

export class LldpAgent {
  /** All that changes. Its form is not covered by semver. */
  readonly state: LldpAgentState;
  readonly #shell: LldpAgentShell;

  /**
   * @param state taken over where it is given, as one that was saved; adminStatus and the times are those of the state then
   * @throws OptionError for an option out of its range
   */
  constructor(options: LldpAgentOptions, state?: LldpAgentState) {
    this.#shell = newLldpAgent(options, state);
    this.state = this.#shell.state;
  }

  /**
   * Takes an input at `now`, in microseconds of the host's scale; the ticks that are due come first. Time that goes back
   * is taken as the latest seen. Answers why an input was not taken, which then has changed nothing; LLDPDUs of the peer
   * are dropped and counted where outputs wait to their limit.
   */
  handle(input: LldpAgentInput, now: number): Refusal<LldpAgentRefusal> | undefined {
    return takeInput(this.#shell, input, now);
  }

  /** The next output, in causal order, or `undefined`. */
  poll(): LldpAgentOutput | undefined {
    return this.state.outputs.shift();
  }

  /** When `handle` wants a `timeout`, in microseconds of the host's scale; `undefined`: never. */
  nextDeadline(): number | undefined {
    return nextDeadline(this.state);
  }

  status(): LldpAgentStatus {
    return describeAgent(this.#shell);
  }
}
