import { NotificationType, NotificationType0, ProgressType, type Range, RequestType, RequestType0, type WorkspaceEdit } from 'vscode-languageserver';
import type { Severity } from '../damage/finding.ts';
import type { EntityType } from '../entities/mention.ts';
import type { MentionQuery } from '../features/findMentions.ts';
import type { FixJob } from '../workspace/folderFix/fixRecords.ts';
import type { IndexCoverage } from '../workspace/folderIndex.ts';

/** How much of the folder is counted; documents are URIs. At most {@link MOST_LISTED} files are listed of each sort. */
export interface CoverageMessage extends IndexCoverage {
  /** How many files were left out in all, for reasons other than being no news. */
  readonly skippedCount: number;
}

/** How many left-out files a coverage message lists. */
export const MOST_LISTED = 100;

/** Server to client: sent when the reading of the folder starts and ends, and when a file that is left out changes that. */
export const coverageChanged = new NotificationType<CoverageMessage>('kanwu/coverageChanged');

/** Client to server: how much of the folder is counted now; null where there is no folder or the setting is off. */
export const coverageRequest = new RequestType0<CoverageMessage | null, void>('kanwu/coverage');

/** Client to server: read the files that are not counted yet (after a cancelled run). Answers when done. */
export const reindexRequest = new RequestType0<CoverageMessage | null, void>('kanwu/reindex');

/** Server to client, where the server has no file system (a web worker): the URIs of the files below a folder that match the globs. */
export const findFilesRequest = new RequestType<{ readonly include: readonly string[]; readonly exclude: readonly string[] }, readonly string[], void>('kanwu/findFiles');

/**
 * Server to client, where the server has no file system: a file's bytes as base64, with its size in bytes; `bytes` is null where it is larger
 * than `maxBytes`. Answers null where there is no such file.
 */
export const readFileRequest = new RequestType<{ readonly uri: string; readonly maxBytes: number }, { readonly bytes: string | null; readonly size: number } | null, void>('kanwu/readFile');

/** Server to client, where the server has no file system: size and time of change of a file; null where there is none, or it cannot be told. */
export const statFileRequest = new RequestType<{ readonly uri: string }, { readonly size: number; readonly modified: number } | null, void>('kanwu/statFile');

/** A place in an open document: a caret, or what is selected. */
export interface InRange {
  readonly uri: string;
  readonly range: Range;
}

/** Client to server: a person sees these lines of an open document, counted from 0, both included. They come first. */
export const visibleChanged = new NotificationType<{ readonly uri: string; readonly first: number; readonly last: number }>('kanwu/visible');

/**
 * Server to client: how much of a document is checked, how many damaged places are known in it, and how many findings with those that are hints,
 * of which the client was given so many. To a client that says by `experimental.kanwu.followsVisible` that it follows.
 */
export const checkedChanged = new NotificationType<{ readonly uri: string; readonly version: number; readonly percent: number; readonly damaged: number; readonly findings: number; readonly shown: number }>('kanwu/checked');

/** Client to server: the entities that the name at a place may be the same as, the likeliest first; null where no name is. */
export const nameChoicesRequest = new RequestType<InRange, { readonly form: string; readonly choices: readonly { readonly name: string; readonly detail: string }[] } | null, void>('kanwu/nameChoices');

/** Client to server: the edit of the entities file that makes the name at a place the same as this entity; null where there is nothing to write. */
export const sameNameRequest = new RequestType<InRange & { readonly name: string }, WorkspaceEdit | null, void>('kanwu/sameName');

/** What of the folder is asked about: what is damaged below a folder (null: all of it; the URI of a file: in it), of one kind (null: of any), and by what it is to be told apart. */
export interface FindingsParams {
  readonly folder: string | null;
  readonly kind: string | null;
  readonly by: 'kind' | 'folder';
}

/** How much is damaged somewhere: places, those of them that can be fixed safely, and the files that they are in. */
export interface FindingsCount {
  readonly spots: number;
  readonly safe: number;
  readonly files: number;
}

/** A kind of damage with its name, a folder, or a file. */
export type FindingsEntry = FindingsCount &
  ({ readonly type: 'kind'; readonly kind: string; readonly name: string; readonly severity: Severity } | { readonly type: 'folder' | 'file'; readonly uri: string; readonly name: string });

export interface FindingsMessage {
  readonly total: FindingsCount;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** Kinds the severest first, folders before files; at most {@link MOST_ENTRIES}. */
  readonly entries: readonly FindingsEntry[];
  /** How many entries are left out. */
  readonly more: number;
  /** How many places of files that are not open are listed as problems, and how many there are. */
  readonly listed: number;
  readonly listable: number;
  readonly coverage: Pick<CoverageMessage, 'state' | 'files' | 'indexed' | 'waiting' | 'skippedCount'> & { /** How many files were left out for each reason, in words. */ readonly skippedBy: readonly { readonly why: string; readonly count: number }[] };
}

/** How many entries an answer to `kanwu/findings` lists. */
export const MOST_ENTRIES = 500;

/** Client to server: how much is damaged in the folder; null where there is none. */
export const findingsRequest = new RequestType<FindingsParams, FindingsMessage | null, void>('kanwu/findings');

/** Client to server: where the first damage of a file is, of one kind or of any; null where there is none now. */
export const firstFindingRequest = new RequestType<{ readonly uri: string; readonly kind: string | null }, Range | null, void>('kanwu/firstFinding');

/** Server to client: the answer to `kanwu/findings` may be another now. Sent seldom. */
export const findingsChanged = new NotificationType0('kanwu/findingsChanged');

/** Which safe fixes of the folder are wanted: below a folder (null: in all of it; the URI of a file: in it), of one kind (null: of any). */
export interface FixPlanParams {
  readonly folder: string | null;
  readonly kind: string | null;
}

/** A fix of the folder that has been worked out; nothing is changed yet. */
export interface FixPlanMessage {
  readonly id: string;
  readonly spots: number;
  readonly files: number;
  /** Files that cannot be fixed. */
  readonly left: number;
  /** What it will do, as a diff to read. */
  readonly preview: string;
}

/** What came of a fix, or of taking it back. */
export interface FixOutcomeMessage {
  readonly files: number;
  readonly spots: number;
  /** Files left as they are with the reason, one sentence each; at most {@link MOST_LISTED}. */
  readonly left: readonly string[];
  readonly leftCount: number;
  readonly stopped: boolean;
}

/** A fix that can be taken back or carried on; `kind` is the name of its kind of damage. */
export type FixJobMessage = FixJob;

/** Client to server: work out a fix; null where the person has stopped it. Refused where the server cannot write files. */
export const planFixRequest = new RequestType<FixPlanParams, FixPlanMessage | null, void>('kanwu/planFix');

/** Client to server: do a fix that was worked out, carry one on that was broken off, or take one back. Refused where another window is at it. */
export const runFixRequest = new RequestType<{ readonly id: string; readonly to: 'fix' | 'undo' }, FixOutcomeMessage | null, void>('kanwu/runFix');

/** Client to server: the fixes of the folder that are kept, latest first. */
export const fixJobsRequest = new RequestType0<readonly FixJobMessage[], void>('kanwu/fixJobs');

/** Client to server: forget a fix, or one that was only worked out. */
export const forgetFixRequest = new RequestType<{ readonly id: string }, null, void>('kanwu/forgetFix');

/** A document with what was found in it. */
export interface FoundMessage {
  readonly uri: string;
  readonly mentions: readonly {
    readonly range: Range;
    /** The text around it, which begins `excerptStart` code units before it. */
    readonly excerpt: string;
    readonly excerptStart: number;
    /** True where it is a mention of the entity of that name; false where the string stands in the text. */
    readonly isName: boolean;
  }[];
}

/** What a search has found when it is over. */
export interface FindSummary {
  readonly mentions: number;
  readonly documents: number;
  /** How many documents could not be read. */
  readonly unread: number;
  /** True where there is more than a list can show. */
  readonly isCut: boolean;
  /** How many files of the folder are not in the index yet, and so were not searched. */
  readonly waiting: number;
  /** The entities of that name. */
  readonly names: readonly { readonly name: string; readonly type: EntityType }[];
}

/** Server to client: what a search has found so far, as progress under the token `part` of its request. */
export const foundMentions = new ProgressType<readonly FoundMessage[]>();

/** Client to server: search the folder for a name. Answers when done; what is found is sent meanwhile, see {@link foundMentions}. */
export const findMentionsRequest = new RequestType<{ readonly query: MentionQuery; readonly part: string | number }, FindSummary, void>('kanwu/findMentions');

/** Client to server: names of the folder that hold this text, in either script or pinyin; the best first. */
export const suggestNamesRequest = new RequestType<{ readonly text: string }, readonly { readonly name: string; readonly fullName: string; readonly type: EntityType; readonly mentions: number; readonly documents: number }[], void>('kanwu/suggestNames');
