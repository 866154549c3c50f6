// A call or two for every pure entry: enough to show that it works, not only loads. Uses nothing but the language, so
// that it runs wherever the entry is to run.

export const ASSOCIATE =
  '0180c200000002000000000189401001000' +
  '10a1000000000000000000000ffffc000020a0621000000010005a141285760f74ce1e95a2164943f53aa020001525400aabbcc0064';

/** The VDP ULPDU of it. */
export const ULPDU = ASSOCIATE.slice(36);

export const octets = (hex) => Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
export const sameHex = (bytes, hex) =>
  bytes.length * 2 === hex.length && octets(hex).every((octet, i) => octet === bytes[i]);

/** entry -> whether it works. */
export const exercises = {
  dot1qbg: ({ decodeFrame, encodeFrame, decodeEcpdu }) => {
    const result = decodeFrame(octets(ASSOCIATE));
    return result.ok && sameHex(encodeFrame(result.value), ASSOCIATE) && decodeEcpdu(octets('14010001')).ok;
  },
  'dot1qbg/ecp': ({ decodeEcpdu, encodeEcpdu }) => {
    const result = decodeEcpdu(octets('14010001'));
    return result.ok && sameHex(encodeEcpdu(result.value), '14010001') && !decodeEcpdu(octets('f001')).ok;
  },
  'dot1qbg/vdp': ({ decodeVdpUlpdu, encodeVdpUlpdu, formatManagerId }) => {
    const result = decodeVdpUlpdu(octets(ULPDU));
    return (
      result.ok &&
      sameHex(encodeVdpUlpdu(result.value), ULPDU) &&
      formatManagerId(result.value.managerId) === '192.0.2.10'
    );
  },
  'dot1qbg/lldp-evb': ({ decodeEvbTlv, encodeEvbTlv, decodeLldpdu }) => {
    const result = decodeEvbTlv(octets('0080c20d000f6e9414'));
    return result.ok && sameHex(encodeEvbTlv(result.value), '0080c20d000f6e9414') && !decodeLldpdu(octets('02')).ok;
  },
  'dot1qbg/s-channel': ({ decodeCdcpTlv, encodeCdcpTlv, CdcpNegotiation, tag, untag }) => {
    const result = decodeCdcpTlv(octets('0080c20e88000004001001'));
    const station = new CdcpNegotiation({ role: 'station', chnCap: 4 });
    station.handle({ kind: 'adminEnable', enabled: true });
    station.handle({ kind: 'portEnabled', enabled: true });
    return (
      result.ok &&
      sameHex(encodeCdcpTlv(result.value), '0080c20e88000004001001') &&
      sameHex(encodeCdcpTlv(station.poll().txTlv), '0080c20e88000004001001') &&
      untag(tag(octets(ASSOCIATE), 100).frame).svid === 100
    );
  },
  'dot1qbg/frame': ({ decodeFrame, describeFrame, frameToJson, formatError }) => {
    const bytes = octets(ASSOCIATE);
    const result = decodeFrame(bytes);
    const cut = bytes.subarray(0, 40);
    const broken = decodeFrame(cut);
    return (
      result.ok &&
      !broken.ok &&
      frameToJson(result.value).vdp.managerId === '192.0.2.10' &&
      describeFrame(bytes).length === 3 &&
      formatError(broken.error, cut).includes('^')
    );
  },
  'dot1qbg/evb': ({ EvbStation, EvbBridge }) => {
    const station = new EvbStation({ ports: [{ name: 'a', mac: 0x020000000001 }] });
    const bridge = new EvbBridge({ ports: [{ name: 'b', mac: 0x020000000002 }] });
    station.handle({ kind: 'link', port: 'a', up: true }, 0);
    bridge.handle({ kind: 'link', port: 'b', up: true }, 0);
    const { frame } = station.poll();
    bridge.handle({ kind: 'frame', port: 'b', frame }, 0);
    const kinds = [];
    for (let output = bridge.poll(); output !== undefined; output = bridge.poll()) kinds.push(output.kind);
    return kinds.includes('peerUp');
  },
  'dot1qbg/host': ({ drive, linkInMemory }) => {
    const due = [];
    const scheduler = { now: () => 0, at: (_, run) => due.push(run) && { cancel() {} } };
    const { ends } = linkInMemory(scheduler);
    const frame = octets(ASSOCIATE);
    const taken = [];
    const outputs = [{ kind: 'frame', port: 'p', frame }];
    const sender = { handle: () => undefined, poll: () => outputs.shift(), nextDeadline: () => undefined };
    const receiver = { ...sender, handle: (input) => void taken.push(input), poll: () => undefined };
    drive(receiver, { transports: { q: ends[1] } }, scheduler);
    drive(sender, { transports: { p: ends[0] } }, scheduler);
    for (const run of due) run();
    return taken[0].kind === 'link' && taken[0].up && sameHex(taken[1].frame, ASSOCIATE);
  },
  'dot1qbg/capture': ({ readCapture, writePcap }) => {
    const { format, packets } = readCapture(writePcap([{ frame: octets(ASSOCIATE) }]));
    return format === 'pcap' && sameHex(packets[0].frame, ASSOCIATE);
  },
  'dot1qbg/text': ({ frameWords }) =>
    frameWords({
      kind: 'ecpAck',
      ethernet: { destination: 1, source: 2, tags: [], etherType: 0x8940 },
      ecp: { version: 1, operation: 1, subtype: 1, sequence: 5 },
    }).includes('#5'),
  'dot1qbg/simulator': ({ World }) => {
    const world = new World();
    const station = world.station('a', { ports: [{ name: 'eth0', mac: 0x02_00_00_00_00_01 }] });
    world.bridge('b', { ports: [{ name: 'ge1', mac: 0x02_00_00_00_00_02 }] });
    world.link('a/eth0', 'b/ge1');
    return world.runUntil(() => station.status().ports[0].channels[0].evb.evbReady, 5_000_000);
  },
};
