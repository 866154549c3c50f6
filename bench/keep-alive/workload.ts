// K1: what a keep-alive costs a bridge that holds many VSIs. Its floor is that of W1, the request that the station sends.

import { floor } from '../line-up.js';
import { type Contestant, ROTATION, type Target, type Workload } from '../workload.js';
import { type KeepAliveRig, keepAliveFrame, keepAliveRig } from './rig.js';

const ETHERNET_HEADER = 14;
/** Octets of the frames that the bridge sends in a round: an acknowledgement, padded, and the answer. */
const SENT = 60 + keepAliveFrame.length;

/** Made when it is first run: who only prints a table need not hold the VSIs. */
function contestant(vsis: number, target?: Target): Contestant {
  let rig: KeepAliveRig | undefined;
  return {
    name: nameOf(vsis),
    work() {
      rig ??= keepAliveRig(vsis);
      return rig.round();
    },
    expected: Array.from({ length: ROTATION }, () => SENT),
    ...(target && { target }),
  };
}

const nameOf = (vsis: number): string => `round, ${vsis} VSIs`;

/** K1: rounds. */
export const keepAliveWorkload = (): Workload => {
  const pdus = Array.from({ length: ROTATION }, () => keepAliveFrame.slice(ETHERNET_HEADER));
  return {
    id: 'K1',
    title: 'keep-alive of one Associate, its ACK, its answer and the ACK of that, through EvbBridge',
    pdus,
    contestants: [
      floor(pdus),
      contestant(1000),
      contestant(10_000, { against: 'floor', relation: 'at most', limit: 30 }),
      contestant(100_000, { against: nameOf(1000), relation: 'at most', limit: 5 }),
    ],
  };
};
