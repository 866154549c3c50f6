// `npm run bench`, or `npm run bench -- W1 R1` for some workloads. Each workload has two processes of its own, one for the
// times and one for the allocations: what the compiler inlines must not depend on other workloads.

import { execFileSync } from 'node:child_process';
import { ALLOCATION_FLAGS, type Allocations, measureAllocations } from './allocations.js';
import { cdcpTlvWorkload } from './cdcp-tlv/workload.js';
import { channelCost } from './channels/cost.js';
import { ecpAckWorkload } from './ecp-ack/workload.js';
import { HELD_VSI_LIMIT, heldVsiOctets } from './keep-alive/memory.js';
import { keepAliveWorkload } from './keep-alive/workload.js';
import { lldpFrameWorkload } from './lldp-frame/workload.js';
import {
  rejectedLldpByCursorWorkload,
  rejectedLldpWorkload,
  rejectedVdpByCursorWorkload,
  rejectedVdpWorkload,
} from './rejected/workload.js';
import { type Measured, summaryOf, tableOf } from './table.js';
import { measureTimes, type Times } from './times.js';
import { eightAssociationsWorkload, oneAssociationWorkload } from './vdp-request/workload.js';
import type { Workload } from './workload.js';

const WORKLOADS: Readonly<Record<string, () => Workload>> = {
  W1: oneAssociationWorkload,
  W2: eightAssociationsWorkload,
  W3: lldpFrameWorkload,
  W4: cdcpTlvWorkload,
  W5: ecpAckWorkload,
  R1: rejectedVdpWorkload,
  R2: rejectedLldpWorkload,
  R3: rejectedVdpByCursorWorkload,
  R4: rejectedLldpByCursorWorkload,
  K1: keepAliveWorkload,
};

/** A workload that is not of PDUs. */
const CHANNELS = 'S1';

function workloadOf(id: string): Workload {
  const make = WORKLOADS[id];
  if (make === undefined) throw new Error(`no workload ${id}: ${Object.keys(WORKLOADS).join(', ')}`);
  return make();
}

const program = process.argv[1] as string;

/** Runs this program in another mode in another process; returns what it prints. */
const outputOf = <T>(flags: readonly string[], ...args: readonly string[]): T =>
  JSON.parse(
    execFileSync(process.execPath, [...flags, program, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );

const [mode, ...operands] = process.argv.slice(2);
if (mode === '--times') {
  console.log(JSON.stringify(measureTimes(workloadOf(operands[0] as string))));
} else if (mode === '--allocations') {
  console.log(JSON.stringify(measureAllocations(workloadOf(operands[0] as string))));
} else if (mode === '--held') {
  console.log(heldVsiOctets());
} else if (mode === '--channels') {
  console.log(JSON.stringify(channelCost()));
} else {
  console.log(`Node ${process.versions.node}, V8 ${process.versions.v8}, ${process.arch}
ns: nanoseconds per PDU, the least of many rounds; x floor: multiple of reading every octet once; octets: allocated per
PDU, heap and array buffers. Each workload has processes of its own. R1 to R4 are compared with good frames.
`);
  const asked = mode === undefined ? [...Object.keys(WORKLOADS), CHANNELS] : [mode, ...operands];
  const ids = asked.filter((id) => id !== CHANNELS);
  const all = ids.map((id): Measured => {
    const measured = {
      workload: workloadOf(id),
      times: outputOf<Times>([], '--times', id),
      allocations: outputOf<Allocations>(ALLOCATION_FLAGS, '--allocations', id),
    };
    for (const line of tableOf(measured)) console.log(line);
    if (id === 'K1') {
      const octets = outputOf<number>(ALLOCATION_FLAGS, '--held');
      const verdict = octets <= HELD_VSI_LIMIT ? 'holds' : 'DOES NOT HOLD';
      console.log(`  a VSI held: ${octets} octets; at most ${HELD_VSI_LIMIT} octets: ${verdict}\n`);
    }
    return measured;
  });
  if (asked.includes(CHANNELS)) for (const line of outputOf<string[]>([], '--channels')) console.log(line);
  for (const line of all.length === 0 ? [] : summaryOf(all)) console.log(line);
}
