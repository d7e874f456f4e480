import { decidedForm } from '../entities/decisions.ts';
import { countScripts, toSimplified } from '../text/fold.ts';
import type { AnalysedParagraph } from '../workspace/documentAnalysis.ts';
import type { EntityIndex, IndexedMention, JoinedEntity } from '../workspace/entityIndex.ts';
import type { Cancellation, DocumentId } from '../workspace/fileSystem.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What to look for. */
export interface MentionQuery {
  /** A name, or any other string in a line, as it reads in good text, in either script. */
  readonly text: string;
  /** 区分繁简: where the string shows its script, only what is written in the same. */
  readonly distinguishScripts: boolean;
}

/** Where something is that was looked for. Offsets are raw UTF-16 code units in its line. */
export interface FoundMention {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** True where it is a mention of the entity of that name, in whatever form; false where the string stands in the text. */
  readonly isName: boolean;
  /** The raw text around it, and where in it it is. */
  readonly excerpt: string;
  readonly excerptStart: number;
}

export interface FoundInDocument {
  readonly document: DocumentId;
  readonly mentions: readonly FoundMention[];
}

/** UTF-16 code units before and after what is found that are shown with it. */
const BEFORE = 12;
const AFTER = 60;
/** After so many mentions of names, or documents passed over, others have their turn. */
const STEP = 2_000;

/** The entities of this very name, or short for which it stands; empty where there is none. */
export function entitiesNamed(index: EntityIndex, name: string): JoinedEntity[] {
  const wanted = toSimplified(name.trim());
  return index.find((some) => (some === wanted ? 0 : undefined), 100).map(({ entity }) => entity);
}

/**
 * Finds a name through the folder: every mention of the entities of that name, in all their forms, and wherever else the string stands in the
 * text. Damaged text is read as it reads once mended, each file in its own encoding. Documents that name it come first; yields each document with
 * something in it. An empty query finds nothing. `unread` hears of documents that could not be read.
 */
export async function* findMentions(workspace: Workspace, query: MentionQuery, cancellation: Cancellation, unread: (document: DocumentId, error: unknown) => void = () => {}): AsyncGenerator<FoundInDocument> {
  const text = query.text.trim();
  if (text === '') return;
  for (const document of workspace.openDocuments) await workspace.analysed(document, cancellation);
  const { index } = workspace;
  const wanted = toSimplified(text);
  const named = new Map<DocumentId, IndexedMention[]>();
  const strings = new Set([decidedForm(text)]);
  let passed = 0;
  for (const entity of entitiesNamed(index, text)) {
    for (const mention of index.mentionsOf(entity)) {
      const there = named.get(mention.document);
      if (there) there.push(mention);
      else named.set(mention.document, [mention]);
      if (++passed % STEP === 0) await workspace.pause();
    }
  }
  for (const document of [...named.keys(), ...[...index.documents].filter((each) => !named.has(each))]) {
    if (cancellation.isCancellationRequested) return;
    if (!named.has(document) && wanted.length > 1 && !index.concerns(document, strings)) {
      if (++passed % STEP === 0) await workspace.pause();
      continue;
    }
    let paragraphs: readonly AnalysedParagraph[] | undefined;
    try {
      paragraphs = (await workspace.analysisOf(document, cancellation))?.paragraphs;
    } catch (error) {
      unread(document, error);
    }
    if (!paragraphs) continue;
    const mentions = mentionsIn(paragraphs, named.get(document) ?? [], text, wanted, query.distinguishScripts);
    if (mentions.length > 0) yield { document, mentions };
  }
}

function mentionsIn(paragraphs: readonly AnalysedParagraph[], named: readonly IndexedMention[], text: string, wanted: string, distinguishScripts: boolean): FoundMention[] {
  const hasScript = distinguishScripts ? scriptOf(text) : undefined;
  const found: FoundMention[] = [];
  const names = new Map<number, IndexedMention[]>();
  for (const mention of named) {
    const there = names.get(mention.paragraph);
    if (there) there.push(mention);
    else names.set(mention.paragraph, [mention]);
  }
  paragraphs.forEach(({ text: raw, clean }, line) => {
    const put = (start: number, end: number, isName: boolean) => {
      const from = Math.max(0, start - BEFORE);
      found.push({ line, start, end, isName, excerpt: raw.slice(from, end + AFTER), excerptStart: start - from });
    };
    const here: [start: number, end: number, isName: boolean][] = [];
    for (const { start, end, form } of names.get(line) ?? []) {
      // A file that has changed since it was read has its names elsewhere; it will be read again.
      const reads = clean.clean.slice(clean.toClean(start), clean.toClean(end));
      if (toSimplified(reads).replace(/\s/g, '') !== form.replace(/\s/g, '') || (hasScript && !hasScript(reads))) continue;
      here.push([start, end, true]);
    }
    const simplified = toSimplified(clean.clean);
    for (let at = simplified.indexOf(wanted); at >= 0; at = simplified.indexOf(wanted, at + wanted.length)) {
      const end = at + wanted.length;
      if (hasScript && !hasScript(clean.clean.slice(at, end))) continue;
      const span = clean.toRaw({ start: at, end });
      if (!here.some(([start, until]) => start < span.end && span.start < until)) here.push([span.start, span.end, false]);
    }
    for (const each of here.sort((a, b) => a[0] - b[0])) put(...each);
  });
  return found;
}

/** Tells whether text can be of the script that a string shows; undefined for a string that both scripts write alike. */
function scriptOf(text: string): ((some: string) => boolean) | undefined {
  const { traditional, simplified } = countScripts(text);
  if (traditional > 0) return (some) => countScripts(some).simplified === 0;
  if (simplified > 0) return (some) => countScripts(some).traditional === 0;
  return undefined;
}
