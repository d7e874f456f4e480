import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitParagraphs } from '../text/paragraphs.ts';
import { DocumentAnalyser, type DocumentAnalysis } from './documentAnalysis.ts';

/** What readers of an analysis see; the maps between raw and clean text by their answers. */
function visible(analysis: DocumentAnalysis) {
  return {
    text: analysis.text,
    findings: analysis.findings,
    entities: analysis.entities,
    paragraphs: analysis.paragraphs.map((p) => ({ start: p.start, text: p.text, clean: p.clean.clean, map: Array.from({ length: Math.min(p.clean.clean.length, 1_000) }, (_, i) => p.clean.toRaw({ start: i, end: i + 1 })) })),
  };
}

const PIECES = ['蒙山县委书(shū)记(jì)', '高桥镇', '林知远', '副县长', '到', '宏泰機(jī)械集團(tuán)', '调研', ',、', ',。', '。', '市委', '以下简称“', '”', '二期项目', '(', ')', '?', '当地', '&nbsp;', '\n', '\r\n', '\u200b', '\ud842', '𠮷', ' '];
const piece = fc.constantFrom(...PIECES);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
/** Replaces a stretch, given as shares of the length at the time, by new text. */
const edit = fc.record({ from: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat({ max: 8 }), insert: fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join('')) });

test('after any sequence of edits, the analysis equals one from scratch', () => {
  fc.assert(
    fc.property(text, fc.array(edit, { minLength: 1, maxLength: 6 }), (start, edits) => {
      const analyser = new DocumentAnalyser();
      let current = start;
      analyser.analyse(current);
      for (const { from, length, insert } of edits) {
        const at = Math.floor(from * current.length);
        current = current.slice(0, at) + insert + current.slice(at + length);
        expect(visible(analyser.analyse(current))).toEqual(visible(new DocumentAnalyser().analyse(current)));
      }
    }),
    { numRuns: 60, seed: 20_260 },
  );
});

/** A document as long as one that is analysed in steps, and a line that is looked at in pieces. */
const LONG_LINE = `${'蒙山县委召开会议，研究当前工作。'.repeat(600)}县委书(shū)记(jì)出席,、讲话。`.repeat(7);
const LONG = [...Array.from({ length: 120 }, (_, i) => `${i}：${PIECES[i % PIECES.length]}${PIECES[(i * 7) % PIECES.length]}会议要求，网际网路和高品质发展,,并且由于干部`), LONG_LINE, '重复的一段话要有二十五个字以上才算数所以写得长些', '重复的一段话要有二十五个字以上才算数所以写得长些'].join('\n');

test('in a long document, edits that are followed only in part lead to the analysis from scratch', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ edit, work: fc.integer({ min: 1, max: 60 }), line: fc.nat({ max: 140 }) }), { minLength: 2, maxLength: 6 }), (edits) => {
      const analyser = new DocumentAnalyser();
      let current = LONG;
      analyser.analyse(current);
      for (const { edit: { from, length, insert }, work, line } of edits) {
        const at = Math.floor(from * current.length);
        current = current.slice(0, at) + insert + current.slice(at + length);
        const steps = analyser.steps(current, 100);
        analyser.lookFirst({ first: line, last: line + 10 });
        for (let i = 0; i < work; i++) steps.next();
        steps.return(undefined as never);
        expect(analyser.analysis.paragraphs.map(({ start, text: own }) => ({ start, text: own }))).toEqual(splitParagraphs(current));
      }
      expect(visible(analyser.analyse(current))).toEqual(visible(new DocumentAnalyser().analyse(current)));
      expect(analyser.checked).toEqual({ length: current.length, uncheckedFrom: undefined });
    }),
    { numRuns: 2, seed: 20_262 },
  );
});

test('a keystroke in a long document looks at one paragraph', () => {
  const analyser = new DocumentAnalyser();
  analyser.analyse(LONG);
  const before = analyser.analysis.paragraphs;
  const at = LONG.indexOf('\n50：') + 3;
  const line = before.findIndex(({ start }) => start > at) - 1;
  const touched = analyser.change(`${LONG.slice(0, at)}字${LONG.slice(at)}`);
  expect(touched).toEqual({ first: line, last: line });
  const after = analyser.analysis.paragraphs;
  expect(after.flatMap((paragraph, i) => (paragraph.clean === before[i]!.clean ? [] : [i]))).toEqual([line]);
});

test('findings of the document stand where they stand in the text', () => {
  const analysis = new DocumentAnalyser().analyse('高桥镇\n\n镇党委书(shū)记，、\n');
  for (const finding of analysis.findings) expect(analysis.text.slice(finding.start, finding.end)).toBe(finding.raw);
  expect(analysis.findings.length).toBeGreaterThan(0);
});

test('an empty text has one empty paragraph and nothing else', () => {
  expect(visible(new DocumentAnalyser().analyse(''))).toEqual({ text: '', findings: [], entities: { mentions: [], entities: [] }, paragraphs: [{ start: 0, text: '', clean: '', map: [] }] });
});

test('in steps, and with steps left undone, the analysis equals one from scratch', () => {
  fc.assert(
    fc.property(text, edit, fc.nat({ max: 30 }), fc.nat({ max: 6 }), (start, { from, length, insert }, stepLength, done) => {
      const analyser = new DocumentAnalyser();
      const abandoned = analyser.steps(start, stepLength);
      for (let i = 0; i < done; i++) abandoned.next();
      abandoned.return(undefined as never);
      const at = Math.floor(from * start.length);
      const current = start.slice(0, at) + insert + start.slice(at + length);
      const whole = new DocumentAnalyser().analyse(current);
      const steps = analyser.steps(current, stepLength);
      for (;;) {
        const { done: isDone, value } = steps.next();
        if (isDone) {
          expect(visible(value)).toEqual(visible(whole));
          return;
        }
        const { text: known, paragraphs } = analyser.analysis;
        expect(known).toBe(current);
        expect(paragraphs.map((p) => p.text).join('')).toBe(current.replace(/[\r\n]/g, ''));
      }
    }),
    { numRuns: 60, seed: 20_260 },
  );
});
