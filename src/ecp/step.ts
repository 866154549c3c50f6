// The transmit machine at work, clause 43: one run of the machine and its effects, and the next ECPDU where the machine is
// ready for one.

import { empty, run } from '../core/machine.js';
import { isFull } from './outbox.js';
import { pullEcpdu } from './pull.js';
import { type EcpShell, type EcpState, IN_HAND, transmitMachine } from './state.js';
import type { EcpTransmitEffect } from './transmit-machine.js';
import type { EcpFailReason, EcpUlp } from './ulp.js';

/** An ECPDU is on its way, or the rest behind it has not ended: no user is asked for a ULPDU before that. */
export const isBusy = ({ transmit, restTimer }: EcpState): boolean =>
  transmit.state === 'transmitECPDU' || restTimer !== Number.POSITIVE_INFINITY;

/** Runs the machine, and gives it the next ECPDU where it is ready for one. */
export function advance(shell: EcpShell): void {
  runTransmit(shell);
  serve(shell);
}

/** Gives the machine the next ECPDU where it is ready for one. */
export function serve(shell: EcpShell): void {
  const { transmit, restTimer } = shell.state;
  const isReady = transmit.state === 'waitForRequest' && restTimer === Number.POSITIVE_INFINITY;
  if (isReady && pullEcpdu(shell)) runTransmit(shell);
}

/** A timer that has expired. With too many outputs waiting it waits, too. */
export function expire(shell: EcpShell): void {
  const { state } = shell;
  if (isFull(shell)) return;
  if (state.restTimer <= state.now) {
    state.restTimer = Number.POSITIVE_INFINITY;
    serve(shell);
  } else if (state.ackTimer <= state.now) {
    state.transmit.ackTimerExpired = true;
    advance(shell);
  }
}

function runTransmit(shell: EcpShell): void {
  const effects = shell.scratch.transmitEffects;
  run(transmitMachine, shell.state.transmit, effects);
  for (let i = 0; i < effects.length; i++) perform(shell, effects[i] as EcpTransmitEffect);
  empty(effects);
}

function perform(shell: EcpShell, effect: EcpTransmitEffect): void {
  const { settings, state } = shell;
  const { counters, transmit } = state;
  switch (effect) {
    case 'transmitECPDU':
      counters.txFrameCount++;
      if (transmit.retries > 1) counters.txRetryCount++;
      state.outputs.push(IN_HAND);
      return;
    case 'startAckTimer':
      state.ackTimer = state.now + state.ackTimerInit;
      return;
    case 'stopAckTimer':
      state.ackTimer = Number.POSITIVE_INFINITY;
      return;
    case 'txDone':
      if (settings.rest > 0) state.restTimer = state.now + settings.rest;
      ulpInHand(shell).txDone?.(state.now);
      return;
    case 'txFailed:noAck':
      counters.txFailures++;
      state.outputs.push({ kind: 'ecpFailed', subtype: transmit.subtype });
      txFailed(shell, 'noAck');
      return;
    case 'txFailed:portDown':
      txFailed(shell, 'portDown');
      return;
    case 'flushRequests':
      state.restTimer = Number.POSITIVE_INFINITY;
      for (const ulp of settings.ulps) ulp.portEnabled?.(false, state.now);
      return;
    case 'countAckMismatch':
      counters.rxAckMismatch++;
  }
}

const ulpInHand = ({ settings, state }: EcpShell): EcpUlp => settings.bySubtype.get(state.transmit.subtype) as EcpUlp;

const txFailed = (shell: EcpShell, reason: EcpFailReason): void => ulpInHand(shell).txFailed?.(reason, shell.state.now);
