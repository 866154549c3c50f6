// What the host changes of a running ECP entity: whether its port works, and the parameters agreed with the peer.

import { keepsLimit, limitText } from '../core/limits.js';
import { run } from '../core/machine.js';
import { type Refusal, refuse } from '../core/refusal.js';
import type { EcpInput, EcpRefusalCode } from './io.js';
import { ecpLimits } from './limits.js';
import { isFull } from './outbox.js';
import { type EcpShell, receiveMachine } from './state.js';
import { advance } from './step.js';
import { ackTimerInit } from './timers.js';

type InputOf<Kind extends EcpInput['kind']> = Extract<EcpInput, { readonly kind: Kind }>;
type Refused = Refusal<EcpRefusalCode> | undefined;

export function setPortEnabled(shell: EcpShell, { enabled, initialSequence }: InputOf<'portEnabled'>): Refused {
  const { settings, state, scratch } = shell;
  const { transmit, receive } = state;
  if (initialSequence !== undefined && !keepsLimit(ecpLimits.initialSequence, initialSequence)) {
    return refuse('outOfRange', 'initialSequence', limitText(ecpLimits.initialSequence));
  }
  if (enabled === transmit.portEnabled) return undefined;
  if (enabled && isFull(shell)) {
    return refuse('busy', '', `fewer than ${settings.maxPendingOutputs} outputs that wait for poll`);
  }
  if (enabled) {
    transmit.sequence = initialSequence ?? transmit.sequence;
    for (const ulp of settings.ulps) ulp.portEnabled?.(true, state.now);
  }
  transmit.portEnabled = enabled;
  receive.portEnabled = enabled;
  run(receiveMachine, receive, scratch.receiveEffects);
  advance(shell);
  return undefined;
}

export function setParameters({ state }: EcpShell, { r, rte }: InputOf<'parameters'>): Refused {
  if (!keepsLimit(ecpLimits.r, r)) return refuse('outOfRange', 'r', limitText(ecpLimits.r));
  if (!keepsLimit(ecpLimits.rte, rte)) return refuse('outOfRange', 'rte', limitText(ecpLimits.rte));
  state.transmit.maxRetries = r;
  state.rte = rte;
  state.ackTimerInit = ackTimerInit(rte);
  return undefined;
}
