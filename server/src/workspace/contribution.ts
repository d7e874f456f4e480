import type { Finding } from '../damage/finding.ts';
import { decidedForm } from '../entities/decisions.ts';
import type { EntityType, Title } from '../entities/mention.ts';
import { textHash } from '../text/textHash.ts';
import type { DocumentAnalysis } from './documentAnalysis.ts';
import { dateOf } from './documentDate.ts';
import { mentionOwners } from './mentionOwners.ts';
import { signatureOf } from './textSignature.ts';
import { packMentions, type PackedMention } from './packedMentions.ts';

/** An entity as one document states it. */
export interface ContributedEntity {
  /** Canonical name in the document, simplified. */
  readonly name: string;
  readonly type: EntityType;
  /** The forms of its mentions in simplified characters with how often each stands there, most frequent first. */
  readonly forms: readonly ContributedForm[];
  readonly titles: readonly Title[];
  /** A known place's chain from the province down, itself last; otherwise empty. */
  readonly chain: readonly string[];
}

export interface ContributedForm {
  readonly form: string;
  readonly count: number;
  /** True where the form is only ever said relative to something else (市委, 该公司): it names nothing outside its document. */
  readonly relative: boolean;
}

/** How many findings of one rule and kind a document has. */
export interface FindingCount {
  readonly rule: string;
  readonly kind: string;
  readonly fix: 'safe' | 'suggested' | null;
  readonly count: number;
}

/**
 * What one file adds to the folder index, and all the index keeps of it: plain data, made from the file's text alone, so
 * that a change of one file costs one contribution, and the whole can be stored and read back.
 */
export interface FileContribution {
  readonly entities: readonly ContributedEntity[];
  /** See {@link packMentions}; sorted as in the document. */
  readonly mentions: Uint8Array;
  readonly mentionCount: number;
  readonly findings: readonly FindingCount[];
  /** Length of the text in UTF-16 code units. */
  readonly length: number;
  /** The day that the document states as its own, as yyyymmdd. Missing where it states none. */
  readonly date?: number;
  /** Which strings the clean text may hold, in simplified characters; see {@link signatureOf}. Where it is missing, any. */
  readonly signature?: Uint8Array;
  /** Tells whether the text has changed since; see {@link textHash}. Where it is missing, nobody knows. */
  readonly textHash?: number;
}

/** What is damaged in a document, and what tells whether its text has changed since. */
export type ContributedDamage = Pick<FileContribution, 'findings' | 'length' | 'textHash'>;

/** What a document adds to the folder index. */
export function contributionOf(analysis: DocumentAnalysis): FileContribution {
  const { mentions, entities } = analysis.entities;
  const owners = mentionOwners(analysis.entities);
  const contributed = entities.map((entity) => ({
    name: detached(entity.name), type: entity.type, forms: formsOf(entity.mentions.map((index) => mentions[index]!)),
    titles: entity.titles.map(({ title, body }) => ({ title: detached(title), body: body === null ? null : detached(body) })), chain: entity.chain,
  }));
  const formIndex = contributed.map((entity) => new Map(entity.forms.map(({ form }, index) => [form, index])));
  const packed: PackedMention[] = [];
  mentions.forEach((mention, index) => {
    const entity = owners[index]!;
    if (entity < 0) return;
    packed.push({
      entity, form: formIndex[entity]!.get(mention.clean) ?? 0, paragraph: mention.paragraph,
      start: mention.raw.start - analysis.paragraphs[mention.paragraph]!.start, length: mention.raw.end - mention.raw.start,
      nested: mention.nested, relative: mention.relative, titled: mention.titles.length > 0,
    });
  });
  const date = dateOf(analysis.paragraphs.map(({ clean }) => clean.clean));
  return { entities: contributed, mentions: packMentions(packed), mentionCount: packed.length, findings: countFindings(analysis), length: analysis.text.length, ...(date > 0 ? { date } : {}), textHash: textHash(analysis.text), signature: signatureOf(analysis.paragraphs.map(({ clean }) => decidedForm(clean.clean))) };
}

/** The same string, apart from the text it was cut out of: engines keep the whole text alive for a longer piece of it. */
function detached(text: string): string {
  return text.length < 13 ? text : [...text].join('');
}

function formsOf(mentions: readonly { readonly clean: string; readonly relative: boolean }[]): ContributedForm[] {
  const forms = new Map<string, { form: string; count: number; relative: boolean }>();
  for (const mention of mentions) {
    const known = forms.get(mention.clean);
    if (known) {
      known.count++;
      known.relative &&= mention.relative;
    } else forms.set(mention.clean, { form: detached(mention.clean), count: 1, relative: mention.relative });
  }
  // Array sort is stable: forms of one count stay in the order of the text.
  return [...forms.values()].sort((a, b) => b.count - a.count);
}

/** How many findings of each rule and sort a document has. */
export function countFindings({ paragraphs }: Pick<DocumentAnalysis, 'paragraphs'>): FindingCount[] {
  const counts = new Map<string, { rule: string; kind: string; fix: FindingCount['fix']; count: number }>();
  const add = ({ rule, kind, fix }: Finding) => {
    // A rule may find damage of a kind that is not its own.
    const key = `${rule} ${kind} ${fix}`;
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { rule, kind, fix, count: 1 });
  };
  for (const { findings, ofDocument } of paragraphs) {
    findings.forEach(add);
    ofDocument.forEach(add);
  }
  return [...counts.values()];
}
