// What `--help` says of `evb station` and `evb bridge`. No line is wider than 80 columns.

import { BRIDGE_COMMANDS } from './commands/bridge.js';
import { commandLines } from './commands/common.js';
import { STATION_COMMANDS } from './commands/station.js';

/** Options that the programs have alike. */
const programOptions = (
  asks: string,
  channels: string,
): string => `the port and what it proposes; over the configuration, where there is one:
  --udp LOCAL:REMOTE   frames in UDP datagrams: ports of this machine, as
                       5001:5002, or 127.0.0.1:5001-127.0.0.1:5002; NAME= before
                       them says for which port, and is wanted where there are
                       more than one
  --config FILE        configuration in JSON (docs/configuration.md)
  --mac MAC            MAC address of the port
  --r N, --rte N, --rwd N, --rka N
                       proposals, as in 'evb demo'
  --reflective-relay   ${asks}
  --groups             wants to use GroupIDs
  --cdcp               speaks CDCP, which makes S-channels
  --chn-cap N          so many S-channels at most, 1..167; speaks CDCP, too
${channels}  --channel SCID/SVID  an S-channel by hand, there while CDCP is off; more than
                       once, too
  --peer openlldp      lives with the habits of openlldp's lldpad
`;

const WANTS_OPTION = `  --wants LIST         SCIDs of the S-channels to ask for, as 2,3,5; speaks
                       CDCP, too
`;

const POOL_OPTION = `  --pool LIST          SVIDs to assign, as 100-199,300; speaks CDCP, too
`;

const PROGRAM_OUTPUT = `output:
  --json               one JSON object a line for every event (docs/programs.md)
  --pcap FILE          a capture of all frames, both ways, written as they come

the end: SIGINT, SIGTERM, SIGHUP or the command 'quit'. A shutdown LLDPDU is
sent, and the exit status is 0; a second signal ends the program at once.
  --de-associate-on-exit
                       ends all VSIs first, and waits for the answers
  --exit-wait SECONDS  for so long at most, 0..3600, default 5
  --exit-on-eof        the end of standard input is the end, too
  -h, --help           this text

commands on standard input, one a line; a line that is wrong changes nothing:
`;

const commandText = (commands: Parameters<typeof commandLines>[0]): string => `${commandLines(commands).join('\n')}\n`;

export const PROGRAM_HELP_TEXTS = {
  station: `evb station: an EVB station that runs, over UDP

usage:
  evb station --udp LOCAL:REMOTE [options]

A UDP datagram is an Ethernet frame without FCS. Events go to standard output,
commands come from standard input.

${programOptions('asks for reflective relay', WANTS_OPTION)}  --vsi VSI            a VSI to associate whenever EVB is agreed, in the words
                       of the command 'associate' or in JSON; more than once,
                       too

${PROGRAM_OUTPUT}${commandText(STATION_COMMANDS)}
examples:
  evb station --udp 5001:5002 --reflective-relay
  evb station --udp 5001:5002 --json --pcap station.pcap --vsi \\
    'a1412857-60f7-4ce1-e95a-000000000001 type=5/1 filter=52-54-00-00-00-01/0'
  evb station --udp 5001:5002 --wants 2,3 --vsi \\
    'a1412857-60f7-4ce1-e95a-000000000002 type=5/1 filter=0 scid=2'
`,
  bridge: `evb bridge: an EVB bridge that runs, over UDP

usage:
  evb bridge --udp LOCAL:REMOTE [options]

A UDP datagram is an Ethernet frame without FCS. Events go to standard output,
commands come from standard input. The VSI manager knows the types of the
configuration or of --types, and no others.

${programOptions('is capable of reflective relay, and grants it', POOL_OPTION)}  --types FILE         VSI type database, a list in JSON
                       (docs/configuration.md)
  --answer ANSWER      what the VSI manager answers, in the words of the command
                       'answer'; more than once, too

${PROGRAM_OUTPUT}${commandText(BRIDGE_COMMANDS)}
examples:
  evb bridge --udp 5002:5001 --reflective-relay --types types.json
  evb bridge --udp 5002:5001 --answer 'all grant vid=100'
  evb bridge --udp 5002:5001 --pool 100-199 --answer 'all grant vid=100'
`,
} as const;
