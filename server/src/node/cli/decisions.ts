import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type EntityDecisions, NO_DECISIONS } from '../../entities/decisions.ts';
import { decodeText } from '../../text/encodings.ts';
import { ENTITIES_FILE, type EntitiesProblem, readEntitiesFile } from '../../workspace/entitiesFile/readEntitiesFile.ts';
import { en } from '../../protocol/words/en.ts';
import { reason, STANDARD_INPUT } from './inputs.ts';

/**
 * Finds what people have decided on names, for each input: the file named on the command line, else the nearest `.kanwu/entities.yaml`
 * in the folder of the input or above it; for standard input only the file named. Files are read once. `problem` hears of each file that
 * is wrong or cannot be read; it decides nothing then.
 */
export class Decisions {
  readonly #named: string | undefined;
  readonly #problem: (sentence: string) => void;
  readonly #files = new Map<string, Promise<EntityDecisions | undefined>>();
  readonly #folders = new Map<string, Promise<EntityDecisions>>();

  constructor(named: string | undefined, problem: (sentence: string) => void) {
    this.#named = named;
    this.#problem = problem;
  }

  /** The decisions for an input. */
  async of(path: string): Promise<EntityDecisions> {
    if (this.#named !== undefined) return this.#namedDecisions(this.#named);
    return path === STANDARD_INPUT ? NO_DECISIONS : this.#above(dirname(resolve(path)));
  }

  async #namedDecisions(file: string): Promise<EntityDecisions> {
    const decisions = await this.#read(file);
    if (decisions) return decisions;
    this.#files.set(file, Promise.resolve(NO_DECISIONS));
    this.#problem(`${file}: no such file or folder`);
    return NO_DECISIONS;
  }

  #above(folder: string): Promise<EntityDecisions> {
    let decisions = this.#folders.get(folder);
    if (!decisions) {
      decisions = (async () => (await this.#read(join(folder, ENTITIES_FILE))) ?? (dirname(folder) === folder ? NO_DECISIONS : this.#above(dirname(folder))))();
      this.#folders.set(folder, decisions);
    }
    return decisions;
  }

  /** Undefined where there is no such file. */
  #read(file: string): Promise<EntityDecisions | undefined> {
    let decisions = this.#files.get(file);
    if (!decisions) this.#files.set(file, (decisions = this.#readNew(file)));
    return decisions;
  }

  async #readNew(file: string): Promise<EntityDecisions | undefined> {
    let text: string;
    try {
      text = decodeText(await readFile(file)).text;
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
      this.#problem(`${file}: ${reason(error)}`);
      return NO_DECISIONS;
    }
    const { decisions, problems } = await readEntitiesFile(text);
    for (const problem of problems) this.#problem(`${file}:${lineOf(text, problem)}: ${en.entitiesProblem(problem.kind, problem.detail)} Nothing that the file says is used.`);
    return decisions ?? NO_DECISIONS;
  }
}

function lineOf(text: string, { start }: EntitiesProblem): number {
  return text.slice(0, start).split(/\r\n|\r|\n/).length;
}
