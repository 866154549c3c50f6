// Which rows of the machines are taken, and how often any is. The engine stays what a product runs, and so do the shells:
// each condition of a table is replaced by itself with a note, before a shell links the table. The first condition that
// is true is that of the row taken. A worker loads this file once.
//
// On purpose nothing here imports a shell.

import type { Exit, Machine } from '../../src/core/machine.js';
import { ecpReceiveMachine } from '../../src/ecp/receive-machine.js';
import { ecpTransmitMachine } from '../../src/ecp/transmit-machine.js';
import { lldpReceiveMachine } from '../../src/lldp-evb/agent/receive-machine.js';
import { lldpTransmitMachine } from '../../src/lldp-evb/agent/transmit-machine.js';
import { lldpTransmitTimerMachine } from '../../src/lldp-evb/agent/transmit-timer-machine.js';
import { evbBridgeMachine, evbStationMachine } from '../../src/lldp-evb/negotiation/machine.js';
import { cdcpMachine } from '../../src/s-channel/cdcp/machine.js';
import { vdpBridgeMachine } from '../../src/vdp/bridge/machine.js';
import { vdpStationMachine } from '../../src/vdp/station/machine.js';

/** As `machine: row`. */
export const taken = new Set<string>();

let steps = 0;

/** Rows taken so far, each as often as it was. */
export const stepsTaken = (): number => steps;

function note<State extends string, Data extends { state: State }, Effect>(
  machine: Machine<State, Data, Effect>,
): void {
  const exits = [
    ...machine.globals,
    ...Object.values<{ exits: readonly Exit<State, Data, Effect>[] }>(machine.states).flatMap(({ exits }) => exits),
  ];
  for (const exit of exits as { id: string; test: (data: Data) => boolean }[]) {
    const { id, test } = exit;
    exit.test = (data) => {
      const isTrue = test(data);
      if (isTrue) {
        taken.add(`${machine.name}: ${id}`);
        steps++;
      }
      return isTrue;
    };
  }
}

note(ecpReceiveMachine);
note(ecpTransmitMachine);
note(evbBridgeMachine);
note(evbStationMachine);
note(lldpReceiveMachine);
note(lldpTransmitMachine);
note(lldpTransmitTimerMachine);
note(cdcpMachine);
note(vdpBridgeMachine);
note(vdpStationMachine);
