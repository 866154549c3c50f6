// What `--help` says. No line is wider than 80 columns. The texts of the programs stand with them, in `live/help-texts.ts`.

export const HELP_TEXTS = {
  evb: `evb: frames of IEEE 802.1Qbg (EVB, ECP, VDP, CDCP, and LLDP as they need it)

usage:
  evb decode [options] FILE...     captures to text or JSON
  evb encode [options] [FILE...]   JSON to hexadecimal digits or a capture
  evb demo [options]               a station and a bridge talk, as a ladder
  evb station --udp LOCAL:REMOTE [options]
  evb bridge --udp LOCAL:REMOTE [options]
                                   a station, or a bridge, that runs
  evb help [COMMAND]
  evb --version

'evb COMMAND --help' tells more. FILE '-' is standard input.

exit status:
  0  all done
  1  a frame or a line could not be done
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
  --color, --no-color  colours, or none; default: on a terminal, unless NO_COLOR
                       is set

decoding:
  --ecp-subtypes LIST  only these ECP subtypes have an upper layer, as 1,2; a
                       request with another one is an error
  --lenient-length     an LLDP TLV that runs past the end ends the LLDPDU
                       instead of discarding it
  --evb-exact          an EVB TLV longer than 9 octets is rejected

  --strict             a rejected TLV makes the exit status 1 too
  -h, --help           this text

A head line has number, seconds since the first frame, octets, source and
destination (NCB, NNTB, NB: the groups Nearest Customer Bridge, Nearest non-TPMR
Bridge, Nearest Bridge), what the frame is, and the ECP sequence number behind
'#'. Below stand the fields, each with value, meaning, offset in the frame and
octets; '&' is the mask of a field that has not all bits of its octets. Notes
tell what was tolerated, errors why a frame was not decoded.

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
(docs/json.md). Empty lines are skipped. A line that has no encoding is told on
standard error, and the others go on.

output:
  (default)            one frame a line in hexadecimal digits
  --pcap FILE          a capture; '-' is standard output. Times are those of the
                       member 'time', else 0

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
supplies, keep-alives, a refusal, a withdrawal and De-Associate, all of it by
this package's own EvbStation and EvbBridge.

what they propose; two numbers, as 18,20, are those of station and bridge, and
the larger counts:
  --r N[,N]            retransmissions of ECP, 0..7, default 3
  --rte N[,N]          ECP waits 10 us * 2^N for an acknowledgement, 0..31,
                       default 14
  --rwd N[,N]          the bridge has 10 us * 2^N for its answer, 0..31,
                       default 20
  --rka N[,N]          keep-alives every 10 us * 2^N, 0..31, default 20

the link:
  --loss PERCENT       frames that are lost, 0..100, default 0
  --latency MS         from one end to the other, 1..1000, default 1
  --seed N             which frames are lost, 0..4294967295, default 1

  --channels N         number of S-channels, 1..167, default 1: more by CDCP
  --vsis N             number of VSIs on each of them, 1..100, default 1

output:
  --pcap FILE          a capture too, of all frames as they are sent; with '-'
                       the capture alone, on standard output
  --json               one JSON object a line for every event (docs/demo.md)
  --color, --no-color  colours, or none; default: on a terminal, unless NO_COLOR
                       is set
  -h, --help           this text

The same options give the same ladder, to the microsecond. Frames are arrows,
'*' is what an end takes from its host or gives to it; 'x lost' did not arrive;
':' stands for what repeats itself.

examples:
  evb demo
  evb demo --loss 20 --seed 7
  evb demo --vsis 2 --rka 18,16 --pcap demo.pcap
  evb demo --pcap - | evb decode --brief -
`,
} as const;

export type HelpTopic = keyof typeof HELP_TEXTS | 'station' | 'bridge';
