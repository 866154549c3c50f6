// Frames that break one rule, made of good ones. The offsets are those of W1 and W3 as frames.

/** A rule, and how to break it: octets are changed in place, or others are returned. */
export interface Fault {
  readonly code: string;
  readonly change: (octets: number[]) => void;
}

const set =
  (...changes: readonly (readonly [at: number, octet: number])[]) =>
  (octets: number[]): void => {
    for (const [at, octet] of changes) octets[at] = octet;
  };

const cut =
  (length: number, ...changes: readonly (readonly [at: number, octet: number])[]) =>
  (octets: number[]): void => {
    octets.length = length;
    set(...changes)(octets);
  };

const remove =
  (from: number, count: number, ...changes: readonly (readonly [at: number, octet: number])[]) =>
  (octets: number[]): void => {
    octets.splice(from, count);
    set(...changes)(octets);
  };

const ethernetFaults: readonly Fault[] = [
  { code: 'ethernetTruncated', change: cut(13) },
  { code: 'vlanTagTruncated', change: cut(15, [12, 0x81], [13, 0x00]) },
];

/** ECPDU from octet 14, VSI Manager ID TLV from 18, association TLV from 36, one filter entry from 63 to 71. */
export const vdpFaults: readonly Fault[] = [
  ...ethernetFaults,
  { code: 'ecpLength', change: cut(16) },
  { code: 'ecpVersion', change: set([14, 0x20]) },
  { code: 'ecpOperation', change: set([14, 0x18]) },
  { code: 'vdpManagerIdFirst', change: set([18, 0x06]) },
  { code: 'vdpManagerIdLength', change: set([19, 15]) },
  { code: 'vdpManagerIdRepeated', change: set([36, 0x0a]) },
  { code: 'vdpTlvTruncated', change: set([37, 34]) },
  { code: 'vdpAssociationShort', change: cut(60, [37, 22]) },
  { code: 'vdpVsiidFormat', change: set([43, 6]) },
  { code: 'vdpFilterInfoFormat', change: set([60, 5]) },
  { code: 'vdpFilterInfoLength', change: set([62, 2]) },
  { code: 'vdpFilterInfoCount', change: cut(62, [37, 24]) },
  { code: 'vdpFilterInfoEmpty', change: cut(63, [37, 25], [62, 0]) },
  { code: 'vdpOrganizationTlvShort', change: cut(40, [36, 0xfe], [37, 2]) },
];

/** Chassis ID from octet 14, Port ID from 23, Time To Live from 32, EVB TLV from 36, CDCP TLV from 47, End from 81. */
export const lldpFaults: readonly Fault[] = [
  ...ethernetFaults,
  { code: 'lldpMandatoryMissing', change: cut(33) },
  { code: 'lldpMandatoryOrder', change: set([23, 0x06]) },
  { code: 'lldpIdLength', change: set([24, 1]) },
  { code: 'lldpTtlLength', change: set([33, 1]) },
  { code: 'lldpMandatoryTruncated', change: cut(35) },
  { code: 'lldpMandatoryRepeated', change: set([47, 0x02]) },
  { code: 'lldpTlvTruncated', change: cut(80) },
  { code: 'lldpTlvRepeated', change: set([36, 0x0a], [47, 0x0a]) },
  { code: 'lldpTlvInvalid', change: set([36, 0x0e]) },
  { code: 'lldpOrganizationShort', change: remove(41, 6, [37, 3]) },
  { code: 'evbTlvLength', change: remove(46, 1, [37, 8]) },
  { code: 'evbTlvRepeated', change: (octets) => octets.splice(47, 34, ...octets.slice(36, 47)) },
  { code: 'cdcpTlvLength', change: remove(56, 25, [48, 7]) },
  { code: 'cdcpPairLength', change: remove(80, 1, [48, 31]) },
  { code: 'cdcpTlvRepeated', change: (octets) => octets.splice(36, 11, 0xfe, 8, ...octets.slice(49, 57)) },
];
