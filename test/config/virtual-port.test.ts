// libvirt's 802.1Qbg parameters: what they mean is what openlldp sends for them, and what is wrong in them is told.

import { expect, test } from 'vitest';
import { formatConfigError, vsiFromVirtualPort } from '../../src/config/index.js';
import { decodeFrame } from '../../src/frame/index.js';
import { hex } from '../support/hex.js';

const parameters = {
  managerid: 11,
  typeid: 0x123456,
  typeidversion: 2,
  instanceid: '09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f',
};
const guest = { mac: '52:54:00:aa:bb:cc', vlan: 100 };

/** What openlldp sent when it got these parameters by the netlink message that libvirt sends. */
const sentByOpenlldp = `
  0180c2000000 02000000138a 8940 1001 0001 0a10 0b000000000000000000000000000000
  0621 00 123456 02 05 09b11c538b5c4eeb8f00d84eaa0aaa4f 02 0001 525400aabbcc 0064`;

test('the VSI is the one that openlldp makes of them', () => {
  const frame = decodeFrame(hex(sentByOpenlldp));
  if (!frame.ok || frame.value.kind !== 'vdp') throw new Error('no VDP');
  const { managerId, tlvs } = frame.value.vdp;
  const [association] = tlvs;
  if (association?.kind !== 'association') throw new Error('no association');
  const { typeId, typeVersion, vsiidFormat, vsiid, filterInfo } = association;
  expect(vsiFromVirtualPort(parameters, guest)).toEqual({
    ok: true,
    value: { command: 'associate', managerId, typeId, typeVersion, vsiidFormat, vsiid, filterInfo },
  });
});

test('numbers may be text, as they are in XML', () => {
  const value = vsiFromVirtualPort(parameters, guest);
  const texts = { ...parameters, managerid: '11', typeid: '0x123456', typeidversion: '2' };
  expect(vsiFromVirtualPort(texts, { ...guest, vlan: '100' })).toEqual(value);
});

test('without a VLAN the bridge supplies it', () => {
  const result = vsiFromVirtualPort(parameters, { mac: guest.mac });
  expect(result.ok && result.value.filterInfo.entries[0]?.vid).toBe(0);
});

test('manager ID 255 is the first octet', () => {
  const result = vsiFromVirtualPort({ ...parameters, managerid: 255 }, guest);
  expect(result.ok && result.value.managerId).toEqual({ w0: 0xff00_0000 | 0, w1: 0, w2: 0, w3: 0 });
});

test.each([
  [null, guest, ['parameters: expected an object, got null']],
  [parameters, undefined, ['guest: expected an object, got nothing']],
  [
    { managerid: 256, typeid: '0777', typeidversion: '' },
    { mac: '01-80-C2-00-00-00', vlan: 4095 },
    [
      'parameters.managerid: expected an integer 0..255, got 256',
      'parameters.typeid: expected an integer 0..16777215, got "0777"',
      'parameters.typeidversion: expected an integer 0..255, got ""',
      'parameters.instanceid: expected a UUID, got nothing',
      'guest.mac: expected an individual MAC address, as 02-00-00-00-00-01, got "01-80-C2-00-00-00"',
      'guest.vlan: expected an integer 0..4094, got 4095',
    ],
  ],
  [
    { ...parameters, instanceid: '09b11c53', interfaceid: 'x' },
    guest,
    [
      'parameters.instanceid: expected a UUID, got "09b11c53"',
      'parameters.interfaceid: expected no such member but managerid, typeid, typeidversion and instanceid, got "x"',
    ],
  ],
])('what is wrong in %j and %j', (given, of, lines) => {
  const result = vsiFromVirtualPort(given, of);
  expect(result.ok ? [] : result.errors.map(formatConfigError)).toEqual(lines);
});
