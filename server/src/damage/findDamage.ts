import { simplifiedCode } from '../text/fold.ts';
import { paragraphIndexAt } from '../text/paragraphs.ts';
import { completed, type Steps } from '../text/steps.ts';
import { isLowSurrogate } from '../text/surrogates.ts';
import type { DamageOptions, Finding } from './finding.ts';
import { endsLikeSentence } from './line.ts';
import { movedBy } from './movedBy.ts';
import { profileOf } from './profileOf.ts';
import type { DamagedParagraph, DocumentProfile, DocumentRule, Report, Rule } from './rule.ts';
import { documentRules, rules } from './rules.ts';

/** The trigger sets, each once: rules that wait for the same code units share a bit of the mask. */
const triggerSets = [...new Set(rules.filter((rule) => rule.triggers.length > 0).map((rule) => JSON.stringify(rule.triggers)))];
if (triggerSets.length > 32) throw new Error('more than 32 different trigger sets: let some rules share theirs');
/** ruleBit[i] is the bit of rule i; none for one without triggers. */
const ruleBit = Int32Array.from(rules, (rule) => (rule.triggers.length === 0 ? 0 : 1 << triggerSets.indexOf(JSON.stringify(rule.triggers))));
/** A bit of triggerMask[code unit] says that its rules have to look at a paragraph that holds the code unit. */
const triggerMask = new Int32Array(65_536);
/** Bit i of startMask[code unit] says that the rule with the i-th of the lineGates looks at lines that begin with the code unit. */
const startMask = new Uint16Array(65_536);
/** lineGates[gateOf[i] - 1] is the gate of rule i; gateOf[i] is 0 for one without. */
const lineGates = rules.flatMap(({ lines }) => (lines ? [lines] : []));
const gateOf = Uint8Array.from(rules, ({ lines }) => (lines ? lineGates.indexOf(lines) + 1 : 0));
for (const [i, rule] of rules.entries()) {
  for (const [from, to] of rule.triggers) for (let code = from; code <= to; code++) triggerMask[code]! |= ruleBit[i]!;
}
/** The same by simplified code unit, without the gates that any beginning passes: those are in `anyStart`. */
const startBits = new Uint16Array(65_536);
let anyStart = 0;
for (const [i, { starts }] of lineGates.entries()) {
  if (starts === undefined) anyStart |= 1 << i;
  else for (let at = 0; at < starts.length; at++) startBits[starts.charCodeAt(at)]! |= 1 << i;
}
for (let code = 0; code < 65_536; code++) startMask[code] = anyStart | startBits[simplifiedCode(code)]!;
const longestLine = Math.max(...lineGates.map(({ longest }) => longest));

function triggersIn(paragraph: string): number {
  let mask = 0;
  for (let i = 0; i < paragraph.length; i++) mask |= triggerMask[paragraph.charCodeAt(i)]!;
  return mask;
}

/** The line gates that a paragraph passes, a bit each. */
function gatesPassed(paragraph: string): number {
  let start = 0;
  let end = paragraph.length;
  while (start < end && isSpace(paragraph.charCodeAt(start))) start++;
  while (end > start && isSpace(paragraph.charCodeAt(end - 1))) end--;
  if (start === end || end - start > longestLine) return 0;
  let passed = startMask[paragraph.charCodeAt(start)]!;
  const isSentence = endsLikeSentence(paragraph.charCodeAt(end - 1));
  for (let i = 0; i < lineGates.length; i++) {
    if (passed & (1 << i) && (end - start > lineGates[i]!.longest || (isSentence && !lineGates[i]!.sentences))) passed &= ~(1 << i);
  }
  return passed;
}

/** White space as String.prototype.trim takes it. */
function isSpace(code: number): boolean {
  return code <= 0x20 ? code === 0x20 || (code >= 0x09 && code <= 0x0d) : code >= 0xa0 && (code === 0xa0 || code === 0x3000 || code === 0xfeff || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f);
}

/**
 * What is damaged in one paragraph, sorted by start (longer first), spans relative to it; empty when nothing is.
 * `profile` is that of the document; without it the paragraph is taken as the whole document.
 *
 * Findings with a fix never overlap. Where two would, the rule that stands first in {@link rules} wins and the other
 * finding is left out: what explains more of the text stands first (a byte slip holds broken glosses and private-use
 * characters that mean nothing by themselves). A finding without a fix is left out too where it lies inside one with a
 * fix, which explains it, and otherwise stays. A paragraph that is longer than people write is looked at in {@link piecesOf}.
 */
export function findDamage(paragraph: string, options?: DamageOptions, profile?: DocumentProfile): readonly Finding[] {
  if (paragraph === '') return NOTHING;
  const own = profile ?? profileOf(paragraph);
  const pieces = piecesOf(paragraph);
  if (pieces.length === 1) return findInPiece(paragraph, options, own);
  return pieces.flatMap(({ start, text }) => findInPiece(text, options, own).map((finding) => movedBy(finding, start)));
}

/** The same for one of the {@link piecesOf} a paragraph; spans are relative to the piece. */
export function findInPiece(piece: string, options: DamageOptions | undefined, profile: DocumentProfile): readonly Finding[] {
  const mask = triggersIn(piece);
  const passed = gatesPassed(piece);
  return check(piece, options, profile, (i) => (ruleBit[i]! & mask) !== 0 || (gateOf[i] === 0 ? ruleBit[i] === 0 : (passed & (1 << (gateOf[i]! - 1))) !== 0));
}

/** The length that a piece has at least, and twice of it at most. UTF-16 code units. */
const PIECE = 20_000;

/**
 * The pieces in which a paragraph is looked at, with where they start in it: one for a paragraph that people write. A page that lost its line
 * ends is one line of megabytes; its pieces end where sentences do if they can, and an edit changes few of them.
 */
export function piecesOf(paragraph: string): readonly { readonly start: number; readonly text: string }[] {
  if (paragraph.length < 3 * PIECE) return [{ start: 0, text: paragraph }];
  const pieces: { start: number; text: string }[] = [];
  let start = 0;
  while (paragraph.length - start >= 3 * PIECE) {
    const stop = paragraph.slice(start + PIECE, start + 2 * PIECE - 1).indexOf('。');
    let end = start + (stop < 0 ? 2 * PIECE : PIECE + stop + 1);
    if (stop < 0 && isLowSurrogate(paragraph.charCodeAt(end))) end--;
    pieces.push({ start, text: paragraph.slice(start, end) });
    start = end;
  }
  pieces.push({ start, text: paragraph.slice(start) });
  return pieces;
}

/** As {@link findDamage}, every rule looking at the paragraph whatever it holds: slower, and never different. For tests. */
export function findDamageUngated(paragraph: string, options?: DamageOptions, profile?: DocumentProfile): readonly Finding[] {
  return paragraph === '' ? NOTHING : check(paragraph, options, profile ?? profileOf(paragraph), () => true);
}

const NOTHING: readonly Finding[] = [];

function check(paragraph: string, options: DamageOptions | undefined, profile: DocumentProfile, looks: (rule: number) => boolean): readonly Finding[] {
  let found: Finding[] | undefined;
  let rule: Rule;
  const report = (finding: Report) => void (found ??= []).push(complete(finding, rule, paragraph.slice(finding.start, finding.end), options));
  for (let i = 0; i < rules.length; i++) {
    if (!looks(i)) continue;
    rule = rules[i]!;
    if (severityOf(rule, options) !== 'off') rule.check(paragraph, report, profile);
  }
  return found ? withoutOverlaps(found) : NOTHING;
}

/**
 * What the rules for whole documents find, spans raw offsets in the document, sorted; empty when nothing. A finding that
 * would overlap the fix of a paragraph finding keeps its place but waits with its own fix until that one is applied.
 */
export function findDocumentDamage(paragraphs: readonly DamagedParagraph[], options?: DamageOptions, profile?: DocumentProfile): readonly Finding[] {
  return completed(documentDamageSteps(paragraphs, options, profile ?? profileOf(paragraphs)));
}

/** The same in steps. */
export function* documentDamageSteps(paragraphs: readonly DamagedParagraph[], options: DamageOptions | undefined, profile: DocumentProfile): Steps<readonly Finding[]> {
  const found: Finding[] = [];
  for (const rule of documentRules) {
    if (severityOf(rule, options) === 'off') continue;
    yield* rule.checkDocument(paragraphs, (report) => {
      const { start, text, findings } = paragraphs[paragraphIndexAt(paragraphs, report.start)]!;
      const finding = complete(report, rule, text.slice(report.start - start, report.end - start), options);
      const waits = finding.fix !== null && findings.some((f) => f.fix !== null && touches({ start: start + f.start, end: start + f.end }, finding));
      found.push(waits ? { ...finding, fix: null } : finding);
    }, profile);
  }
  return withoutOverlaps(found);
}

/** How loudly what a rule finds is shown, unless the finding itself says otherwise; `off` too for an id that no rule has. */
export function severityOfRule(id: string, options?: DamageOptions): Finding['severity'] | 'off' {
  const rule = (rulesById ??= new Map([...rules, ...documentRules].map((each) => [each.id, each]))).get(id);
  return rule ? severityOf(rule, options) : 'off';
}

let rulesById: ReadonlyMap<string, Rule | DocumentRule> | undefined;

function severityOf(rule: Rule | DocumentRule, options: DamageOptions | undefined): Finding['severity'] | 'off' {
  return options?.rules?.[rule.id] ?? rule.severity;
}

function complete(report: Report, rule: Rule | DocumentRule, raw: string, options: DamageOptions | undefined): Finding {
  const set = options?.rules?.[rule.id];
  const own = rule.severity === 'off' ? 'information' : rule.severity;
  return {
    kind: rule.kind,
    alternatives: [],
    ...report,
    raw,
    rule: rule.id,
    severity: set && set !== 'off' ? set : (report.severity ?? own),
  };
}

/** Two edits get in each other's way when they share a code unit, or insert at the same place. */
function touches(a: { readonly start: number; readonly end: number }, b: { readonly start: number; readonly end: number }): boolean {
  return (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);
}

const inOrder = (a: Finding, b: Finding) => a.start - b.start || b.end - a.end;

/** Keeps, of findings given in order of precedence, those that do not overlap an earlier one's fix; sorted. */
function withoutOverlaps(found: readonly Finding[]): readonly Finding[] {
  if (found.length < 2) return found;
  const precedence = new Map(found.map((finding, i) => [finding, i]));
  const fixes: Finding[] = [];
  for (const finding of found.filter((f) => f.fix !== null).sort(inOrder)) {
    // Of neighbours in order of start, only the last ones kept can reach into the next.
    let stays = true;
    while (fixes.length > 0 && touches(fixes[fixes.length - 1]!, finding)) {
      if (precedence.get(fixes[fixes.length - 1]!)! < precedence.get(finding)!) {
        stays = false;
        break;
      }
      fixes.pop();
    }
    if (stays) fixes.push(finding);
  }
  const kept = [...fixes];
  let next = 0;
  for (const finding of found.filter((f) => f.fix === null).sort(inOrder)) {
    while (next < fixes.length && fixes[next]!.end < finding.end) next++;
    const around = fixes[next];
    if (!around || around.start > finding.start) kept.push(finding);
  }
  return kept.sort(inOrder);
}
