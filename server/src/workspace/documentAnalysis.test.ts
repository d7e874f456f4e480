import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DocumentAnalyser, type DocumentAnalysis } from './documentAnalysis.ts';

/** What readers of an analysis see; the maps between raw and clean text by their answers. */
function visible(analysis: DocumentAnalysis) {
  return {
    text: analysis.text,
    findings: analysis.findings,
    entities: analysis.entities,
    paragraphs: analysis.paragraphs.map((p) => ({ start: p.start, text: p.text, clean: p.clean.clean, map: Array.from({ length: p.clean.clean.length }, (_, i) => p.clean.toRaw({ start: i, end: i + 1 })) })),
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
        expect(current.startsWith(value.text)).toBe(true);
        expect(value.paragraphs.at(-1)!.start + value.paragraphs.at(-1)!.text.length).toBe(value.text.length);
      }
    }),
    { numRuns: 60, seed: 20_260 },
  );
});
