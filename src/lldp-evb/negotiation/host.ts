// What a host asks of an EVB negotiation.

import type { OptionError } from '../../core/limits.js';
import { type Refusal, refuse } from '../../core/refusal.js';
import { type EvbConfigOptions, readEvbConfig } from './config.js';
import type { EvbNegotiationInput, EvbNegotiationRefusal } from './io.js';
import type { EvbNegotiationShell, EvbNegotiationState } from './state.js';
import { step } from './step.js';

/** Takes an input; returns why it was refused, which then has changed nothing. */
export function takeInput(
  shell: EvbNegotiationShell,
  input: EvbNegotiationInput,
): Refusal<EvbNegotiationRefusal> | undefined {
  const { settings, state } = shell;
  const isFull = state.outputs.size >= settings.maxPendingOutputs;
  if (isFull && (input.kind === 'config' || input.kind === 'peers')) {
    return refuse('busy', '', 'outputs to be taken by poll first');
  }
  const { rrReq } = state.config;
  switch (input.kind) {
    case 'config': {
      const refusal = configure(state, input.config);
      if (refusal !== undefined) return refusal;
      break;
    }
    case 'peers':
      state.peers = input.peers.map(({ id, evb }) => ({ id, evb: evb && { ...evb } }));
      break;
    case 'portEnabled':
      state.portEnabled = input.enabled;
      break;
    case 'forget':
      state.agreed = undefined;
      break;
  }
  step(shell, input.kind === 'peers' ? input.reason : undefined, rrReq !== state.config.rrReq);
  return undefined;
}

function configure(
  state: EvbNegotiationState,
  change: Partial<EvbConfigOptions>,
): Refusal<EvbNegotiationRefusal> | undefined {
  const { role } = state.config;
  if (change.role !== undefined && change.role !== role) return refuse('badConfig', 'config.role', role);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  try {
    state.config = readEvbConfig({ ...state.config, ...Object.fromEntries(given) });
    return undefined;
  } catch (error) {
    const { code, field, expected } = error as OptionError;
    if (code !== 'dot1qbgOption') throw error;
    return refuse('badConfig', `config.${field}`, expected);
  }
}
