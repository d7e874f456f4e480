/**
 * npm run eval:entities [-- --errors dev,seeds,uner] [--curve]: precision, recall and F1 of the recogniser by type, its titles
 * and its joining, on the seeds and Universal NER (where ../shared is there) and on corpus/news dev and test, beside
 * @node-rs/jieba's tags in the same run. Errors are written to dist/entity-errors.txt as path:line:column, those of the test part never.
 * --gold-spans gives the joining the spans of the gold, so that titles, bodies and canonical names are measured by themselves (train too).
 * Beside each set of news stands what damaged copies of the same documents give.
 * --curve trains on 1/8, 1/4, 1/2 and all of the corpus and prints F1 on dev.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { analyseEntities, declaredShortForms, joinDocument } from '../server/src/entities/index.ts';
import { ENTITY_TYPES, type EntityType } from '../server/src/entities/mention.ts';
import { RELATIVE } from '../server/src/entities/spanModel.ts';
import { applyEdits } from '../server/src/text/cleanText.ts';
import { foundInDamagedCopy } from './entities/damagedCopy.ts';
import { corpusDocuments, seedDocuments, unerDocuments, type GoldDocument } from './entities/goldDocuments.ts';
import { micro, newScore, ratios, scoreDocument, type Found, type Score } from './entities/scoreDocuments.ts';
import { evaluateSamples, samplesOf, summary, train } from './entities/trainer.ts';
import { TRAINING } from './entities/trainingOptions.ts';

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1] ?? '';
};

const goldSpans = process.argv.includes('--gold-spans');

/** What joining makes of the spans of the gold. */
function joinedGold(document: GoldDocument): Found[] {
  let at = 0;
  const starts: number[] = [];
  const read = document.text.split('\n').map((text) => {
    const start = at;
    starts.push(start);
    at += text.length + 1;
    const segments = document.mentions.filter((m) => !m.nested && m.start >= start && m.end <= start + text.length)
      .map((m) => ({ start: m.start - start, end: m.end - start, type: m.relative ? RELATIVE : ENTITY_TYPES.indexOf(m.type) }));
    return { text, segments };
  });
  return joinDocument(read, declaredShortForms(read)).map((m) => ({ start: starts[m.paragraph]! + m.start, end: starts[m.paragraph]! + m.end, type: m.type, entity: m.entity, titles: m.titles, free: m.nested || m.relative }));
}

function ours(document: GoldDocument): Found[] {
  if (goldSpans) return joinedGold(document);
  const lines = document.text.split('\n');
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  const { mentions } = analyseEntities(lines.map((line, i) => ({ rawStart: starts[i]!, text: applyEdits(line, []) })));
  return mentions.map((m) => ({ start: m.raw.start, end: m.raw.end, type: m.type, entity: m.entity, titles: m.titles, free: m.nested || m.relative }));
}

const jieba = Jieba.withDict(dict);
const JIEBA_TYPES: Readonly<Record<string, EntityType>> = { nr: 'person', nrfg: 'person', nrt: 'person', ns: 'place', nt: 'organisation' };
function jiebas(document: GoldDocument): Found[] {
  let at = 0;
  return jieba.tag(document.text).flatMap(({ word, tag }) => {
    const start = at;
    at += word.length;
    const type = JIEBA_TYPES[tag];
    return type ? [{ start, end: at, type }] : [];
  });
}

const percent = (value: number) => value.toFixed(3);
function report(name: string, score: Score, titles: boolean): void {
  const all = ratios(micro(score));
  console.log(`${name}: F1 ${percent(all.f1)} (P ${percent(all.precision)} R ${percent(all.recall)})` + (titles ? `, titles ${score.titlesRight}/${score.titles} = ${percent(score.titlesRight / (score.titles || 1))}, entity ${score.entitiesRight}/${score.entities} = ${percent(score.entitiesRight / (score.entities || 1))}` : ''));
  for (const [type, tally] of Object.entries(score.types)) {
    const { precision, recall, f1 } = ratios(tally);
    if (tally.right + tally.wrong + tally.missed > 0) console.log(`    ${type.padEnd(13)} F1 ${percent(f1)}  P ${percent(precision)}  R ${percent(recall)}  (${tally.right} right, ${tally.wrong} wrong, ${tally.missed} missed)`);
  }
}

/** The same documents garbled, beside their clean selves. */
function reportDamaged(documents: readonly GoldDocument[], types: readonly EntityType[]): void {
  const clean = newScore();
  const damaged = newScore();
  let count = 0;
  documents.forEach((document, index) => {
    const found = foundInDamagedCopy(document, index + 1);
    if (!found) return;
    count++;
    scoreDocument(clean, document, ours(document), types);
    scoreDocument(damaged, document, found, types);
  });
  if (count > 0) console.log(`  damaged copies of ${count}: F1 ${percent(ratios(micro(damaged)).f1)}, clean ${percent(ratios(micro(clean)).f1)}`);
}

const sets: readonly { readonly name: string; readonly documents: GoldDocument[] | undefined; readonly foreign?: boolean; readonly secret?: boolean }[] = [
  { name: 'seeds', documents: seedDocuments() },
  ...(goldSpans ? [{ name: 'train', documents: corpusDocuments('train') }] : []),
  { name: 'dev', documents: corpusDocuments('dev') },
  { name: 'test', documents: corpusDocuments('test'), secret: true },
  ...(goldSpans ? [] : [{ name: 'uner', documents: unerDocuments('dev'), foreign: true }]),
];

const wanted = option('errors')?.split(',') ?? ['seeds', 'train', 'dev', 'uner'];
const only = option('only')?.split(',');
const errors: string[] = [];
for (const { name, documents, foreign = false, secret = false } of sets) {
  if (only && !only.includes(name)) continue;
  if (!documents) {
    console.log(`${name}: skipped, ../shared is not there`);
    continue;
  }
  const types: EntityType[] = foreign ? ['person', 'place', 'organisation'] : ['person', 'place', 'organisation', 'project'];
  const score = newScore();
  const baseline = newScore();
  for (const document of documents) {
    scoreDocument(score, document, ours(document), types, secret || !wanted.includes(name) ? undefined : ({ offset, message }) => {
      const before = document.text.slice(0, offset).split('\n');
      errors.push(`${document.file}:${document.line + before.length}:${before.at(-1)!.length + 1}: ${document.id} ${message}`);
    });
    if (!goldSpans) scoreDocument(baseline, document, jiebas(document), types);
  }
  report(`${name} (${documents.length} documents)`, score, !foreign);
  if (!goldSpans) report('  @node-rs/jieba', baseline, false);
  if (!foreign && !goldSpans) reportDamaged(documents, types);
}
if (errors.length > 0) {
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/entity-errors.txt', `${errors.join('\n')}\n`);
  console.log(`${errors.length} errors listed in dist/entity-errors.txt`);
}

if (process.argv.includes('--curve')) {
  const all = corpusDocuments('train');
  const foreign = samplesOf(unerDocuments('train') ?? [], true);
  const dev = samplesOf(corpusDocuments('dev'), false);
  for (const part of [8, 4, 2, 1]) {
    const documents = all.filter((_, index) => index % part === 0);
    const weights = train([...samplesOf(documents, false), ...foreign], TRAINING);
    console.log(`1/${part} (${documents.length} items), paragraphs alone: dev ${summary(evaluateSamples(dev, weights))}`);
  }
}
