import { describe, expect, test } from 'vitest';
import { markedDocument } from '../../../test-support/markedDocuments.ts';
import type { Finding } from '../../damage/finding.ts';
import type { DocumentSnapshot } from '../../workspace/openDocument.ts';
import { countSafeFixes, fixAll } from './fixAll.ts';
import { type CarriedFinding, fixFinding } from './fixFinding.ts';
import type { TextChange } from './textEdit.ts';

function apply(text: string, changes: readonly TextChange[]): string {
  return changes.reduceRight((mended, { start, end, text: put }) => mended.slice(0, start) + put + mended.slice(end), text);
}

const slip: CarriedFinding = { raw: '海?wù)楀', clean: '海州市', kind: 'byte-slip', rule: 'byte-slip', fix: 'suggested', alternatives: ['海洲市', '海舟市'] };

describe('one finding', () => {
  test('its reading first, then each alternative', () => {
    const text = '到海?wù)楀調研';
    const fixes = fixFinding(text, 1, slip);
    expect(fixes.map(({ reading, safe, best }) => [reading, safe, best])).toEqual([['海州市', false, true], ['海洲市', false, false], ['海舟市', false, false]]);
    expect(fixes.map(({ change }) => apply(text, [change]))).toEqual(['到海州市調研', '到海洲市調研', '到海舟市調研']);
  });

  test('a safe one says so', () => {
    expect(fixFinding('書(shū)記', 1, { raw: '(shū)', clean: '', kind: 'pinyin-gloss', rule: 'pinyin-gloss', fix: 'safe', alternatives: [] })).toMatchObject([{ reading: '', safe: true, change: { start: 1, end: 6, text: '' } }]);
  });

  test('flagged only: nothing to apply, but readings that a person may choose', () => {
    expect(fixFinding('海?wù)楀', 0, { ...slip, clean: null, fix: null, alternatives: [] })).toEqual([]);
    expect(fixFinding('海?wù)楀', 0, { ...slip, clean: null, fix: null }).map(({ reading }) => reading)).toEqual(['海洲市', '海舟市']);
  });

  test('a text that has changed since is left alone', () => {
    expect(fixFinding('到海州市調研', 1, slip)).toEqual([]);
    expect(fixFinding('', 0, slip)).toEqual([]);
  });
});

describe('all findings', () => {
  const { snapshot } = markedDocument('青禾市委書(shū)記(jì)林曉帆調(diào)研,,并講話(huà),。');

  test('every safe fix, and no other letter', () => {
    expect(apply(snapshot.text, fixAll(snapshot))).toBe('青禾市委書記林曉帆調研,并講話。');
  });

  test('one kind of them', () => {
    expect(apply(snapshot.text, fixAll(snapshot, 'doubled-punctuation'))).toBe('青禾市委書(shū)記(jì)林曉帆調(diào)研,并講話(huà)。');
    expect(countSafeFixes(snapshot, 'doubled-punctuation')).toBe(2);
    expect(countSafeFixes(snapshot, 'byte-slip')).toBe(0);
  });

  test('suggestions wait for a person, and so does what overlaps', () => {
    const finding = (start: number, end: number, fix: Finding['fix']): Finding => ({
      start, end, raw: 'abcdef'.slice(start, end), clean: 'x', kind: 'k', rule: 'r', severity: 'warning', message: '', fix, alternatives: [],
    });
    const text = 'abcdef';
    const made: DocumentSnapshot = { ...snapshot, text, analysis: { ...snapshot.analysis, text, findings: [finding(0, 1, 'suggested'), finding(1, 3, 'safe'), finding(2, 4, 'safe'), finding(4, 5, null)] } };
    expect(fixAll(made)).toEqual([{ start: 1, end: 3, text: 'x' }]);
  });

  test('a clean text has none', () => {
    expect(fixAll(markedDocument('青禾市委召开会议。').snapshot)).toEqual([]);
  });
});
