// Help texts. No line is wider than 80 columns. `live/help-texts.ts` has the texts of `evb station` and `evb bridge`.

export const HELP_TEXTS = {
  evb: `evb: frames of IEEE 802.1Qbg (EVB, ECP, VDP, CDCP, and LLDP as they need it)

usage:
  evb decode [options] FILE...     captures to text or JSON
  evb encode [options] [FILE...]   JSON to hexadecimal digits or a capture
  evb demo [options]               a station and a bridge talk: a ladder
  evb station --udp LOCAL:REMOTE [options]
  evb bridge --udp LOCAL:REMOTE [options]
                                   a running station or bridge
  evb help [COMMAND]
  evb --version

'evb COMMAND --help' has details. FILE '-' is standard input.

exit status:
  0  all done
  1  a frame or a line has an error
  2  the command line or a configuration is wrong, or a file or socket cannot be
     opened

examples:
  evb decode trace.pcap
  evb decode --json trace.pcap | evb encode --pcap again.pcap
`,
  decode: `evb decode: frames as text or JSON

usage:
  evb decode [options] FILE...      pcap or pcapng; '-' is standard input
  evb decode --hex [options] [FILE...]
                                    one frame a line in hexadecimal digits;
                                    blanks, ':' and '-' between octets, comments
                                    behind '#'; default standard input

output:
  --brief              head lines only
  --json               one JSON object a line for every frame (docs/json.md)
  --color, --no-color  colours or none; default: colours on a terminal, unless
                       NO_COLOR is set

decoding:
  --ecp-subtypes LIST  the receiver knows only these ECP subtypes, as 1,2; a
                       request of another subtype is an error
  --lenient-length     an LLDP TLV that runs past the end is cut off; the LLDPDU
                       is accepted
  --evb-exact          an EVB TLV longer than 9 octets is rejected

  --strict             a rejected TLV makes the exit status 1 too
  -h, --help           this text

A head line has number, seconds since the first frame, octets, source and
destination (NCB, NNTB, NB: the groups Nearest Customer Bridge, Nearest non-TPMR
Bridge, Nearest Bridge), what the frame is, and the ECP sequence number behind
'#'. Below are the fields, each with value, meaning, offset in the frame and
octets; '&' is the mask of a field with only some bits of its octets. Notes say
what was tolerated, errors why a frame was not decoded.

examples:
  evb decode trace.pcap
  evb decode --brief trace.pcapng | grep VDP
  tcpdump -i eth0 -w - ether proto 0x8940 -c 20 | evb decode -
  echo 0180c2000000 020000000002 8940 1401 0001 | evb decode --hex
`,
  encode: `evb encode: frames from JSON

usage:
  evb encode [options] [FILE...]    default standard input

Each line is a line of 'evb decode --json', or the object of its member 'frame'
(docs/json.md). Empty lines are skipped. A line without an encoding is an error
on standard error; the other lines are encoded.

output:
  (default)            one frame a line in hexadecimal digits
  --pcap FILE          a capture; '-' is standard output. Times are from the
                       member 'time', or 0

  -h, --help           this text

examples:
  evb decode --json trace.pcap | evb encode
  evb decode --json trace.pcap | sed 's/"vid":100/"vid":101/' |
    evb encode --pcap changed.pcap
`,
  demo: `evb demo: a station and a bridge in virtual time, from silence to the end

usage:
  evb demo [options]

LLDP, EVB agreement, Pre-Associate, Associate with a VID that the bridge
supplies, keep-alives, a refusal, a withdrawal and De-Associate, by EvbStation
and EvbBridge of this package.

the proposals; two numbers, as 18,20, are for station and bridge, and the larger
one is in force:
  --r N[,N]            retransmissions of ECP, 0..7, default 3
  --rte N[,N]          ECP waits 10 us * 2^N for an acknowledgement, 0..31,
                       default 14
  --rwd N[,N]          the bridge has 10 us * 2^N for its answer, 0..31,
                       default 20
  --rka N[,N]          keep-alives every 10 us * 2^N, 0..31, default 20

the link:
  --loss PERCENT       lost frames, 0..100, default 0
  --latency MS         time from one end to the other, 1..1000, default 1
  --seed N             selects the lost frames, 0..4294967295, default 1

  --channels N         number of S-channels by CDCP, 1..167, default 1
  --vsis N             number of VSIs on each of them, 1..100, default 1

output:
  --pcap FILE          writes a capture of all frames as well, as they are sent;
                       '-' writes only the capture, to standard output
  --json               one JSON object a line for every event (docs/demo.md)
  --color, --no-color  colours or none; default: colours on a terminal, unless
                       NO_COLOR is set
  -h, --help           this text

The same options give the same ladder, to the microsecond. Frames are arrows,
'*' is what an end takes from its host or gives to it; 'x lost' did not arrive;
':' stands for repetitions.

examples:
  evb demo
  evb demo --loss 20 --seed 7
  evb demo --vsis 2 --rka 18,16 --pcap demo.pcap
  evb demo --pcap - | evb decode --brief -
`,
} as const;

export type HelpTopic = keyof typeof HELP_TEXTS | 'station' | 'bridge';
