// `evb demo`: a station and a bridge in virtual time, as a ladder or as JSON, and as a capture.

import { formatLadderTime, ladderLines } from '../../text/ladder.js';
import type { LadderEvent, LadderFrame } from '../../text/ladder-event.js';
import { createPaint } from '../../text/paint.js';
import { counted } from '../../text/phrase.js';
import { timeOfMicroseconds } from '../capture-time.js';
import { HELP_OPTION, type OptionConfigs, parseCommandLine } from '../command-line.js';
import { type FrameSink, openPcapSink } from '../frames/frame-sink.js';
import { type CliIo, complain, reasonOf, STANDARD, STATUS, type Status, wantsColour, write } from '../io.js';
import { help, isHelp, usage } from '../usage.js';
import { demoLine } from './line.js';
import { DEMO_NUMBERS, parseDemoOptions } from './options.js';
import { runDemo } from './script.js';
import { numberedVsis } from './vsi-numbers.js';

const OPTIONS: OptionConfigs = {
  ...HELP_OPTION,
  ...Object.fromEntries(DEMO_NUMBERS.map((name) => [name, { type: 'string' as const }])),
  pcap: { type: 'string' },
  json: { type: 'boolean' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
};

const MICROSECOND_DECIMALS = 6;

const framesOf = (events: readonly LadderEvent[]): LadderFrame[] =>
  events.flatMap((event) => (event.kind === 'frame' ? event : []));

/** Writes all frames, lost ones as well: the capture is taken at the sender. */
async function writeFrames(sink: FrameSink, frames: readonly LadderFrame[]): Promise<void> {
  for (const { at, bytes } of frames) {
    await sink.put({ frame: bytes, time: timeOfMicroseconds(at) }, MICROSECOND_DECIMALS);
  }
  await sink.close();
}

function summary(events: readonly LadderEvent[], pcap: string | undefined): string {
  const frames = framesOf(events);
  const lost = frames.filter(({ arrives }) => arrives === undefined).length;
  const end = formatLadderTime(events.at(-1)?.at ?? 0);
  const file = pcap === undefined ? [] : [`Written to ${pcap}: evb decode ${pcap}`];
  return ['', `${counted(frames.length, 'frame')}, ${lost} lost, in ${end} s of virtual time`, ...file, ''].join('\n');
}

/** Writes the capture; returns why it cannot be written. */
async function writeCapture(io: CliIo, file: string, events: readonly LadderEvent[]): Promise<string | undefined> {
  let sink: FrameSink;
  try {
    sink = await openPcapSink(io, file);
  } catch (error) {
    return reasonOf(error);
  }
  await writeFrames(sink, framesOf(events));
  return undefined;
}

export async function demoCommand(io: CliIo, argv: readonly string[]): Promise<Status> {
  const line = parseCommandLine(argv, OPTIONS);
  if (!line.ok) return usage(io, 'demo', line.reason);
  const { values, operands } = line;
  if (values.help === true || isHelp(operands)) return help(io, 'demo');
  if (operands.length > 0) return usage(io, 'demo', `no operand is wanted, got '${operands[0]}'`);
  const { json } = values;
  const pcap = typeof values.pcap === 'string' ? values.pcap : undefined;
  if (values.color && values['no-color']) return usage(io, 'demo', '--color and --no-color exclude each other');
  if (json && pcap === STANDARD) return usage(io, 'demo', "--json and --pcap '-' exclude each other");
  const parsed = parseDemoOptions(values);
  if (!parsed.ok) return usage(io, 'demo', parsed.reason);
  const events = runDemo(parsed.options);
  const problem = pcap === undefined ? undefined : await writeCapture(io, pcap, events);
  if (pcap !== STANDARD) {
    const lines = json ? events.map(demoLine) : ladderLines(events, createPaint(wantsColour(io, values)), numberedVsis);
    await write(io.stdout, lines.map((one) => `${one}\n`).join(''));
    if (!json) await write(io.stdout, summary(events, problem === undefined ? pcap : undefined));
  }
  if (problem === undefined) return STATUS.ok;
  await complain(io, `${pcap}: ${problem}`);
  return STATUS.unusable;
}
