// K1: the cost of a keep-alive at a bridge that holds many VSIs. Its floor is the one of W1: the request of the station.

import { floor } from '../candidates.js';
import { type Candidate, ROTATION, type Target, type Workload } from '../workload.js';
import { type KeepAliveRig, keepAliveFrame, keepAliveRig } from './rig.js';

const ETHERNET_HEADER = 14;
/** Octets of the frames that the bridge sends in a round: a padded ACK, and the response. */
const SENT = 60 + keepAliveFrame.length;

/** The bridge is made at the first run: the process that only prints the table needs no VSIs. */
function candidate(name: string, vsis: number, apart: boolean, target?: Target): Candidate {
  let rig: KeepAliveRig | undefined;
  return {
    name,
    work() {
      rig ??= keepAliveRig(vsis, apart);
      return rig.round();
    },
    expected: Array.from({ length: ROTATION }, () => SENT),
    aside: () => rig?.acknowledging() ?? 0,
    ...(target && { target }),
  };
}

const nameOf = (vsis: number): string => `round, ${vsis} VSIs`;
const round = (vsis: number, target?: Target): Candidate => candidate(nameOf(vsis), vsis, true, target);

/** K1: rounds. */
export const keepAliveWorkload = (): Workload => {
  const pdus = Array.from({ length: ROTATION }, () => keepAliveFrame.slice(ETHERNET_HEADER));
  return {
    id: 'K1',
    title: 'keep-alive of one Associate in, its ACK and its response out, through EvbBridge',
    pdus,
    candidates: [
      floor(pdus),
      round(1000),
      round(10_000, { against: 'floor', relation: 'at most', limit: 30 }),
      candidate('10000, ACK of response too', 10_000, false),
      round(100_000, { against: nameOf(1000), relation: 'at most', limit: 5 }),
    ],
  };
};
