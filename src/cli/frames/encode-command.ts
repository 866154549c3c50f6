// `evb encode`: JSON lines to frames.

import { formatFrameJsonError, parseFrameJson } from '../../config/parse-frame-json.js';
import type { EncodeError } from '../../core/encode-error.js';
import { encodeFrame } from '../../frame/encode-frame.js';
import { HELP_OPTION, type OptionConfigs, parseCommandLine } from '../command-line.js';
import { type CliIo, complain, nameOf, openLines, reasonOf, STANDARD, STATUS, type Status, worse } from '../io.js';
import { help, isHelp, usage } from '../usage.js';
import { parseFrameLine } from './frame-line.js';
import { type FrameSink, hexSink, openPcapSink } from './frame-sink.js';

const OPTIONS: OptionConfigs = { ...HELP_OPTION, pcap: { type: 'string' } };

const isEncodeError = (error: unknown): error is EncodeError =>
  (error as { readonly code?: unknown } | null)?.code === 'dot1qbgEncode';

/** Encodes a line; returns why the line cannot be encoded. */
async function encodeLine(line: string, sink: FrameSink): Promise<string | undefined> {
  const parsed = parseFrameLine(line);
  if (!parsed.ok) return parsed.reason;
  const result = parseFrameJson(parsed.frame);
  if (!result.ok) return formatFrameJsonError(result.error);
  try {
    const { time, decimals } = parsed;
    await sink.put({ frame: encodeFrame(result.value), ...(time && { time }) }, decimals);
    return undefined;
  } catch (error) {
    if (isEncodeError(error)) return error.message;
    throw error;
  }
}

/** Encodes the lines of a file. */
async function encodeFile(io: CliIo, file: string, sink: FrameSink): Promise<Status> {
  let status: Status = STATUS.ok;
  let number = 0;
  const source = openLines(io, file);
  for await (const line of source.lines) {
    number++;
    if (line.trim() === '') continue;
    const reason = await encodeLine(line, sink);
    if (reason === undefined) continue;
    status = STATUS.failed;
    await complain(io, `${nameOf(file)}: line ${number}: ${reason}`);
  }
  const broken = source.broken();
  if (broken === undefined) return status;
  await complain(io, `${nameOf(file)}: ${broken}`);
  return STATUS.unusable;
}

export async function encodeCommand(io: CliIo, argv: readonly string[]): Promise<Status> {
  const line = parseCommandLine(argv, OPTIONS);
  if (!line.ok) return usage(io, 'encode', line.reason);
  const { values, operands } = line;
  if (values.help === true || isHelp(operands)) return help(io, 'encode');
  const { pcap } = values;
  let sink: FrameSink;
  try {
    sink = typeof pcap === 'string' ? await openPcapSink(io, pcap) : hexSink(io);
  } catch (error) {
    await complain(io, `${String(pcap)}: ${reasonOf(error)}`);
    return STATUS.unusable;
  }
  let status: Status = STATUS.ok;
  for (const file of operands.length === 0 ? [STANDARD] : operands) {
    status = worse(status, await encodeFile(io, file, sink));
  }
  await sink.close();
  return status;
}
