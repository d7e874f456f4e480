import { parseArgs } from 'node:util';

/** What the command line was asked to do. */
export interface CommandLine {
  readonly command: 'check' | 'fix' | 'entities';
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
}

/** A sentence for stderr: the command line could not be understood or carried out. */
export class UsageError extends Error {}

export const HELP = `kanwu: see what a Chinese news text is about, and mend what the web did to it

  kanwu check    [options] PATH…    list what is damaged
  kanwu fix      [options] PATH…    apply the safe fixes (--stdout or --write)
  kanwu entities [options] PATH…    list persons, places, organisations and projects

PATH is a text file, a JSONL shard (.jsonl, .ndjson: one document a line), a folder (its .txt and JSONL files, sorted),
or - for standard input.

  --format text|json   how to print check and entities (default: text); json is one object a document and line
  --jsonl              take every PATH, standard input too, as JSONL
  --field NAME         the field of a JSONL record that holds the text (default: text)
  --stdout             fix: print the mended text (one PATH), or the mended records in order
  --write              fix: change the files, each whole or not at all, in the encoding it has
  --suggested          fix: apply the first reading of suggestions too
  --entities FILE      entities: what people have decided on names (default: the nearest .kanwu/entities.yaml above each PATH)
  --exit-zero          exit with 0 also when something was found (for pipes that stop at any other status)
  --help, --version

Exit status: 0 nothing found, 1 something found, 2 could not run (the reason is on standard error).`;

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
  const [command, ...paths] = positionals;
  if (command === undefined) throw new UsageError('no command given: check, fix or entities (kanwu --help tells more)');
  if (command !== 'check' && command !== 'fix' && command !== 'entities') throw new UsageError(`unknown command "${command}": check, fix or entities`);
  if (values.format !== 'text' && values.format !== 'json') throw new UsageError(`unknown format "${values.format}": text or json`);
  if (paths.length === 0) throw new UsageError(`${command} needs a file or folder, or - for standard input`);
  if (command === 'fix' && values.stdout === values.write) throw new UsageError('fix needs either --stdout or --write');
  if (command !== 'fix' && (values.stdout || values.write || values.suggested)) throw new UsageError('--stdout, --write and --suggested go with fix');
  if (command !== 'entities' && values.entities !== undefined) throw new UsageError('--entities goes with entities');
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
  };
}
