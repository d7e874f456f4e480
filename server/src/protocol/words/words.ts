import type { Finding } from '../../damage/finding.ts';
import type { EntityType } from '../../entities/mention.ts';
import type { Script } from '../../features/codeActions/convertScript.ts';
import type { EntitiesProblemKind } from '../../workspace/entitiesFile/readEntitiesFile.ts';
import type { LeftReason } from '../../workspace/folderFix/fixRecords.ts';
import type { SkippedFile, SkipReason } from '../../workspace/folderIndex.ts';
import { en } from './en.ts';
import { zhCn } from './zhCn.ts';

/** Everything the server says to a person, in one language. Text of documents comes in ready for its place (quoted, escaped). */
export interface Words {
  readonly type: Readonly<Record<EntityType, string>>;
  /** Headings of the outline. */
  readonly group: Readonly<Record<EntityType | 'damage', string>>;
  /** A kind of damage by its id; the words of the id where it has no name yet. */
  kind(kind: string): string;
  /** What is wrong and what to do, in one or two sentences. */
  message(finding: Pick<Finding, 'kind' | 'message'>): string;
  list(items: readonly string[]): string;
  quote(text: string): string;
  /** A remark in brackets behind something, with the space before it that the language asks for. */
  aside(text: string): string;
  /** A heading and what it says. */
  labelled(label: string, text: string): string;

  readonly remove: (raw: string) => string;
  readonly replace: (raw: string, reading: string) => string;
  readonly fixAllOfKind: (kind: string, count: number) => string;
  readonly fixAllSafe: (count: number) => string;
  readonly convertTo: (script: Script, selection: boolean) => string;

  readonly confirmName: (name: string, type: EntityType) => string;
  readonly sameName: (form: string) => string;
  readonly sameNameAs: (form: string, name: string) => string;
  readonly differentName: (form: string, name: string) => string;
  readonly nameIsA: (form: string, type: EntityType) => string;
  readonly noName: (form: string) => string;
  /** `context`: the form with what stands beside it. */
  readonly noNameHere: (form: string, context: string) => string;
  readonly mendEntitiesFile: string;
  /** By the command that a link in a hover runs. */
  readonly nameLinks: Readonly<Record<'confirmName' | 'sameName' | 'changeNameType' | 'ignoreName', string>>;
  readonly renameRelative: (form: string, name: string) => string;
  readonly renameNoName: (typed: string) => string;
  /** Files with mentions that a rename leaves alone. */
  readonly renameSkipped: (count: number, names: readonly string[]) => string;
  readonly renamed: (form: string, becomes: string, nested: boolean) => string;
  readonly renamedPlaces: (places: number, documents: number, sure: boolean) => string;
  readonly renamedDecision: (name: string) => string;

  readonly post: (title: string, body: string) => string;
  /** `files`: names of files, in a list; `more`: how many there are besides; `here`: this file states it too. */
  readonly statedIn: (files: string, more: number, here: boolean) => string;
  /** Of the first and the last of some days. */
  readonly days: (first: string, last: string) => string;
  /** Several remarks in one bracket. */
  readonly remarks: (remarks: readonly string[]) => string;
  readonly morePosts: (count: number) => string;
  /** That the text names somebody else the same, with the posts it gives that one. */
  readonly namesake: (posts: readonly string[]) => string;
  readonly writtenAs: (form: string) => string;
  readonly forms: (forms: string) => string;
  readonly moreForms: (count: number) => string;
  readonly mentions: (here: number, inFolder: number, documents: number) => string;
  readonly stillIndexing: (waiting: number) => string;
  readonly reads: (reading: string) => string;
  readonly goes: string;
  readonly alternatives: (readings: string) => string;
  readonly unknownReading: string;
  readonly sure: string;
  readonly unsure: string;
  readonly evidence: string;
  /** A line of the evidence of a finding, as its rule words it. */
  readonly evidenceLine: (line: string) => string;

  /** `lost`: how many places show nothing of what the file still has. */
  readonly wrongEncoding: (encoding: string, openedAs: string | undefined, lost: number) => string;
  readonly unchecked: (percent: number) => string;
  /** Of very much damage only the nearest is shown. */
  readonly notAllShown: (shown: number, total: number) => string;
  /** In a text, or else a line, that is too long. */
  readonly namesNotRead: (isText: boolean) => string;
  readonly notAnalysed: (what: string) => string;
  /** What is wrong with an entities file. */
  readonly entitiesProblem: (kind: EntitiesProblemKind, detail: string) => string;
  /** That what the file said before it became wrong still counts. */
  readonly entitiesStillInForce: string;
  /** What the preview of a fix of the folder says. `kind`: the name of the kind of damage; undefined for all kinds. */
  readonly fixPreview: {
    readonly title: (kind: string | undefined, spots: number, files: number) => string;
    readonly nothingYet: string;
    readonly closedFiles: (count: number) => string;
    readonly openFiles: (count: number) => string;
    readonly unread: (files: number) => string;
    readonly left: (count: number) => string;
    readonly leftFile: (path: string, reason: LeftReason) => string;
    /** `encoding`: undefined for the usual one. */
    readonly file: (spots: number, encoding: string | undefined, isOpen: boolean) => string;
    readonly line: (number: number) => string;
    readonly moreSpots: (count: number) => string;
    readonly moreFiles: (count: number) => string;
  };
  /** Of a fix of the folder: while it is worked out, done, and taken back. */
  readonly fixProgress: Readonly<Record<'plan' | 'fix' | 'undo', string>>;
  readonly filesDone: (done: number, total: number) => string;
  /** Why a file of the folder is not read. */
  readonly skipReason: Readonly<Record<SkipReason, string>>;
  readonly indexing: string;
  readonly indexed: (done: number, total: number, megabytes: number, rate: number) => string;
  readonly symbolContainer: (type: string, mentions: number, documents: number) => string;
  readonly times: (count: number) => string;
  readonly coverage: (indexed: number, entities: number, skipped: readonly SkippedFile[]) => string;
}

/** The words of a client's locale (`zh-cn`, `zh-Hans`, `en-US` …): Chinese for any Chinese, else English. */
export function wordsFor(locale: string | undefined): Words {
  return /^zh\b/i.test(locale ?? '') ? zhCn : en;
}
