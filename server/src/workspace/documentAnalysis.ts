import { cleanParagraph, documentDamageSteps, findDamage, findInPiece, movedBy, piecesOf, type ProfileShare, ProfileTally, sameProfile, shareOf } from '../damage/index.ts';
import type { DamageOptions, Finding } from '../damage/finding.ts';
import type { DamagedParagraph, DocumentProfile } from '../damage/rule.ts';
import type { EntityDecisions } from '../entities/decisions.ts';
import { type EntityCache, entitySteps } from '../entities/index.ts';
import type { DocumentEntities } from '../entities/mention.ts';
import { applyEdits, type CleanText } from '../text/cleanText.ts';
import { LongText } from '../text/longText.ts';
import { splitAgain } from '../text/paragraphs.ts';
import { completed, type Steps } from '../text/steps.ts';

/** What a person can set for the analysis of a document. */
export interface AnalysisOptions {
  readonly damage?: DamageOptions;
  /** What a person has decided on names. */
  readonly decisions?: EntityDecisions;
  /** Somebody waits: names are not looked for in a text longer than {@link LONGEST_NAMED}, nor in a paragraph longer than {@link LONGEST_READ}. */
  readonly isWaitedFor?: boolean;
}

/** One paragraph with what was found in it; spans are relative to it. */
export interface AnalysedParagraph extends DamagedParagraph {
  /** How it reads once that is mended. */
  readonly clean: CleanText;
  /** What the rules for whole documents found in it; what {@link findings} has depends on its text and the document's profile alone. */
  readonly ofDocument: readonly Finding[];
  /** How many findings there are in all, and how many of them are more than hints. */
  readonly total: number;
  readonly damaged: number;
}

/** All that is known of one version of a document. Immutable. */
export interface DocumentAnalysis {
  /** Put together when somebody asks. */
  readonly text: string;
  readonly paragraphs: readonly AnalysedParagraph[];
  /** Sorted; spans are raw offsets in the document. Those with a fix do not overlap. Put together when somebody asks: where a few will do, {@link findingsOf} is cheaper. */
  readonly findings: readonly Finding[];
  readonly entities: DocumentEntities;
}

/** All findings in a paragraph, sorted; spans are raw offsets in the document. */
export function findingsOf({ start, findings, ofDocument }: AnalysedParagraph): Finding[] {
  const all = findings.map((finding) => movedBy(finding, start));
  if (ofDocument.length === 0) return all;
  return [...all, ...ofDocument.map((finding) => movedBy(finding, start))].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The longest text and the longest paragraph in which names are looked for while somebody waits. UTF-16 code units: some twelve megabytes of a file, and what is no text that people write. */
export const LONGEST_NAMED = 4_000_000;
export const LONGEST_READ = 100_000;

const NOTHING: readonly Finding[] = [];
const NO_TEXT = applyEdits('', []);
const NO_ENTITIES: DocumentEntities = { mentions: [], entities: [] };

interface KnownPiece {
  readonly text: string;
  readonly profile: DocumentProfile;
  readonly findings: readonly Finding[];
}

/** What is known of a paragraph wherever it stands. Immutable but for what is worked out when somebody asks. */
class Content {
  readonly text: string;
  /** The profile with which its damage was looked for; undefined where nobody has yet. */
  readonly profile: DocumentProfile | undefined;
  readonly findings: readonly Finding[];
  readonly ofDocument: readonly Finding[];
  readonly damaged: number;
  /** What it adds to the profile of the document, once it is counted there. */
  share: ProfileShare | undefined;
  isCounted = false;
  /** Of a paragraph that is looked at in pieces: what each holds. */
  pieces: readonly KnownPiece[];
  #clean: CleanText | undefined;

  constructor(text: string, profile: DocumentProfile | undefined, findings: readonly Finding[], ofDocument: readonly Finding[], before?: Content) {
    this.text = text;
    this.profile = profile;
    this.findings = findings;
    this.ofDocument = ofDocument;
    this.damaged = countDamaged(findings) + countDamaged(ofDocument);
    this.share = before?.share;
    this.pieces = before?.pieces ?? [];
    this.#clean = before?.findings === findings ? before.#clean : undefined;
  }

  get clean(): CleanText {
    return (this.#clean ??= cleanParagraph(this.text, this.findings));
  }
}

/** A paragraph where it stands. */
class Line implements AnalysedParagraph {
  readonly start: number;
  readonly content: Content;

  constructor(start: number, content: Content) {
    this.start = start;
    this.content = content;
  }

  get text(): string {
    return this.content.text;
  }

  get findings(): readonly Finding[] {
    return this.content.findings;
  }

  get ofDocument(): readonly Finding[] {
    return this.content.ofDocument;
  }

  get total(): number {
    return this.content.findings.length + this.content.ofDocument.length;
  }

  get damaged(): number {
    return this.content.damaged;
  }

  get clean(): CleanText {
    return this.content.clean;
  }
}

function countDamaged(findings: readonly Finding[]): number {
  let damaged = 0;
  for (const { severity } of findings) if (severity !== 'hint') damaged++;
  return damaged;
}

class KnownAnalysis implements DocumentAnalysis {
  readonly #text: LongText;
  readonly paragraphs: readonly AnalysedParagraph[];
  readonly entities: DocumentEntities;
  #findings: readonly Finding[] | undefined;

  constructor(text: LongText, paragraphs: readonly AnalysedParagraph[], entities: DocumentEntities) {
    this.#text = text;
    this.paragraphs = paragraphs;
    this.entities = entities;
  }

  get text(): string {
    return this.#text.toString();
  }

  get findings(): readonly Finding[] {
    return (this.#findings ??= this.paragraphs.flatMap((paragraph) => findingsOf(paragraph)));
  }
}

/** Lines of a document, by index, both included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Analyses versions of one document. An edit costs what it touches: what is known of the other paragraphs stays, and moves with them; the result equals
 * that of a new analyser given the same text.
 */
export class DocumentAnalyser {
  #options: AnalysisOptions;
  #text = LongText.of('');
  #lines: Line[] = [new Line(0, new Content('', undefined, NOTHING, NOTHING))];
  readonly #tally = new ProfileTally(true);
  /** The profile of the document; until all paragraphs are counted, that of the version before. */
  #profile: DocumentProfile | undefined;
  #isProfiled = false;
  /** What stands in the text and is not counted in the profile yet. */
  readonly #uncounted = new Set<Content>(this.#lines.map(({ content }) => content));
  /** Profiles that the document had lately: an edit and its undoing come back to the first. */
  #profiles: DocumentProfile[] = [];
  /** Of paragraphs that are looked at in pieces and were touched: what the pieces hold. */
  readonly #pieces = new Map<string, KnownPiece>();
  #isChecked = false;
  #entities: DocumentEntities | undefined;
  readonly #entityCache: EntityCache = new Map();
  #first: LineRange = { first: 0, last: 0 };
  #revision = 0;

  constructor(options: AnalysisOptions = {}) {
    this.#options = options;
  }

  /** Takes other decisions on names for what is analysed from now on. What is kept of paragraphs does not depend on them. */
  decide(decisions: EntityDecisions): void {
    this.#options = { ...this.#options, decisions };
    this.#entities = undefined;
  }

  /** Analyses the text whole. Never throws on damaged text. */
  analyse(text: string | LongText): DocumentAnalysis {
    this.change(text);
    completed(this.#findDamage());
    completed(this.#findNames());
    return this.analysis;
  }

  /**
   * Analyses the text like {@link analyse}, and stops after about every `stepLength` code units that were not known yet, so that the caller can
   * let other work in between: first all of the damage, that of {@link lookFirst} before the rest; then the names of each paragraph, which are
   * joined last. What is done stays known, also when the caller does not come back for the rest; {@link analysis} tells it.
   */
  *steps(text: string | LongText, stepLength: number): Generator<void, DocumentAnalysis> {
    yield* this.damageSteps(text, stepLength);
    yield* inSteps(this.#findNames(), stepLength);
    return this.analysis;
  }

  /** The same for the damage alone: returns all of it, and no entities that were not known before. */
  *damageSteps(text: string | LongText, stepLength: number): Generator<void, DocumentAnalysis> {
    this.change(text);
    yield* inSteps(this.#findDamage(), stepLength);
    return this.analysis;
  }

  /** What is known of the present version. */
  get analysis(): DocumentAnalysis {
    return new KnownAnalysis(this.#text, this.#lines.slice(), this.#entities ?? NO_ENTITIES);
  }

  /** Grows whenever other damage is known, but for what an edit itself takes away. */
  get revision(): number {
    return this.#revision;
  }

  /** True once all damage is known. */
  get isChecked(): boolean {
    return this.#isChecked;
  }

  /** True once the damage of these lines is known, that which the rules for whole documents find left out. */
  isCheckedAt({ first, last }: LineRange): boolean {
    if (!this.#isProfiled) return false;
    for (let i = Math.max(0, first); i <= last && i < this.#lines.length; i++) if (this.#lines[i]!.content.profile !== this.#profile) return false;
    return true;
  }

  /** How many code units have been looked at for damage, and the raw offset of the first that has not; undefined where all have. */
  get checked(): { readonly length: number; readonly uncheckedFrom: number | undefined } {
    if (this.#isChecked) return { length: this.#text.length, uncheckedFrom: undefined };
    let length = this.#text.length;
    let uncheckedFrom: number | undefined;
    for (const { start, content } of this.#lines) {
      if (content.profile !== undefined && content.profile === this.#profile) continue;
      uncheckedFrom ??= start;
      length -= content.text.length;
    }
    return { length: uncheckedFrom === undefined ? this.#text.length : length, uncheckedFrom };
  }

  /** Looks at these lines before the others, from now on. */
  lookFirst(lines: LineRange): void {
    this.#first = lines;
  }

  /** Takes another version of the text: splits what is new in it, and moves the rest. Returns the lines that are new. */
  change(some: string | LongText): LineRange {
    const text = LongText.of(some);
    if (text.equals(this.#text)) return { first: 0, last: -1 };
    const { head, tail, between } = splitAgain(this.#lines, this.#text, text);
    const before = this.#lines.slice(head, tail);
    const known = new Map<string, Content>();
    for (const { content } of before) {
      known.set(content.text, content);
      if (content.isCounted) this.#tally.count(content.text, content.share!, -1);
      else this.#uncounted.delete(content);
      for (const piece of content.pieces) this.#pieces.set(piece.text, piece);
    }
    // A piece of a text keeps all of it in memory; a few lines out of every version of a long one would keep every version.
    const isSmall = between.reduce((sum, { text: own }) => sum + own.length, 0) * 4 < text.length;
    const lines = between.map(({ start, text: own }) => {
      const same = known.get(own);
      return new Line(start, same ? new Content(same.text, same.profile, same.findings, NOTHING, same) : new Content(isSmall ? detached(own) : own, undefined, NOTHING, NOTHING));
    });
    for (const { content } of lines) this.#uncounted.add(content);
    const moved = text.length - this.#text.length;
    const rest = this.#lines.slice(tail);
    this.#lines = this.#lines.slice(0, head).concat(lines, moved === 0 ? rest : rest.map(({ start, content }) => new Line(start + moved, content)));
    this.#text = text;
    this.#isProfiled = false;
    this.#isChecked = false;
    this.#entities = undefined;
    return { first: head, last: head + lines.length - 1 };
  }

  *#findDamage(): Steps<void> {
    yield* this.#count();
    yield* this.#checkParagraphs();
    yield* this.#checkDocument();
  }

  *#findNames(): Steps<void> {
    if (this.#entities) return;
    const { isWaitedFor = false, decisions } = this.#options;
    if (isWaitedFor && this.#text.length > LONGEST_NAMED) {
      this.#entityCache.clear();
      this.#entities = NO_ENTITIES;
      return;
    }
    const clean: { rawStart: number; text: CleanText }[] = [];
    for (const { start, content } of this.#lines) {
      yield 10;
      clean.push({ rawStart: start, text: isWaitedFor && content.text.length > LONGEST_READ ? NO_TEXT : content.clean });
    }
    this.#entities = yield* entitySteps(clean, { cache: this.#entityCache, ...(decisions ? { decisions } : {}) });
  }

  /** Counts new paragraphs, and finds the profile of the document. */
  *#count(): Steps<void> {
    if (this.#isProfiled) return;
    for (const content of this.#uncounted) {
      content.share ??= shareOf(content.text);
      content.isCounted = true;
      this.#tally.count(content.text, content.share);
      this.#uncounted.delete(content);
      yield content.text.length / 4;
    }
    const profile = this.#tally.profile(this.#lines);
    this.#profile = this.#profiles.find((one) => sameProfile(one, profile)) ?? profile;
    this.#profiles = [this.#profile, ...this.#profiles.filter((one) => one !== this.#profile)].slice(0, 4);
    this.#isProfiled = true;
  }

  /** Looks for damage in paragraphs where that was not done yet, or with another profile; until then what was found stays. */
  *#checkParagraphs(): Steps<void> {
    const profile = this.#profile!;
    const lines = this.#lines;
    let { first, last } = this.#first;
    for (let n = 0; n < lines.length; n++) {
      if (this.#first.first !== first) {
        ({ first, last } = this.#first);
        n = 0;
      }
      // What is to come first is known: whoever waits for it need not wait for a look at all others.
      if (n === last - first + 1) yield Infinity;
      const at = (Math.max(0, Math.min(first, lines.length - 1)) + n) % lines.length;
      const { start, content } = lines[at]!;
      if (content.profile === profile) continue;
      const parts = piecesOf(content.text);
      const pieces = parts.length > 1 ? yield* this.#checkPieces(parts, profile) : [];
      const findings = parts.length > 1 ? pieces.flatMap((piece, i) => piece.findings.map((finding) => movedBy(finding, parts[i]!.start))) : findDamage(content.text, this.#options.damage, profile);
      const now = new Content(content.text, profile, findings, content.ofDocument, content);
      now.isCounted = true;
      now.pieces = pieces;
      lines[at] = new Line(start, now);
      if (!same(findings, content.findings)) this.#revision++;
      yield content.text.length;
    }
    this.#pieces.clear();
  }

  *#checkPieces(parts: readonly { readonly text: string }[], profile: DocumentProfile): Steps<KnownPiece[]> {
    const pieces: KnownPiece[] = [];
    for (const { text } of parts) {
      let known = this.#pieces.get(text);
      if (known?.profile !== profile) {
        known = { text, profile, findings: findInPiece(text, this.#options.damage, profile) };
        this.#pieces.set(text, known);
        yield text.length;
      }
      pieces.push(known);
    }
    return pieces;
  }

  /** Finds what only the document as a whole tells, and gives it to the paragraphs where it is. */
  *#checkDocument(): Steps<void> {
    if (this.#isChecked) return;
    const found = yield* documentDamageSteps(this.#lines, this.#options.damage, this.#profile!);
    let next = 0;
    for (const [at, { start, content }] of this.#lines.entries()) {
      yield 10;
      const own: Finding[] = [];
      while (next < found.length && found[next]!.start <= start + content.text.length) own.push(movedBy(found[next++]!, -start));
      if (same(own, content.ofDocument)) continue;
      const now = new Content(content.text, content.profile, content.findings, own, content);
      now.isCounted = true;
      this.#lines[at] = new Line(start, now);
      this.#revision++;
    }
    this.#isChecked = true;
  }
}

/** Stops after about every `stepLength` code units. */
function* inSteps(work: Steps<void>, stepLength: number): Generator<void> {
  let done = 0;
  for (const length of work) {
    done += length;
    if (done < stepLength) continue;
    done = 0;
    yield;
  }
}

/** What is known of a text that could not be analysed: where its lines are. */
export function unknownAnalysis(text: LongText): DocumentAnalysis {
  const analyser = new DocumentAnalyser();
  analyser.change(text);
  return analyser.analysis;
}

/** Whether findings of one text say the same. */
function same(a: readonly Finding[], b: readonly Finding[]): boolean {
  return a.length === b.length && a.every((one, i) => {
    const other = b[i]!;
    return one.start === other.start && one.end === other.end && one.rule === other.rule && one.clean === other.clean && one.fix === other.fix && one.message === other.message
      && one.alternatives.join() === other.alternatives.join();
  });
}

/** The same string, apart from the text it was cut out of. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}
