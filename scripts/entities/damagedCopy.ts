/** Damaged copies of annotated documents: what glosses and doubled marks with their byte slips cost the recogniser. */
import { readingsOf } from '../../server/src/lexicon/readings.ts';
import { encodeGbk } from '../../server/src/text/gbk.ts';
import { DocumentAnalyser } from '../../server/src/workspace/documentAnalysis.ts';
import { garble } from '../../server/test-support/garble.ts';
import { randomFrom } from '../../server/test-support/random.ts';
import type { GoldDocument } from './goldDocuments.ts';
import type { Found } from './scoreDocuments.ts';

/** Characters that get a gloss in one document: as many as the damaged texts of the garbling have, of the commonest ones. */
const GLOSSED = 12;
const COMMON = 150;

/** Damages one document and recognises names in the damaged text as the editor would; spans are those of the clean text. Undefined where GBK lacks a character or width folding changes its length. */
export function foundInDamagedCopy(document: GoldDocument, seed: number): Found[] | undefined {
  if (!encodeGbk(document.text.replaceAll('\n', ''))) return undefined;
  const random = randomFrom(seed);
  const counts = new Map<string, number>();
  for (const character of document.text) if (readingsOf(character).length > 0) counts.set(character, (counts.get(character) ?? 0) + 1);
  const common = [...counts].sort((a, b) => b[1] - a[1]).slice(0, COMMON).map(([character]) => character);
  const glosses = Array.from({ length: Math.min(GLOSSED, common.length) }, () => common.splice(Math.floor(random() * common.length), 1)[0]!)
    .map((character) => ({ character, reading: readingsOf(character)[0]! }));
  const { text, clean, spots } = garble(document.text, { glosses, doubles: ({ ordinal }) => ordinal % 3 !== 0, removesPrivateUse: true, fold: 'width' });
  if (clean.length !== document.text.length) return undefined;
  const toClean = (offset: number): number => {
    let shift = 0;
    for (const spot of spots) {
      if (spot.end <= offset) shift += spot.clean.length - (spot.end - spot.start);
      else if (spot.start < offset) return spot.start + shift + Math.min(offset - spot.start, spot.clean.length);
      else break;
    }
    return offset + shift;
  };
  return new DocumentAnalyser().analyse(text).entities.mentions.map((m) => ({ start: toClean(m.raw.start), end: toClean(m.raw.end), type: m.type, entity: m.entity, titles: m.titles, free: m.nested || m.relative }));
}
