// K1: what a keep-alive costs a bridge that holds many VSIs. Its floor is that of W1, the request that the station sends.

import { floor } from '../line-up.js';
import { type Contestant, ROTATION, type Target, type Workload } from '../workload.js';
import { type KeepAliveRig, keepAliveFrame, keepAliveRig } from './rig.js';

const ETHERNET_HEADER = 14;
/** Octets of the frames that the bridge sends in a round: an acknowledgement, padded, and the answer. */
const SENT = 60 + keepAliveFrame.length;

/** Made when it is first run: who only prints a table need not hold the VSIs. */
function contestant(name: string, vsis: number, apart: boolean, target?: Target): Contestant {
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
const round = (vsis: number, target?: Target): Contestant => contestant(nameOf(vsis), vsis, true, target);

/** K1: rounds. */
export const keepAliveWorkload = (): Workload => {
  const pdus = Array.from({ length: ROTATION }, () => keepAliveFrame.slice(ETHERNET_HEADER));
  return {
    id: 'K1',
    title: 'keep-alive of one Associate in, its ACK and its answer out, through EvbBridge',
    pdus,
    contestants: [
      floor(pdus),
      round(1000),
      round(10_000, { against: 'floor', relation: 'at most', limit: 30 }),
      contestant('10000, ACK of answer too', 10_000, false),
      round(100_000, { against: nameOf(1000), relation: 'at most', limit: 5 }),
    ],
  };
};
