// What a host asks of CDCP.

import type { OptionError } from '../../core/limits.js';
import { type Refusal, refuse } from '../../core/refusal.js';
import { type CdcpConfigOptions, readCdcpConfig } from './config.js';
import type { CdcpNegotiationInput, CdcpNegotiationRefusal, CdcpPeer } from './io.js';
import { receivePeers } from './receive.js';
import { adminOf, type CdcpNegotiationShell } from './state.js';
import { step } from './step.js';

const copyPeer = ({ id, cdcp }: CdcpPeer): CdcpPeer => ({
  id,
  cdcp: cdcp && { ...cdcp, pairs: cdcp.pairs.map(({ scid, svid }) => ({ scid, svid })) },
});

/** Takes an input; returns why it was refused, which then has changed nothing. */
export function takeInput(
  shell: CdcpNegotiationShell,
  input: CdcpNegotiationInput,
): Refusal<CdcpNegotiationRefusal> | undefined {
  const { settings, state } = shell;
  const isFull = state.outputs.size >= settings.maxPendingOutputs;
  if (isFull && (input.kind === 'config' || input.kind === 'peers')) {
    return refuse('busy', '', 'outputs to be taken by poll first');
  }
  switch (input.kind) {
    case 'config':
      return configure(shell, input.config);
    case 'peers':
      state.peers = input.peers.map(copyPeer);
      break;
    case 'portEnabled':
      state.data.portEnabled = input.enabled;
      break;
    case 'adminEnable':
      state.data.adminEnable = input.enabled;
      break;
  }
  receivePeers(shell);
  return undefined;
}

function configure(
  shell: CdcpNegotiationShell,
  change: Partial<CdcpConfigOptions>,
): Refusal<CdcpNegotiationRefusal> | undefined {
  const { state } = shell;
  const { sComp } = state.config;
  if (change.sComp !== undefined && change.sComp !== sComp) return refuse('badConfig', 'config.sComp', `${sComp}`);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  try {
    state.config = readCdcpConfig({ ...state.config, ...Object.fromEntries(given) });
  } catch (error) {
    const { code, field, expected } = error as OptionError;
    if (code !== 'dot1qbgOption') throw error;
    return refuse('badConfig', `config.${field}`, expected);
  }
  Object.assign(state.data, adminOf(state.config));
  step(shell);
  return undefined;
}
