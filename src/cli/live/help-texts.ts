// Help texts of `evb station` and `evb bridge`. No line is wider than 80 columns.

import { BRIDGE_COMMANDS } from './commands/bridge.js';
import { commandLines } from './commands/common.js';
import { STATION_COMMANDS } from './commands/station.js';

/** Options of both programs. */
const programOptions = (
  asks: string,
  channels: string,
): string => `the port and its proposals; they replace those of the configuration:
  --udp LOCAL:REMOTE   frames in UDP datagrams: ports of this machine, as
                       5001:5002, or 127.0.0.1:5001-127.0.0.1:5002; NAME=
                       before them names the port of the configuration, if it
                       has more than one
  --config FILE        configuration in JSON (docs/configuration.md)
  --mac MAC            MAC address of the port
  --r N, --rte N, --rwd N, --rka N
                       proposals, as in 'evb demo'
  --reflective-relay   ${asks}
  --groups             supports GroupIDs
  --cdcp               CDCP is on, for S-channels
  --chn-cap N          number of S-channels at most, 1..167; CDCP is on
${channels}  --channel SCID/SVID  a manual S-channel, which exists while CDCP is off; can
                       be given more than once
  --peer openlldp      for a peer with openlldp's lldpad
`;

const WANTS_OPTION = `  --wants LIST         SCIDs of the S-channels to ask for, as 2,3,5; CDCP is on
`;

const POOL_OPTION = `  --pool LIST          SVIDs to assign, as 100-199,300; CDCP is on
`;

const PROGRAM_OUTPUT = `output:
  --json               one JSON object a line for every event (docs/programs.md)
  --pcap FILE          a capture of all frames, both ways, written as they come

the end: SIGINT, SIGTERM, SIGHUP or the command 'quit'. The program sends a
shutdown LLDPDU, and its exit status is 0; a second signal ends it at once.
  --de-associate-on-exit
                       ends all VSIs first, and waits for the responses
  --exit-wait SECONDS  time to wait at most, 0..3600, default 5
  --exit-on-eof        ends at the end of standard input as well
  -h, --help           this text

commands on standard input, one a line; a wrong line changes nothing:
`;

const commandText = (commands: Parameters<typeof commandLines>[0]): string => `${commandLines(commands).join('\n')}\n`;

export const PROGRAM_HELP_TEXTS = {
  station: `evb station: a running EVB station, over UDP

usage:
  evb station --udp LOCAL:REMOTE [options]

A UDP datagram is an Ethernet frame without FCS. Events go to standard output,
commands come from standard input.

${programOptions('asks for reflective relay', WANTS_OPTION)}  --vsi VSI            a VSI to associate whenever EVB is agreed, in the words
                       of the command 'associate' or in JSON; can be given more
                       than once

${PROGRAM_OUTPUT}${commandText(STATION_COMMANDS)}
examples:
  evb station --udp 5001:5002 --reflective-relay
  evb station --udp 5001:5002 --json --pcap station.pcap --vsi \\
    'a1412857-60f7-4ce1-e95a-000000000001 type=5/1 filter=52-54-00-00-00-01/0'
  evb station --udp 5001:5002 --wants 2,3 --vsi \\
    'a1412857-60f7-4ce1-e95a-000000000002 type=5/1 filter=0 scid=2'
`,
  bridge: `evb bridge: a running EVB bridge, over UDP

usage:
  evb bridge --udp LOCAL:REMOTE [options]

A UDP datagram is an Ethernet frame without FCS. Events go to standard output,
commands come from standard input. The VSI manager knows only the types of
the configuration or of --types.

${programOptions('offers reflective relay', POOL_OPTION)}  --types FILE         VSI type database, a list in JSON
                       (docs/configuration.md)
  --answer ANSWER      a rule of the VSI manager, in the words of the command
                       'answer'; can be given more than once

${PROGRAM_OUTPUT}${commandText(BRIDGE_COMMANDS)}
examples:
  evb bridge --udp 5002:5001 --reflective-relay --types types.json
  evb bridge --udp 5002:5001 --answer 'all grant vid=100'
  evb bridge --udp 5002:5001 --pool 100-199 --answer 'all grant vid=100'
`,
} as const;
