// The PDUs as grammars of binary-parser: a second decoder, written from the tables of the standard once more and run by
// another program. It imports no code of ours and is never on the receive path; tests compare our decoders with it. A
// grammar gives a value of the same form as the decoder, and `undefined` for octets that it does not accept. There are no
// options: a grammar does the same as the decoder without options.
//
// Grammar and decoder accept the same octets and give equal fields, but for this list:
//
// | octets | decoder | grammar |
// | --- | --- | --- |
// | ECPDU of more than 1500 octets | `ecpLength` | accepts: the format has no such bound, a frame has |
// | End Of LLDPDU whose length runs past the octets | `lldpTlvTruncated` | accepts: the type alone ends the LLDPDU |
//
// Needs a host that allows `new Function`, from the first call on.

export { parseCdcpTlv } from './cdcp-tlv.js';
export { parseEcpdu } from './ecpdu.js';
export { parseEthernetHeader } from './ethernet.js';
export { parseEvbTlv } from './evb-tlv.js';
export { parseFrame } from './frame.js';
export { parseLldpdu } from './lldpdu.js';
export { parseVdpUlpdu } from './vdp-ulpdu.js';
