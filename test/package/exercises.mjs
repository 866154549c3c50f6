// A call or two for every entry: enough to show that it works, not only loads. Runs inside the consumer project.

const ASSOCIATE =
  '0180c200000002000000000189401001000' +
  '10a1000000000000000000000ffffc000020a0621000000010005a141285760f74ce1e95a2164943f53aa020001525400aabbcc0064';

const octets = (hex) => Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
const sameHex = (bytes, hex) => Buffer.from(bytes).toString('hex') === hex;

/** entry -> what shows that it works. */
export const exercises = {
  dot1qbg: ({ decodeFrame, encodeFrame }) => {
    const result = decodeFrame(octets(ASSOCIATE));
    return result.ok && sameHex(encodeFrame(result.value), ASSOCIATE);
  },
  'dot1qbg/ecp': ({ decodeEcpdu, encodeEcpdu }) => {
    const result = decodeEcpdu(octets('14010001'));
    return result.ok && sameHex(encodeEcpdu(result.value), '14010001') && !decodeEcpdu(octets('f001')).ok;
  },
  'dot1qbg/vdp': ({ decodeVdpUlpdu, encodeVdpUlpdu, formatManagerId }) => {
    const ulpdu = ASSOCIATE.slice(36);
    const result = decodeVdpUlpdu(octets(ulpdu));
    return (
      result.ok &&
      sameHex(encodeVdpUlpdu(result.value), ulpdu) &&
      formatManagerId(result.value.managerId) === '192.0.2.10'
    );
  },
  'dot1qbg/lldp-evb': ({ decodeEvbTlv, encodeEvbTlv, decodeLldpdu }) => {
    const result = decodeEvbTlv(octets('0080c20d000f6e9414'));
    return result.ok && sameHex(encodeEvbTlv(result.value), '0080c20d000f6e9414') && !decodeLldpdu(octets('02')).ok;
  },
  'dot1qbg/s-channel': ({ decodeCdcpTlv, encodeCdcpTlv }) => {
    const result = decodeCdcpTlv(octets('0080c20e88000004001001'));
    return result.ok && sameHex(encodeCdcpTlv(result.value), '0080c20e88000004001001');
  },
  'dot1qbg/frame': ({ decodeFrame, describeFrame, frameToJson, formatError }) => {
    const bytes = octets(ASSOCIATE);
    const result = decodeFrame(bytes);
    const broken = decodeFrame(bytes.subarray(0, 40));
    return (
      result.ok &&
      frameToJson(result.value).vdp.managerId === '192.0.2.10' &&
      describeFrame(bytes).length === 3 &&
      formatError(broken.error, bytes).includes('^')
    );
  },
  'dot1qbg/capture': ({ readCapture, writePcap }) => {
    const { format, packet } = readCapture(writePcap([{ frame: octets(ASSOCIATE) }]));
    return format === 'pcap' && sameHex(packet[0].frame, ASSOCIATE);
  },
  'dot1qbg/config': ({ parseFrameJson }) => {
    const ethernet = { destination: '01-80-C2-00-00-00', source: '02-00-00-00-00-01', tag: [], etherType: 2054 };
    return parseFrameJson({ kind: 'other', ethernet, payload: 'abcd' }).ok && !parseFrameJson({ kind: 'none' }).ok;
  },
  'dot1qbg/testing': (testing) => Object.keys(testing).length > 0 && typeof testing.arbitraryFrame === 'function',
  'dot1qbg/grammar': ({ parseFrame, parseVdpUlpdu }) => {
    const ulpdu = parseVdpUlpdu(octets(ASSOCIATE.slice(36)));
    return ulpdu.tlv[0].kind === 'association' && parseFrame(octets(ASSOCIATE)).kind === 'vdp';
  },
};

/** Entries that need eval. */
export const NEEDS_EVAL = ['dot1qbg/grammar'];
