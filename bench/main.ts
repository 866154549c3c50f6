// `npm run bench`. Two processes: this one measures times, one that it starts measures what is allocated.

import { execFileSync } from 'node:child_process';
import { ALLOCATION_FLAGS, type Allocations, measureAllocations } from './allocation.js';
import { cdcpTlvWorkload } from './cdcp-tlv/workload.js';
import { ecpAckWorkload } from './ecp-ack/workload.js';
import { lldpFrameWorkload } from './lldp-frame/workload.js';
import { race } from './race.js';
import { rejectedLldpWorkload, rejectedVdpWorkload } from './rejected/workload.js';
import { summaryOf, tableOf } from './table.js';
import { eightAssociationsWorkload, oneAssociationWorkload } from './vdp-request/workload.js';

const workloads = [
  oneAssociationWorkload(),
  eightAssociationsWorkload(),
  lldpFrameWorkload(),
  cdcpTlvWorkload(),
  ecpAckWorkload(),
  rejectedVdpWorkload(),
  rejectedLldpWorkload(),
];

const program = process.argv[1] as string;

function allocations(): Allocations {
  const args = [...ALLOCATION_FLAGS, program, '--allocations'];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
}

if (process.argv.includes('--allocations')) {
  console.log(JSON.stringify(measureAllocations(workloads)));
} else {
  const octets = allocations();
  console.log(`Node ${process.versions.node}, V8 ${process.versions.v8}, ${process.arch}
ns: nanoseconds a PDU, median; x floor: in times of reading every octet once, median of the rounds;
octets: allocated for a PDU, heap and array buffers, by a process of its own. R1 and R2 are compared with good frames.
`);
  const results = race(workloads);
  for (const result of results) for (const line of tableOf(result, octets)) console.log(line);
  for (const line of summaryOf(results, octets)) console.log(line);
}
