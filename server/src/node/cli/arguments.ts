import { parseArgs } from 'node:util';
import { STANDARD_INPUT } from './inputs.ts';

/** What the command line was asked to do. */
export interface CommandLine {
  readonly command: 'check' | 'fix' | 'entities' | 'index build' | 'index merge';
  /** Files and folders in the order given; `-` is standard input. */
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  /** Read every input as JSONL, whatever its name ends with. */
  readonly jsonl: boolean;
  /** The field of a JSONL record that holds the text. */
  readonly field: string;
  readonly output: 'stdout' | 'write';
  readonly suggested: boolean;
  readonly exitZero: boolean;
  /** The file with a person's decisions on names; undefined: the nearest .kanwu/entities.yaml above each document. */
  readonly entities: string | undefined;
  /** Where an index goes; `-` is standard output. Empty for the other commands. */
  readonly out: string;
  /** How many workers; 1 is none but the program itself. */
  readonly jobs: number;
  /** How many lines at the start of a shard are left out. */
  readonly skip: number;
}

/** A sentence for stderr: the command line could not be understood or carried out. */
export class UsageError extends Error {}

/** How many records of an input are named that could not be read. */
export const MOST_TOLD = 100;

export const HELP = `kanwu: see what a Chinese news text is about, and mend what the web did to it

  kanwu check    [options] PATH…    list what is damaged
  kanwu fix      [options] PATH…    apply the safe fixes (--stdout or --write)
  kanwu entities [options] PATH…    list persons, places, organisations and projects
  kanwu index build [options] PATH… --out FILE    count them over all documents
  kanwu index merge INDEX… --out FILE             add such counts of parts up to those of the whole

PATH is a text file, a JSONL shard (.jsonl, .ndjson: one document a line; also packed, .gz and .zst), a folder (its .txt and
JSONL files, sorted), or - for standard input.

  --format text|json   how to print check and entities (default: text); json is one object a document and line
  --jsonl              take every PATH, standard input too, as JSONL
  --field NAME         the field of a JSONL record that holds the text (default: text)
  --stdout             fix: print the mended text (one PATH), or the mended records in order
  --write              fix: change the files, each whole or not at all, in the encoding it has
  --suggested          fix: apply the first reading of suggestions too
  --entities FILE      entities, index build: what people have decided on names (default: the nearest .kanwu/entities.yaml above each PATH)
  --out FILE           index: where it is written (- for standard output)
  --exit-zero          exit with 0 also when something was found or single records could not be read (for pipes that stop
                       at any other status)
  --jobs N, -j N       work on N cores (default: 1); the order of what is printed stays
  --skip N             leave out the first N lines of the one shard given: carry on where an earlier run was stopped
  --help, --version

Exit status: 0 nothing found, 1 something found, 2 something could not be read or written (each reason is on standard error;
of a shard, the first ${MOST_TOLD} records that could not be read, and how many there were).`;

/** Reads the arguments after the program's name. Returns 'help' or 'version' where those are asked for. Throws {@link UsageError}. */
export function readArguments(args: readonly string[]): CommandLine | 'help' | 'version' {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'text' },
        field: { type: 'string', default: 'text' },
        jsonl: { type: 'boolean', default: false },
        stdout: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        suggested: { type: 'boolean', default: false },
        entities: { type: 'string' },
        out: { type: 'string' },
        jobs: { type: 'string', short: 'j', default: '1' },
        skip: { type: 'string', default: '0' },
        'exit-zero': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  if (values.version) return 'version';
  const words = positionals[0] === 'index' ? 2 : 1;
  const command = positionals.slice(0, words).join(' ');
  const paths = positionals.slice(words);
  if (command === '') throw new UsageError('no command given: check, fix, entities or index (kanwu --help tells more)');
  if (command === 'index') throw new UsageError('index needs build or merge');
  if (!isCommand(command)) throw new UsageError(`unknown command "${command}": check, fix, entities, index build or index merge`);
  if (values.format !== 'text' && values.format !== 'json') throw new UsageError(`unknown format "${values.format}": text or json`);
  if (paths.length === 0) throw new UsageError(`${command} needs a file or folder, or - for standard input`);
  if (command === 'fix' && values.stdout === values.write) throw new UsageError('fix needs either --stdout or --write');
  if (command !== 'fix' && (values.stdout || values.write || values.suggested)) throw new UsageError('--stdout, --write and --suggested go with fix');
  if (command !== 'entities' && command !== 'index build' && values.entities !== undefined) throw new UsageError('--entities goes with entities and index build');
  if (command.startsWith('index') !== (values.out !== undefined)) throw new UsageError(values.out === undefined ? `${command} needs --out FILE` : '--out goes with index');
  if (command === 'index merge' && paths.includes(STANDARD_INPUT)) throw new UsageError('index merge needs files');
  const jobs = readNumber('--jobs', values.jobs, 1, MOST_JOBS);
  const skip = readNumber('--skip', values.skip, 0, Number.MAX_SAFE_INTEGER);
  if (skip > 0 && paths.length !== 1) throw new UsageError('--skip goes with one shard');
  if (skip > 0 && values.write) throw new UsageError('--skip leaves lines out, which --write must not');
  if (values.write && paths.includes(STANDARD_INPUT)) throw new UsageError('--write needs a file; use --stdout with standard input');
  return {
    command,
    paths,
    format: values.format,
    jsonl: values.jsonl,
    field: values.field,
    output: values.write ? 'write' : 'stdout',
    suggested: values.suggested,
    exitZero: values['exit-zero'],
    entities: values.entities,
    out: values.out ?? '',
    jobs,
    skip,
  };
}

const COMMANDS: readonly CommandLine['command'][] = ['check', 'fix', 'entities', 'index build', 'index merge'];

function isCommand(words: string): words is CommandLine['command'] {
  return (COMMANDS as readonly string[]).includes(words);
}

/** More than this is a slip of the pen: each worker has its own tables. */
const MOST_JOBS = 256;

function readNumber(option: string, written: string, least: number, most: number): number {
  const number = /^\d{1,15}$/.test(written) ? Number(written) : NaN;
  if (!(number >= least && number <= most)) throw new UsageError(`${option} needs a whole number from ${least}${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ''}, not "${written}"`);
  return number;
}
