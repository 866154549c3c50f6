// A bridge that holds many VSIs, and a station that keeps them alive in turn, spread over reinitKeepAlive as in use. A round
// is the work of the bridge for one keep-alive: the frame in, its ACK and the response out. The ACK of the response, which
// must come before the next response can go out, is timed apart.

import { put16, put32, u16 } from '../../src/core/octets.js';
import { EvbBridge } from '../../src/evb/bridge.js';
import { encodeFrame } from '../../src/frame/encode-frame.js';
import { FILTER_MAC_VID, VDP_ASSOCIATE, VSIID_LOCAL } from '../../src/vdp/wire/layout.js';

const STATION = 0x020000000001;
const BRIDGE = 0x020000000002;
const NEAREST_CUSTOMER_BRIDGE = 0x0180c2000000;
/** Offset of the ECP sequence number in a frame. */
const SEQUENCE_AT = 16;
/** Last word of the VSIID in the frame: the number of the VSI. */
const NUMBER_AT = 14 + 4 + 18 + 8 + 12;
/** RKA 20. */
const REINIT_KEEP_ALIVE = 10_485_760;

/** Milliseconds of reading the clock, the least of many batches: what the machine does in between does not count. */
const CLOCK = clockCost();

function clockCost(): number {
  const readings = 1000;
  let least = Number.POSITIVE_INFINITY;
  for (let batch = 0; batch < 100; batch++) {
    const start = performance.now();
    let last = start;
    for (let i = 0; i < readings; i++) last = performance.now();
    least = Math.min(least, (last - start) / readings);
  }
  return least;
}

export interface KeepAliveRig {
  readonly bridge: EvbBridge;
  /** Gives the keep-alive of the next VSI; returns the number of octets that the bridge sent. */
  readonly round: () => number;
  /** Nanoseconds that the ACKs of responses have taken so far, with reading the clock; 0 where they are not timed. */
  readonly acknowledging: () => number;
}

const ethernet = { destination: NEAREST_CUSTOMER_BRIDGE, source: STATION, tags: [] };

const lldpFrame = encodeFrame({
  kind: 'lldp',
  ethernet: { ...ethernet, etherType: 0x88cc },
  lldp: {
    chassisId: { subtype: 4, id: Uint8Array.of(2, 0, 0, 0, 0, 1) },
    portId: { subtype: 5, id: Uint8Array.of(0x65) },
    ttl: 65535,
    tlvs: [
      {
        kind: 'evb',
        evb: {
          ...{ bgid: false, rrcap: false, rrctr: false, sgid: false, rrreq: false, rrstat: 3 },
          ...{ r: 3, rte: 14, evbMode: 2, rwdRol: false, rwd: 20, rkaRol: false, rka: 20 },
        },
      },
    ],
  },
});

/** W1: one Associate of one MAC/VID. */
export const keepAliveFrame = encodeFrame({
  kind: 'vdp',
  ethernet: { ...ethernet, etherType: 0x8940 },
  ecp: { version: 1, operation: 0, subtype: 1, sequence: 1 },
  vdp: {
    managerId: { w0: 0, w1: 0, w2: 0xffff, w3: 0x0a000001 },
    tlvs: [
      {
        kind: 'association',
        type: VDP_ASSOCIATE,
        status: 0,
        typeId: 5,
        typeVersion: 1,
        vsiidFormat: VSIID_LOCAL,
        vsiid: { w0: 1, w1: 2, w2: 3, w3: 0 },
        filterInfo: { format: FILTER_MAC_VID, entries: [{ mac: 0x525400000001, ps: false, pcp: 0, vid: 100 }] },
      },
    ],
  },
});

const ackFrame = encodeFrame({
  kind: 'ecpAck',
  ethernet: { ...ethernet, etherType: 0x8940 },
  ecp: { version: 1, operation: 1, subtype: 1, sequence: 0 },
});

/** A bridge with `vsis` associated VSIs. The ACKs of its responses are timed `apart`, or are part of the rounds. */
export function keepAliveRig(vsis: number, apart = false): KeepAliveRig {
  const bridge = new EvbBridge({
    ports: [{ name: 'p', mac: BRIDGE }],
    vdp: { maxVsis: vsis, maxFilterEntries: vsis, hashSeed: 1 },
  });
  const frame = keepAliveFrame.slice();
  const ack = ackFrame.slice();
  let now = 0;
  let sequence = 0;
  let number = 0;

  let responded = 0;
  let milliseconds = 0;

  /** Takes all outputs; returns the number of octets of frames. */
  function pollAll(): number {
    let octets = 0;
    for (let output = bridge.poll(); output !== undefined; output = bridge.poll()) {
      if (output.kind === 'frame') {
        octets += output.frame.length;
        if (output.frame[14] === 0x10) responded = u16(output.frame, SEQUENCE_AT);
      } else if (output.kind === 'query') {
        bridge.handle({ kind: 'answer', port: 'p', id: output.id, answer: { ok: true } }, now);
      }
    }
    bridge.nextDeadline();
    return octets;
  }

  function acknowledge(): void {
    put16(ack, SEQUENCE_AT, responded);
    bridge.handle({ kind: 'frame', port: 'p', frame: ack }, now);
    pollAll();
  }

  /** Each reading of the clock is half inside the two instants, half outside: outside there is one reading in sum. */
  function acknowledgeApart(): void {
    const start = performance.now();
    acknowledge();
    milliseconds += performance.now() - start + CLOCK;
  }

  function round(): number {
    number = number === vsis ? 1 : number + 1;
    sequence = sequence === 65535 ? 1 : sequence + 1;
    now += REINIT_KEEP_ALIVE / vsis;
    put16(frame, SEQUENCE_AT, sequence);
    put32(frame, NUMBER_AT, number);
    bridge.handle({ kind: 'frame', port: 'p', frame }, now);
    const octets = pollAll();
    if (apart) acknowledgeApart();
    else acknowledge();
    return octets;
  }

  bridge.handle({ kind: 'link', port: 'p', up: true }, now);
  bridge.handle({ kind: 'frame', port: 'p', frame: lldpFrame }, now);
  for (let i = 0; i < vsis; i++) round();
  const held = bridge.vsis({ port: 'p' }).length;
  if (held !== vsis) throw new Error(`${held} VSIs held of ${vsis}`);
  return { bridge, round, acknowledging: () => milliseconds * 1e6 };
}
