import type { FileHandle } from 'node:fs/promises';
import { replaceFile } from './atomicWrite.ts';
import { openUnpacked } from './compression.ts';
import { STANDARD_INPUT } from './inputs.ts';
import { linesOf, readBatches } from './lines.ts';
import type { Output } from './output.ts';
import { addTallies, type TalliedEntity, tallyKey } from '../../workspace/entityTally.ts';

/** The first line of an entity index. docs/corpora.md describes the rest. */
export interface IndexHeader {
  readonly kanwuIndex: typeof VERSION;
  /** How many documents were counted. */
  readonly documents: number;
  /** How many could not be read. */
  readonly unread: number;
}

const VERSION = 1;

/** Writes an index, whole or not at all; to standard output for `-`. `entities` are sorted by {@link tallyKey}. */
export async function writeIndex(path: string, counts: Omit<IndexHeader, 'kanwuIndex'>, entities: Iterable<TalliedEntity> | AsyncIterable<TalliedEntity>, output: Output): Promise<void> {
  const header: IndexHeader = { kanwuIndex: VERSION, documents: counts.documents, unread: counts.unread };
  const lines = async function* () {
    yield `${JSON.stringify(header)}\n`;
    for await (const { type, name, chain, documents, mentions, forms, titles } of entities) yield `${JSON.stringify({ type, name, chain, documents, mentions, forms, titles })}\n`;
  };
  if (path === STANDARD_INPUT) {
    for await (const line of lines()) output.write(line);
    return;
  }
  await replaceFile(path, async (file) => {
    await writeGathered(lines(), file);
    return true;
  });
}

async function writeGathered(lines: AsyncIterable<string>, file: FileHandle): Promise<void> {
  let gathered = '';
  for await (const line of lines) {
    gathered += line;
    if (gathered.length < 1 << 18) continue;
    await file.writeFile(gathered);
    gathered = '';
  }
  await file.writeFile(gathered);
}

/** Adds indexes up into one, holding a line of each. Throws, and writes nothing, where one is no index or cannot be read to its end. */
export async function mergeIndexes(paths: readonly string[], out: string, output: Output): Promise<void> {
  const readers = await Promise.all(paths.map(openIndex));
  const sum = (count: (header: IndexHeader) => number) => readers.reduce((total, { header }) => total + count(header), 0);
  await writeIndex(out, { documents: sum(({ documents }) => documents), unread: sum(({ unread }) => unread) }, merged(readers.map(({ entities }) => entities)), output);
}

async function* merged(sources: readonly AsyncGenerator<TalliedEntity>[]): AsyncGenerator<TalliedEntity> {
  let heads = await Promise.all(sources.map(async (source) => ({ source, next: await source.next() })));
  for (;;) {
    heads = heads.filter(({ next }) => !next.done);
    if (heads.length === 0) return;
    const least = heads.map(({ next }) => tallyKey(next.value as TalliedEntity)).reduce((a, b) => (b < a ? b : a));
    let sum: TalliedEntity | undefined;
    for (const head of heads) {
      const entity = head.next.value as TalliedEntity;
      if (tallyKey(entity) !== least) continue;
      sum = sum ? addTallies(sum, entity) : entity;
      head.next = await head.source.next();
    }
    yield sum!;
  }
}

async function openIndex(path: string): Promise<{ readonly header: IndexHeader; readonly entities: AsyncGenerator<TalliedEntity> }> {
  const values = readValues(path);
  const { done, value } = await values.next();
  const header = value as Partial<IndexHeader> | undefined;
  if (done || typeof header?.documents !== 'number' || typeof header.unread !== 'number' || header.kanwuIndex === undefined) throw new Error(`${path}: not an entity index of kanwu`);
  if (header.kanwuIndex !== VERSION) throw new Error(`${path}: an entity index of another version (${String(header.kanwuIndex)}); build it again`);
  return { header: header as IndexHeader, entities: readEntities(path, values) };
}

async function* readEntities(path: string, values: AsyncGenerator<unknown>): AsyncGenerator<TalliedEntity> {
  let before = '';
  for await (const value of values) {
    if (!isTallied(value)) throw new Error(`${path}: not an entity index of kanwu`);
    const key = tallyKey(value);
    if (key <= before) throw new Error(`${path}: its lines are not sorted; build it again`);
    before = key;
    yield value;
  }
}

function isTallied(value: unknown): value is TalliedEntity {
  const { type, name, chain, documents, mentions, forms, titles } = (value ?? {}) as Partial<Record<keyof TalliedEntity, unknown>>;
  return typeof type === 'string' && typeof name === 'string' && Array.isArray(chain) && typeof documents === 'number' && typeof mentions === 'number' && Array.isArray(forms) && Array.isArray(titles);
}

async function* readValues(path: string): AsyncGenerator<unknown> {
  const { chunks } = await openUnpacked(path);
  for await (const batch of readBatches(chunks)) {
    for (const { number, bytes, terminator } of linesOf(batch)) {
      // The last line may be cut off where JSON does not show it.
      if (terminator === '') throw new Error(`${path}:${number}: cut off`);
      let value: unknown;
      try {
        value = JSON.parse(bytes.toString('utf8'));
      } catch (error) {
        throw new Error(`${path}:${number}: not JSON`, { cause: error });
      }
      yield value;
    }
  }
}
