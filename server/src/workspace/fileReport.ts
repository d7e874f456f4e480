import { decode, encode } from '@msgpack/msgpack';
import type { Encoding } from '../text/encodings.ts';
import type { FileContribution } from './contribution.ts';

/** Why a file of the folder is not in the index. */
export type SkipReason = 'too-large' | 'binary' | 'unreadable' | 'not-news' | 'failed';

/** What tells whether a file is the one that was read. */
export interface FileStamp {
  /** Bytes. */
  readonly size: number;
  /** When it was last changed, as its file system counts time. */
  readonly modified: number;
}

/** What was found in one file. Plain data: it can be stored, and sent from one thread to another. */
export interface FileReport {
  readonly stamp: FileStamp;
  /** Of its bytes; '' where none is made. */
  readonly hash: string;
  /** Of what a person had decided on its names, see `fingerprint`. */
  readonly decided: string;
  readonly encoding: Encoding;
  /** Places whose bytes mean nothing in the encoding. */
  readonly lost: number;
  /** What it adds to the index, or why it adds nothing. */
  readonly outcome: FileContribution | { readonly skipped: SkipReason; readonly why: string };
}

/** As bytes (MessagePack), self-contained. */
export function encodeReport({ stamp, hash, decided, encoding, lost, outcome }: FileReport): Uint8Array {
  const head = [stamp.size, stamp.modified, hash, decided, encoding, lost];
  if ('skipped' in outcome) return encode([...head, outcome.skipped, outcome.why]);
  const { entities, mentions, mentionCount, findings, length, textHash, signature, date } = outcome;
  return encode([
    ...head, null,
    [
      entities.map(({ name, type, forms, titles, chain }) => [name, type, forms.map(({ form, count, relative }) => [form, count, relative]), titles.map(({ title, body }) => [title, body]), chain]),
      mentions, mentionCount, findings.map(({ rule, kind, fix, count }) => [rule, kind, fix, count]), length, textHash ?? null, signature ?? null, date ?? null,
    ],
  ]);
}

type Row = readonly never[];

/** The report that was encoded. Throws for bytes that are none. */
export function decodeReport(bytes: Uint8Array): FileReport {
  const [size, modified, hash, decided, encoding, lost, skipped, rest] = decode(bytes) as readonly [number, number, string, string, Encoding, number, SkipReason | null, unknown];
  const head = { stamp: { size, modified }, hash, decided, encoding, lost };
  if (skipped !== null) return { ...head, outcome: { skipped, why: rest as string } };
  const [entities, mentions, mentionCount, findings, length, textHash, signature, date] = rest as readonly [readonly Row[], Uint8Array, number, readonly Row[], number, number | null, Uint8Array | null, number | null];
  return {
    ...head,
    outcome: {
      entities: entities.map(([name, type, forms, titles, chain]) => ({
        name: name!, type: type!, chain: chain!,
        forms: (forms! as readonly Row[]).map(([form, count, relative]) => ({ form: form!, count: count!, relative: relative! })),
        titles: (titles! as readonly Row[]).map(([title, body]) => ({ title: title!, body: body! })),
      })),
      mentions, mentionCount, findings: findings.map(([rule, kind, fix, count]) => ({ rule: rule!, kind: kind!, fix: fix!, count: count! })), length,
      ...(textHash === null ? {} : { textHash }),
      ...(signature ? { signature } : {}), ...(date ? { date } : {}),
    },
  };
}
