// What a host asks of an LLDP agent.

import { type Refusal, refuse } from '../../core/refusal.js';
import { LLDP_ADMIN_STATUSES } from './admin-status.js';
import type { LldpAgentInput, LldpAgentRefusal } from './io.js';
import { copyTlvs, countFitting, isLocalTlv, sameTlvs } from './local-tlvs.js';
import { acceptsLldpdu, examineLldpdu } from './receive.js';
import { isFull, type LldpAgentShell } from './state.js';
import { leavePort, step } from './step.js';
import { advance } from './ticks.js';

/** Takes an input; returns why it was refused, which then has changed nothing. */
export function takeInput(
  shell: LldpAgentShell,
  input: LldpAgentInput,
  now: number,
): Refusal<LldpAgentRefusal> | undefined {
  const refusal = refuseInput(shell, input);
  if (refusal !== undefined) return refusal;
  advance(shell, now);
  const { settings, state } = shell;
  const { data } = state;
  switch (input.kind) {
    case 'portEnabled':
      if (data.portEnabled && !input.enabled) leavePort(state);
      data.portEnabled = input.enabled;
      break;
    case 'adminStatus':
      data.adminStatus = input.adminStatus;
      break;
    case 'localTlvs':
      if (sameTlvs(state.tlvs, input.tlvs)) return undefined;
      state.tlvs = copyTlvs(input.tlvs);
      state.fitting = countFitting(settings, state.tlvs);
      state.leftOutTold = false;
      data.localChange = true;
      break;
    case 'lldpdu':
      if (!acceptsLldpdu(shell)) return undefined;
      examineLldpdu(shell, input.bytes, input.at, input.end);
      break;
    case 'timeout':
      return undefined;
  }
  step(shell);
  return undefined;
}

function refuseInput(shell: LldpAgentShell, input: LldpAgentInput): Refusal<LldpAgentRefusal> | undefined {
  if (input.kind !== 'adminStatus' && input.kind !== 'localTlvs') return undefined;
  if (isFull(shell)) return refuse('busy', '', 'outputs to be taken by poll first');
  if (input.kind === 'adminStatus') {
    if (LLDP_ADMIN_STATUSES.includes(input.adminStatus)) return undefined;
    return refuse('badAdminStatus', 'adminStatus', LLDP_ADMIN_STATUSES.join(', '));
  }
  const bad = input.tlvs.findIndex((tlv) => !isLocalTlv(tlv));
  return bad < 0 ? undefined : refuse('badTlv', `tlvs[${bad}]`, 'a TLV of type 4..127 with a value of 0..511 octets');
}
