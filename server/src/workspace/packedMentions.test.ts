import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forEachMention, packMentions, type PackedMention } from './packedMentions.ts';

function unpack(bytes: Uint8Array): PackedMention[] {
  const mentions: PackedMention[] = [];
  forEachMention(bytes, (mention) => mentions.push(mention));
  return mentions;
}

const mention = fc.record({
  entity: fc.nat(5000), form: fc.nat(300), paragraph: fc.nat(100_000), start: fc.nat(10_000_000), length: fc.nat(5000),
  nested: fc.boolean(), relative: fc.boolean(), titled: fc.boolean(),
});

test('no mentions are no bytes', () => {
  expect(packMentions([])).toHaveLength(0);
  expect(unpack(new Uint8Array())).toEqual([]);
});

test('what is packed comes back', () => {
  fc.assert(fc.property(fc.array(mention), (mentions) => {
    const sorted = mentions.toSorted((a, b) => a.paragraph - b.paragraph || a.start - b.start);
    expect(unpack(packMentions(sorted))).toEqual(sorted);
  }));
});

test('a mention of a news text takes few bytes', () => {
  const mentions = Array.from({ length: 100 }, (_, i): PackedMention => ({ entity: i % 20, form: i % 2, paragraph: i >> 3, start: (i % 8) * 30, length: 4, nested: false, relative: false, titled: false }));
  expect(packMentions(mentions).length).toBeLessThan(600);
});

test('mentions out of order and bytes cut off are told', () => {
  const one: PackedMention = { entity: 0, form: 0, paragraph: 1, start: 0, length: 2, nested: false, relative: false, titled: false };
  expect(() => packMentions([one, { ...one, paragraph: 0 }])).toThrow(RangeError);
  expect(() => unpack(packMentions([{ ...one, entity: 9000 }]).subarray(0, 4))).toThrow(RangeError);
});
