// Field tables of LLDP and of the EVB TLV. Offsets count from the TLV header, those of the EVB TLV from its OUI.

import { exponentMeaning, type Field, type FieldValue, flag, named } from '../../core/field.js';

const tlvTypeMeaning = /* @__PURE__ */ named(
  {
    0: 'End Of LLDPDU',
    1: 'Chassis ID',
    2: 'Port ID',
    3: 'Time To Live',
    4: 'Port Description',
    5: 'System Name',
    6: 'System Description',
    7: 'System Capabilities',
    8: 'Management Address',
    127: 'organizationally specific',
  },
  'reserved',
);

/** The header of every TLV of LLDP. */
export const lldpTlvHeaderFields: readonly Field[] = [
  {
    name: 'type',
    offset: 0,
    octets: 1,
    mask: 0xfe,
    clause: '802.1AB',
    text: '0 End, 1 Chassis ID, 2 Port ID, 3 Time To Live, 4 to 8 optional, 127 organizationally specific',
    meaning: tlvTypeMeaning,
  },
  { name: 'length', offset: 0, octets: 2, mask: 0x01ff, clause: '802.1AB', text: 'octets behind the header' },
];

export const chassisIdFields: readonly Field[] = [
  {
    name: 'subtype',
    offset: 2,
    octets: 1,
    clause: '802.1AB',
    text: 'what the identifier is: 4 MAC address, 5 network address, 6 interface name, 7 local',
    meaning: named({
      1: 'chassis component',
      2: 'interface alias',
      3: 'port component',
      4: 'MAC address',
      5: 'network address',
      6: 'interface name',
      7: 'locally assigned',
    }),
  },
];

export const portIdFields: readonly Field[] = [
  {
    name: 'subtype',
    offset: 2,
    octets: 1,
    clause: '802.1AB',
    text: 'what the identifier is: 3 MAC address, 4 network address, 5 interface name, 7 local',
    meaning: named({
      1: 'interface alias',
      2: 'port component',
      3: 'MAC address',
      4: 'network address',
      5: 'interface name',
      6: 'agent circuit ID',
      7: 'locally assigned',
    }),
  },
];

export const ttlField: Field = {
  name: 'ttl',
  offset: 2,
  octets: 2,
  clause: '802.1AB',
  text: 'seconds; 0 shuts down',
  meaning: (value) => (value === 0 ? 'shutdown' : `${value} s`),
};

export const evbFields: readonly Field[] = [
  { name: 'bridgeReserved', offset: 4, octets: 1, mask: 0xf8, clause: 'D.2.12', text: 'reserved' },
  { name: 'bgid', ...flag(4, 0x04), clause: 'D.2.12', text: 'the bridge wants to use GroupIDs' },
  { name: 'rrcap', ...flag(4, 0x02), clause: 'D.2.12', text: 'the bridge port is capable of reflective relay' },
  { name: 'rrctr', ...flag(4, 0x01), clause: 'D.2.12', text: 'reflective relay is on at the bridge port' },
  { name: 'stationReserved', offset: 5, octets: 1, mask: 0xf0, clause: 'D.2.12', text: 'reserved' },
  { name: 'sgid', ...flag(5, 0x08), clause: 'D.2.12', text: 'the station can use GroupIDs' },
  { name: 'rrreq', ...flag(5, 0x04), clause: 'D.2.12', text: 'the station requests reflective relay' },
  {
    name: 'rrstat',
    offset: 5,
    octets: 1,
    mask: 0x03,
    clause: 'D.2.12',
    text: 'reflective relay as the station knows it: 0 off, 1 on, 2 and 3 unknown',
    meaning: named({ 0: 'off', 1: 'on' }, 'unknown'),
  },
  { name: 'r', offset: 6, octets: 1, mask: 0xe0, clause: 'D.2.12', text: 'retransmissions of ECP (maxRetries)' },
  {
    name: 'rte',
    offset: 6,
    octets: 1,
    mask: 0x1f,
    clause: 'D.2.12',
    text: 'ackTimerInit of ECP: 10 us * 2^rte',
    meaning: exponentMeaning,
  },
  {
    name: 'evbMode',
    offset: 7,
    octets: 1,
    mask: 0xc0,
    clause: 'D.2.12',
    text: '0 not supported, 1 EVB Bridge, 2 EVB station, 3 NVO3',
    meaning: named({ 0: 'not supported', 1: 'EVB Bridge', 2: 'EVB station', 3: 'NVO3' }),
  },
  { name: 'rwdRol', ...flag(7, 0x20), clause: 'D.2.12', text: 'RWD is remote, not local', meaning: rolMeaning },
  {
    name: 'rwd',
    offset: 7,
    octets: 1,
    mask: 0x1f,
    clause: 'D.2.12',
    text: 'resourceWaitDelay of VDP: 10 us * 2^rwd',
    meaning: exponentMeaning,
  },
  { name: 'rkaReserved', offset: 8, octets: 1, mask: 0xc0, clause: 'D.2.12', text: 'reserved' },
  { name: 'rkaRol', ...flag(8, 0x20), clause: 'D.2.12', text: 'RKA is remote, not local', meaning: rolMeaning },
  {
    name: 'rka',
    offset: 8,
    octets: 1,
    mask: 0x1f,
    clause: 'D.2.12',
    text: 'reinitKeepAlive of VDP: 10 us * 2^rka',
    meaning: exponentMeaning,
  },
];

function rolMeaning(value: FieldValue): string {
  return value ? 'remote' : 'local';
}
