// The watcher finds each invariant that is broken.

import { expect, test } from 'vitest';
import { encodeFrame, type Frame, NEAREST_CUSTOMER_BRIDGE } from '../../src/index.js';
import { type AssociationTlv, formatVsiid, ZERO_IDENTIFIER } from '../../src/vdp/index.js';
import { wanted } from './rig.js';
import { BridgeWatch, StationWatch } from './watch.js';

const ethernet = { destination: NEAREST_CUSTOMER_BRIDGE, source: 0x0200_0000_0001, tags: [], etherType: 0x8940 };
const { vsiidFormat, vsiid, typeId, typeVersion, filterInfo } = wanted(1);
const vsi = { vsiidFormat, vsiid };
const tlv = (more: Partial<AssociationTlv> = {}): AssociationTlv => ({
  kind: 'association',
  type: 3,
  status: 0,
  typeId,
  typeVersion,
  vsiidFormat,
  vsiid,
  filterInfo,
  ...more,
});
const request = (sequence: number, one = tlv()): Frame => ({
  kind: 'vdp',
  ethernet,
  ecp: { version: 1, operation: 0, subtype: 1, sequence },
  vdp: { managerId: ZERO_IDENTIFIER, tlvs: [one] },
});
const ack = (sequence: number): Frame => ({
  kind: 'ecpAck',
  ethernet,
  ecp: { version: 1, operation: 1, subtype: 1, sequence },
});
const frame = (value: Frame) => ({ kind: 'frame' as const, port: 'p', frame: encodeFrame(value) });
const place = { port: 'p', scid: 1 };
const done = { kind: 'done' as const, ...place, vsi, command: 'associate' as const, filterInfo };
const command = { kind: 'command' as const, port: 'p', vsi: { ...wanted(1), command: 'associate' as const } };
const vid = (number: number) => ({ filterInfo: { format: 1 as const, entries: [{ ps: false, pcp: 0, vid: number }] } });
const facts = { vsi, vsiState: 'ASSOC', managerId: ZERO_IDENTIFIER, typeId: 1, typeVersion: 0, ...vid(100) } as const;
const online = { kind: 'online', ...place, ...facts } as const;

const station = (act: (watch: StationWatch) => void): (() => void) => {
  const watch = new StationWatch();
  watch.input(command);
  return () => act(watch);
};
const bridge = (act: (watch: BridgeWatch) => void, size = 0): (() => void) => {
  const watch = new BridgeWatch({ size });
  return () => act(watch);
};
/** The VSI in a read-out of a station. */
const key = { vsiidFormat: vsi.vsiidFormat, vsiid: formatVsiid(vsi.vsiidFormat, vsi.vsiid) };

/** A host with these read-outs. */
const reading = (vsis: readonly object[], channel: object = {}, port: object = {}) =>
  ({
    port: () => ({ vsis: () => vsis }),
    status: () => ({
      ports: [{ counters: {}, enabled: true, channels: [{ vdp: {}, ecp: { counters: {} }, ...channel }], ...port }],
    }),
    bridge: { nextDeadline: () => undefined },
  }) as never;

test.each<[string, () => void]>([
  ['I1', station((w) => [request(1), request(2)].forEach((one) => void w.output(frame(one))))],
  ['I2', station((w) => [request(1), request(1, tlv({ typeId: 9 }))].forEach((one) => void w.output(frame(one))))],
  ['I2', station((w) => Array.from({ length: 9 }, () => w.output(frame(request(1)))))],
  ['I3', station((w) => w.output(frame(ack(1))))],
  [
    'I3',
    station((w) => {
      w.input(frame(request(1)));
      w.output(frame(ack(1)));
      w.output(frame(ack(1)));
    }),
  ],
  ['I8', station((w) => w.output(done))],
  [
    'I8',
    station((w) => {
      w.input(frame(request(1, tlv({ status: 0x42 }))));
      w.output(done);
    }),
  ],
  [
    'I8',
    station((w) => {
      w.host = reading([{ vsi: key, vsiState: 'ASSOC', state: 'WAIT_SYSCMD', waitWhile: 5 }]);
      w.check();
    }),
  ],
  [
    'I11',
    station((w) => {
      w.host = reading([{ vsi: key, vsiState: 'DEASSOC', state: 'STATION_PROCESSING' }], {
        vdp: { evb: 'ready', due: 0 },
      });
      w.check();
    }),
  ],
  [
    'I14',
    () => {
      const watch = new StationWatch();
      watch.input(frame(request(1, tlv({ status: 0x40 }))));
      watch.output(done);
    },
  ],
  [
    'I15',
    station((w) => {
      w.input(frame(request(1, tlv({ status: 0x40, ...vid(4095) }))));
      w.output({ ...done, ...vid(4095) });
    }),
  ],
  ['I19', station((w) => Array.from({ length: 99 }, () => w.output({ ...place, kind: 'peerUp', peer: '' })))],
  [
    'I21',
    station((w) => {
      w.host = reading([], { vdp: { evb: 'ready', due: 1 } });
      w.check();
    }),
  ],
  ['I9', bridge((w) => w.output(online, 0))],
  ['I9', bridge((w) => w.output({ kind: 'offline', ...place, ...facts, reason: 'policy' }, 0))],
  [
    'I10',
    bridge((w) => {
      w.input({ kind: 'timeout' }, 0, undefined);
      w.host = reading([{ vsi: key, vsiState: 'DEASSOC', waitWhile: 0 }]);
      w.check(0);
    }),
  ],
  [
    'I12',
    bridge((w) => {
      w.input({ kind: 'timeout' }, 0, undefined);
      w.check(0);
    }, 1),
  ],
  [
    'I13',
    bridge((w) => {
      w.input({ kind: 'timeout' }, 0, undefined);
      w.host = reading(Array.from({ length: 65 }, () => ({ vsiState: 'DEASSOC' })));
      w.check(0);
    }),
  ],
  ['I14', bridge((w) => w.output(frame(request(1, tlv({ status: 0x40 }))), 0))],
  [
    'I15',
    bridge((w) => {
      w.input(frame(request(1, tlv(vid(0)))), 0, undefined);
      w.output(frame(request(1, tlv({ status: 0x40, ...vid(0) }))), 0);
    }),
  ],
  [
    'I20',
    bridge((w) => {
      for (const rxFrameCount of [2, 1]) {
        w.input({ kind: 'timeout' }, 0, undefined);
        w.host = reading([], { ecp: { counters: { rxFrameCount } } }, { counters: { rxFrames: 2 } });
        w.check(0);
      }
    }),
  ],
  [
    'I20',
    bridge((w) => {
      w.input({ kind: 'timeout' }, 0, undefined);
      const counters = {
        rxFrames: 1,
        rxMalformed: 0,
        rxOwnSource: 0,
        rxSourceRefused: 0,
        rxOther: 0,
        rxLinkDown: 0,
        rxBusy: 0,
      };
      w.host = reading([], {}, { counters });
      w.check(0);
    }),
  ],
])('%s is watched', (id, act) => {
  expect(act).toThrow(new RegExp(`${id}\\b`));
});
