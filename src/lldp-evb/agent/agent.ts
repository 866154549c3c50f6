// An LLDP agent: the three machines of 802.1AB for one port and one destination address. The host checks the address
// before it gives an LLDPDU to the agent.
//
// On purpose different: when the port goes down, the host is told at once that all neighbours have gone. The table
// keeps them until their time is over or the port is up again, since the counters of the standard count them until
// then.

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
   * @param state taken over where it is given, as one that was saved; adminStatus and the times are those of the state
   *   then
   * @throws OptionError for an option out of its range
   */
  constructor(options: LldpAgentOptions, state?: LldpAgentState) {
    this.#shell = newLldpAgent(options, state);
    this.state = this.#shell.state;
  }

  /**
   * Takes an input. The ticks that are due come first. While `maxPendingOutputs` outputs wait, LLDPDUs are dropped and
   * counted.
   *
   * @param now microseconds on the host's scale; an instant before the latest one counts as the latest one
   * @returns why the input was refused, which then has changed nothing; `undefined`: it was taken
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
