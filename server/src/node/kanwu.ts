/** The command line: `kanwu check | fix | entities`. Documents in, results out, in order, one at a time. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { HELP, readArguments, UsageError, type CommandLine } from './cli/arguments.ts';
import { fixFile, fixShard, fixToStdout } from './cli/fix.ts';
import { listInputs, reason, STANDARD_INPUT, type Input } from './cli/inputs.ts';
import { readLines } from './cli/lines.ts';
import { Output } from './cli/output.ts';
import { checkJson, checkText, entitiesJson, entitiesText } from './cli/report.ts';
import { decodeText } from '../text/encodings.ts';
import { readJsonRecord } from '../text/jsonRecord.ts';
import { version } from '../../../package.json';
import { DocumentAnalyser, type DocumentAnalysis } from '../workspace/documentAnalysis.ts';

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
    for await (const input of listInputs(commandLine.paths, commandLine.jsonl, problem)) {
      try {
        if (await run(commandLine, input, output, problem)) found = true;
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

/** Runs one command on one input; resolves to whether anything was found. */
async function run(commandLine: CommandLine, input: Input, output: Output, problem: (sentence: string) => void): Promise<boolean> {
  if (commandLine.command === 'fix') {
    if (input.kind === 'jsonl') return fixShard(input.path, commandLine, output, problem);
    return commandLine.output === 'write' ? fixFile(input.path, commandLine, problem) : fixToStdout(input.path, await readInput(input.path), commandLine, output, problem);
  }
  const show = commandLine.command === 'check' ? showCheck : showEntities;
  if (input.kind === 'text') {
    const decoded = decodeText(await readInput(input.path));
    const analysis = new DocumentAnalyser().analyse(decoded.text);
    return show(commandLine.format, input.path, analysis, decoded.encoding === 'utf-8' ? {} : { encoding: decoded.encoding }, output);
  }
  let found = false;
  const analyser = new DocumentAnalyser();
  for await (const line of readLines(openInput(input.path))) {
    if (line.bytes.length === 0) continue;
    const doc = `${input.path}:${line.number}`;
    const record = readJsonRecord(line.bytes.toString('utf8'), commandLine.field);
    if ('problem' in record) {
      problem(`${doc}: ${record.problem}`);
      if (commandLine.format === 'json') output.write(show === showCheck ? checkJson(doc, { findings: [] }, { error: record.problem }) : entitiesJson(doc, { entities: { mentions: [], entities: [] } }, { error: record.problem }));
    } else if (show(commandLine.format, doc, analyser.analyse(record.text), {}, output)) found = true;
    if (output.closed) break;
  }
  return found;
}

function showCheck(format: CommandLine['format'], doc: string, analysis: DocumentAnalysis, extra: object, output: Output): boolean {
  output.write(format === 'json' ? checkJson(doc, analysis, extra) : checkText(doc, analysis));
  return analysis.findings.length > 0;
}

function showEntities(format: CommandLine['format'], doc: string, analysis: DocumentAnalysis, extra: object, output: Output): boolean {
  output.write(format === 'json' ? entitiesJson(doc, analysis, extra) : entitiesText(doc, analysis));
  return analysis.entities.mentions.length > 0;
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
