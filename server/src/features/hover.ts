import type { Finding } from '../damage/finding.ts';
import type { EntityType, Title } from '../entities/mention.ts';
import type { RawSpan } from '../text/spans.ts';
import type { EntityIndex, JoinedEntity } from '../workspace/entityIndex.ts';
import type { DocumentId } from '../workspace/fileSystem.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { findingsAt } from './findingsAt.ts';
import { mentionsAt, type LocatedMention } from './mentionAt.ts';

const MOST_DOCUMENTS = 3;

/** A post, and in how many documents it is stated. */
export interface HoverRole {
  readonly title: string;
  readonly body: string | null;
  readonly documents: number;
  /** True where this document states it. */
  readonly here: boolean;
  /** Other documents that state it, a few of them. */
  readonly others: readonly DocumentId[];
  /** The first and the last of the days of all these documents, as yyyymmdd; missing where none states its day. */
  readonly days?: readonly [first: number, last: number];
}

/** What is known of an entity that is named at the position. */
export interface EntityHover {
  readonly type: EntityType;
  /** Canonical name: the fullest in the folder. */
  readonly name: string;
  /** As it is written at the position, clean and simplified. */
  readonly form: string;
  /** True where the form at the position is said relative to something else (市委, 该公司). */
  readonly relative: boolean;
  /** Posts, those stated in this document first. */
  readonly roles: readonly HoverRole[];
  /** The posts of others whom this document names the same and tells apart, one list each. */
  readonly namesakes: readonly (readonly Title[])[];
  /** Every form in the folder with how often it stands there, most frequent first. */
  readonly forms: readonly { readonly form: string; readonly count: number }[];
  /** A known place's chain from the province down, itself last; otherwise empty. */
  readonly chain: readonly string[];
  readonly mentionsHere: number;
  readonly mentionsInFolder: number;
  readonly documentsInFolder: number;
}

/** What a hover tells: damage first, then entities, outermost first. */
export interface HoverInfo {
  /** Raw offsets of what the hover is about. */
  readonly span: RawSpan;
  readonly findings: readonly Finding[];
  readonly entities: readonly EntityHover[];
}

/** What is known at a raw offset; undefined where nothing is. */
export function hover(snapshot: DocumentSnapshot, offset: number, index: EntityIndex): HoverInfo | undefined {
  const findings = findingsAt(snapshot, { start: offset, end: offset }).filter((finding) => offset < finding.end || finding.start === finding.end);
  const mentions = mentionsAt(snapshot, offset);
  const entities = mentions.map((located) => entityHover(snapshot, located, index));
  const span = findings[0] ?? mentions[0]?.mention.raw;
  if (!span) return undefined;
  return { span: { start: span.start, end: span.end }, findings, entities };
}

function entityHover(snapshot: DocumentSnapshot, { mention, entity, entityIndex }: LocatedMention, index: EntityIndex): EntityHover {
  const joined = index.entityOf(snapshot.document, entityIndex);
  const mentionsHere = entity.mentions.length;
  return {
    type: entity.type,
    name: joined?.name ?? entity.name,
    form: mention.clean,
    relative: mention.relative,
    roles: rolesOf(snapshot, entity.titles, joined),
    namesakes: entity.namesake === undefined ? [] : snapshot.analysis.entities.entities.filter((other) => other !== entity && other.type === entity.type && other.name === entity.name).map(({ titles }) => titles),
    forms: joined?.forms ?? entity.forms.map((form) => ({ form, count: entity.mentions.filter((at) => snapshot.analysis.entities.mentions[at]!.clean === form).length })),
    chain: joined?.chain ?? entity.chain,
    mentionsHere,
    mentionsInFolder: joined?.mentionCount ?? mentionsHere,
    documentsInFolder: joined?.documentCount ?? 1,
  };
}

function rolesOf(snapshot: DocumentSnapshot, titles: readonly { readonly title: string; readonly body: string | null }[], joined: JoinedEntity | undefined): HoverRole[] {
  if (!joined) return titles.map(({ title, body }) => ({ title, body, documents: 1, here: true, others: [] }));
  const roles = joined.titles.map(({ title, body, documents, days }) => ({
    title, body, documents: documents.length, here: documents.includes(snapshot.document),
    others: documents.filter((document) => document !== snapshot.document).slice(0, MOST_DOCUMENTS), ...(days ? { days } : {}),
  }));
  return [...roles.filter(({ here }) => here), ...roles.filter(({ here }) => !here)];
}
