/** The command line: `kanwu check | fix | entities`. Documents in, results out, in order, one at a time. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { HELP, readArguments, UsageError, type CommandLine } from './cli/arguments.ts';
import { fixFile, fixShard, fixToStdout } from './cli/fix.ts';
import { Decisions } from './cli/decisions.ts';
import { listInputs, reason, STANDARD_INPUT, type Input } from './cli/inputs.ts';
import { readLines } from './cli/lines.ts';
import { Output } from './cli/output.ts';
import { checkJson, checkText, entitiesJson, entitiesText } from './cli/report.ts';
import { analyseDamage } from '../damage/index.ts';
import type { EntityDecisions } from '../entities/decisions.ts';
import { decodeText } from '../text/encodings.ts';
import { readJsonRecord } from '../text/jsonRecord.ts';
import { version } from '../../../package.json';
import { DocumentAnalyser } from '../workspace/documentAnalysis.ts';

const NOTHING_FOUND = 0;
const SOMETHING_FOUND = 1;
const COULD_NOT_RUN = 2;

/** Runs the command line on these arguments and resolves to the exit status. Never throws. */
async function main(args: readonly string[]): Promise<number> {
  const output = new Output();
  let failed = false;
  const problem = (sentence: string) => {
    failed = true;
    process.stderr.write(`kanwu: ${sentence}\n`);
  };
  try {
    const commandLine = readArguments(args);
    if (commandLine === 'help' || commandLine === 'version') {
      process.stdout.write((commandLine === 'help' ? HELP : version) + '\n');
      return NOTHING_FOUND;
    }
    let found = false;
    const decisions = new Decisions(commandLine.entities, problem);
    for await (const input of listInputs(commandLine.paths, commandLine.jsonl, problem)) {
      try {
        if (await run(commandLine, input, output, problem, decisions)) found = true;
      } catch (error) {
        problem(`${input.path}: ${reason(error)}`);
      }
      if (output.closed) break;
    }
    output.flush();
    if (failed) return COULD_NOT_RUN;
    return found && !commandLine.exitZero ? SOMETHING_FOUND : NOTHING_FOUND;
  } catch (error) {
    problem(error instanceof UsageError ? error.message : reason(error));
    return COULD_NOT_RUN;
  }
}

/** Analyses one document and prints what the command asks for; returns whether anything was found. */
type Show = (doc: string, text: string, extra: object, output: Output) => boolean;

/** Prints that a document could not be read, so that every document has its line. */
function unread(commandLine: CommandLine, doc: string, error: string, output: Output): void {
  if (commandLine.format !== 'json') return;
  output.write(commandLine.command === 'check' ? checkJson(doc, { findings: [] }, { error }) : entitiesJson(doc, { mentions: [] }, { error }));
}

/** Runs one command on one input; resolves to whether anything was found. */
async function run(commandLine: CommandLine, input: Input, output: Output, problem: (sentence: string) => void, decisions: Decisions): Promise<boolean> {
  if (commandLine.command === 'fix') {
    if (input.kind === 'jsonl') return fixShard(input.path, commandLine, output, problem);
    return commandLine.output === 'write' ? fixFile(input.path, commandLine, problem) : fixToStdout(input.path, await readInput(input.path), commandLine, output, problem);
  }
  const show = commandLine.command === 'check' ? showDamage(commandLine.format) : showEntities(commandLine.format, await decisions.of(input.path));
  if (input.kind === 'text') {
    const decoded = decodeText(await readInput(input.path));
    if (decoded.binary) {
      problem(`${input.path}: not a text file, not checked`);
      unread(commandLine, input.path, 'not a text file', output);
      return false;
    }
    // A note, not a problem: what could be read was.
    if (decoded.lost > 0) process.stderr.write(`kanwu: ${input.path}: read as ${decoded.encoding}; ${decoded.lost} places could not be read\n`);
    const { encoding, sureness } = decoded;
    return show(input.path, decoded.text, encoding === 'utf-8' ? {} : { encoding, ...(sureness === 'doubtful' ? { encodingIsDoubtful: true } : {}) }, output);
  }
  let found = false;
  for await (const line of readLines(openInput(input.path))) {
    if (line.bytes.length === 0) continue;
    const doc = `${input.path}:${line.number}`;
    const record = readJsonRecord(line.bytes.toString('utf8'), commandLine.field);
    if ('problem' in record) {
      problem(`${doc}: ${record.problem}`);
      unread(commandLine, doc, record.problem, output);
    } else if (show(doc, record.text, {}, output)) found = true;
    if (output.closed) break;
  }
  return found;
}

function showDamage(format: CommandLine['format']): Show {
  return (doc, text, extra, output) => {
    const damage = analyseDamage(text);
    output.write(format === 'json' ? checkJson(doc, damage, extra) : checkText(doc, damage));
    return damage.findings.length > 0;
  };
}

function showEntities(format: CommandLine['format'], decisions: EntityDecisions): Show {
  // One analyser for all documents of an input: lines that recur in a shard are recognised once.
  const analyser = new DocumentAnalyser({ decisions });
  return (doc, text, extra, output) => {
    const { entities } = analyser.analyse(text);
    output.write(format === 'json' ? entitiesJson(doc, entities, extra) : entitiesText(doc, entities));
    return entities.mentions.length > 0;
  };
}

async function readInput(path: string): Promise<Uint8Array> {
  if (path !== STANDARD_INPUT) return readFile(path);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function openInput(path: string): AsyncIterable<Buffer> {
  return path === STANDARD_INPUT ? process.stdin : createReadStream(path, { highWaterMark: 1 << 20 });
}

void main(process.argv.slice(2)).then((status) => (process.exitCode = status));
