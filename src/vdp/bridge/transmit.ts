// TxTLV of the bridge's machine, clause 41.5: which TLV becomes due, what is counted, and what the host hears of an error.
// A response is a copy of its command with another type and status: commands stay as they are.

import { commandStatus, commandType, commandVsi, commandWord, copyAs, type KeptCommand } from '../command.js';
import { commandInForce } from '../vsi-table.js';
import { VDP_DE_ASSOCIATE } from '../wire/layout.js';
import { errorType, isResponse, STATUS_ACK, STATUS_HARD, STATUS_KEEP } from '../wire/status.js';
import type { VdpBridgeEffect } from './data.js';
import type { BridgeShell, BridgeState, BridgeVsi } from './state.js';

/** TxTLV of a command that is answered, or of a VSI that goes. `arriving` is badCmd. */
export function transmit(
  shell: BridgeShell,
  effect: Extract<VdpBridgeEffect, `TxTLV${string}`>,
  slot: number,
  vsi: BridgeVsi,
  arriving: KeptCommand | undefined,
): void {
  const { state, scratch } = shell;
  const { respStatus } = scratch.machine;
  switch (effect) {
    case 'TxTLV(SUCCESS)':
      makeDue(state, slot, vsi, 'operCmd', true);
      count(state, vsi, STATUS_ACK);
      return;
    case 'TxTLV(PROCESS_KEEPALIVE)':
      makeDue(state, slot, vsi, 'operCmd', true);
      state.counters.keepAlivesAnswered++;
      return;
    case 'TxTLV(KEEP)': {
      const rxCmd = vsi.rxCmd as KeptCommand;
      respond(shell, slot, vsi, rxCmd, copyAs(rxCmd, commandType(rxCmd), respStatus));
      vsi.restarts = true;
      return;
    }
    case 'TxTLV(DEASSOC)': {
      const command = (arriving ?? vsi.rxCmd) as KeptCommand;
      respond(shell, slot, vsi, command, copyAs(command, VDP_DE_ASSOCIATE, respStatus));
      return;
    }
    case 'TxTLV(DEASSOCIATED)': {
      const operCmd = vsi.operCmd === 0 ? undefined : commandInForce(state.table, slot, vsi);
      const made = (operCmd ?? vsi.rxCmd) as KeptCommand;
      respond(shell, slot, vsi, vsi.rxCmd ?? made, copyAs(made, VDP_DE_ASSOCIATE, respStatus));
      return;
    }
    case 'TxTLV(badCmd)': {
      const badCmd = arriving as KeptCommand;
      const type = (respStatus & STATUS_KEEP) !== 0 ? commandType(badCmd) : VDP_DE_ASSOCIATE;
      respond(shell, slot, vsi, badCmd, copyAs(badCmd, type, respStatus));
    }
  }
}

/** Makes the response to a command due. The host hears of an error; a TLV that answers nothing is not counted. */
export function respond(
  { state, scratch }: BridgeShell,
  slot: number,
  vsi: BridgeVsi,
  command: KeptCommand,
  response: KeptCommand,
): void {
  const status = commandStatus(response);
  makeDue(state, slot, vsi, response, false);
  if (!isResponse(status)) return;
  count(state, vsi, status);
  const error = errorType(status);
  if (error === 0) return;
  const { wrong } = scratch;
  state.outputs.push({
    kind: 'rejected',
    vsi: commandVsi(command),
    command: commandWord(commandType(command)),
    error,
    keep: (status & STATUS_KEEP) !== 0,
    hard: (status & STATUS_HARD) !== 0,
    ...(wrong && { answer: wrong }),
  });
}

/** Puts a response at the end of what waits for ECP, or in the place of the response of this VSI that waits there. */
function makeDue(
  { responses }: BridgeState,
  slot: number,
  vsi: BridgeVsi,
  response: BridgeVsi['response'],
  restarts: boolean,
): void {
  vsi.response = response;
  vsi.restarts = restarts;
  responses.push(slot);
}

/** Takes back what waits for ECP for a VSI. */
export function takeBack({ responses }: BridgeState, slot: number, vsi: BridgeVsi): void {
  vsi.response = undefined;
  responses.delete(slot);
}

/** Counts the response to a command. */
function count({ counters }: BridgeState, vsi: BridgeVsi, status: number): void {
  vsi.status = status;
  if (errorType(status) === 0) {
    vsi.commandsSucceeded++;
    counters.commandsSucceeded++;
    return;
  }
  vsi.commandsFailed++;
  counters.commandsFailed++;
  if ((status & STATUS_KEEP) === 0) return;
  vsi.commandReverts++;
  counters.commandReverts++;
}
