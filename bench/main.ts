// `npm run bench`, or `npm run bench -- W1 R1` for some workloads. Each workload has two processes of its own, one for the
// times and one for what is allocated: what the compiler inlines into one must not depend on what others have run.

import { execFileSync } from 'node:child_process';
import { ALLOCATION_FLAGS, type Allocations, measureAllocations } from './allocation.js';
import { cdcpTlvWorkload } from './cdcp-tlv/workload.js';
import { channelScale } from './channels/scale.js';
import { ecpAckWorkload } from './ecp-ack/workload.js';
import { HELD_VSI_LIMIT, heldVsiOctets } from './keep-alive/memory.js';
import { keepAliveWorkload } from './keep-alive/workload.js';
import { lldpFrameWorkload } from './lldp-frame/workload.js';
import { race, type Times } from './race.js';
import {
  rejectedLldpByCursorWorkload,
  rejectedLldpWorkload,
  rejectedVdpByCursorWorkload,
  rejectedVdpWorkload,
} from './rejected/workload.js';
import { type Measured, summaryOf, tableOf } from './table.js';
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

/** Not of PDUs. */
const CHANNELS = 'S1';

function workloadOf(id: string): Workload {
  const make = WORKLOADS[id];
  if (make === undefined) throw new Error(`no workload ${id}: ${Object.keys(WORKLOADS).join(', ')}`);
  return make();
}

const program = process.argv[1] as string;

/** What another process prints, which runs this program in another mode. */
const told = <T>(flags: readonly string[], ...args: readonly string[]): T =>
  JSON.parse(
    execFileSync(process.execPath, [...flags, program, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );

const [mode, ...operands] = process.argv.slice(2);
if (mode === '--times') {
  console.log(JSON.stringify(race(workloadOf(operands[0] as string))));
} else if (mode === '--allocations') {
  console.log(JSON.stringify(measureAllocations(workloadOf(operands[0] as string))));
} else if (mode === '--held') {
  console.log(heldVsiOctets());
} else if (mode === '--channels') {
  console.log(JSON.stringify(channelScale()));
} else {
  console.log(`Node ${process.versions.node}, V8 ${process.versions.v8}, ${process.arch}
ns: nanoseconds a PDU, the least of many rounds; x floor: in times of reading every octet once; octets: allocated for a
PDU, heap and array buffers. Each workload in processes of its own. R1 to R4 are compared with good frames.
`);
  const asked = mode === undefined ? [...Object.keys(WORKLOADS), CHANNELS] : [mode, ...operands];
  const ids = asked.filter((id) => id !== CHANNELS);
  const all = ids.map((id): Measured => {
    const measured = {
      workload: workloadOf(id),
      times: told<Times>([], '--times', id),
      allocations: told<Allocations>(ALLOCATION_FLAGS, '--allocations', id),
    };
    for (const line of tableOf(measured)) console.log(line);
    if (id === 'K1') {
      const octets = told<number>(ALLOCATION_FLAGS, '--held');
      const verdict = octets <= HELD_VSI_LIMIT ? 'holds' : 'DOES NOT HOLD';
      console.log(`  a VSI held: ${octets} octets; at most ${HELD_VSI_LIMIT} octets: ${verdict}\n`);
    }
    return measured;
  });
  if (asked.includes(CHANNELS)) for (const line of told<string[]>([], '--channels')) console.log(line);
  for (const line of all.length === 0 ? [] : summaryOf(all)) console.log(line);
}
