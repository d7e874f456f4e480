/** The features that answer to a position in a document: hover, definition, references, highlights, selection. */
import { describe, expect, test } from 'vitest';
import { CARET, type Chains, markedDocument, markedIndex } from '../../test-support/markedDocuments.ts';
import type { IndexedMention } from '../workspace/entityIndex.ts';
import { definition } from './definition.ts';
import { documentHighlights } from './documentHighlights.ts';
import { hover } from './hover.ts';
import { mentionsAt } from './mentionAt.ts';
import { references } from './references.ts';
import { selectionRanges } from './selectionRanges.ts';

/** Documents by name, one of them with a caret. */
function at(documents: Readonly<Record<string, string>>, chains: Chains = {}) {
  const [name, marked] = Object.entries(documents).find(([, text]) => text.includes(CARET))!;
  const { snapshot, caret } = markedDocument(marked, name, chains);
  const index = markedIndex(Object.fromEntries(Object.entries(documents).map(([document, text]) => [document, text.replace(CARET, '')])), chains);
  return { snapshot, caret, index };
}

const show = (mention: IndexedMention | undefined) => mention && `${mention.document}:${mention.paragraph}:${mention.start} ${mention.form}`;

describe('mentionsAt', () => {
  const names = (marked: string) => {
    const { snapshot, caret } = markedDocument(marked);
    return mentionsAt(snapshot, caret).map(({ mention }) => mention.text);
  };

  test('before, inside and directly behind a name', () => {
    expect(names('市长‸⟦person 林晓帆⟧说')).toEqual(['林晓帆']);
    expect(names('市长⟦person 林‸晓帆⟧说')).toEqual(['林晓帆']);
    expect(names('市长⟦person 林晓帆⟧‸说')).toEqual(['林晓帆']);
    expect(names('市‸长⟦person 林晓帆⟧说')).toEqual([]);
  });

  test('where one name ends and another begins, the caret is on the second', () => {
    expect(names('⟦place 云州⟧‸⟦place 青禾市⟧')).toEqual(['青禾市']);
  });

  test('outer before inner', () => {
    expect(names('⟦organisation ⟦place 青‸禾⟧市委⟧')).toEqual(['青禾市委', '青禾']);
    expect(names('⟦organisation ⟦place 青禾⟧市‸委⟧')).toEqual(['青禾市委']);
  });

  test('on later lines, and at the very end', () => {
    expect(names('⟦place 青禾⟧\r\n⟦place 白‸鹭⟧')).toEqual(['白鹭']);
    expect(names('⟦place 青禾⟧\n⟦place 白鹭⟧‸')).toEqual(['白鹭']);
    expect(names('⟦place 青禾⟧\n‸')).toEqual([]);
    expect(names('‸')).toEqual([]);
  });
});

describe('hover', () => {
  test('an organisation: full name, forms, counts here and in the folder', () => {
    const { snapshot, caret, index } = at({
      a: '⟦organisation 云州远帆控股集团有限公司⟧（简称⟦organisation 远帆集团=云州远帆控股集团有限公司⟧）', b: '⟦organisation 远‸帆集团⟧，又是⟦organisation 远帆集团⟧',
    });
    expect(hover(snapshot, caret, index)).toMatchObject({
      span: { start: 0, end: 4 },
      entities: [{
        type: 'organisation', name: '云州远帆控股集团有限公司', form: '远帆集团', mentionsHere: 2, mentionsInFolder: 4, documentsInFolder: 2, relative: false,
        forms: [{ form: '远帆集团', count: 3 }, { form: '云州远帆控股集团有限公司', count: 1 }],
      }],
    });
  });

  test('a person: the posts of this document first', () => {
    const { snapshot, caret, index } = at({ a: '⟦person 林晓帆|副书记@青禾市委⟧', b: '⟦person 林‸晓帆|市长@青禾市⟧' });
    expect(hover(snapshot, caret, index)?.entities[0]?.roles).toEqual([
      { title: '市长', body: '青禾市', documents: 1, here: true, others: [] }, { title: '副书记', body: '青禾市委', documents: 1, here: false, others: ['a'] },
    ]);
  });

  test('a place: its chain', () => {
    const { snapshot, caret, index } = at({ a: '⟦place 白‸鹭县⟧' }, { 白鹭县: ['云州省', '青禾市', '白鹭县'] });
    expect(hover(snapshot, caret, index)?.entities[0]?.chain).toEqual(['云州省', '青禾市', '白鹭县']);
  });

  test('damage and the name around it', () => {
    const { snapshot, caret, index } = at({ a: '⟦organisation 青禾市國(gu‸ó)投集團⟧' });
    const info = hover(snapshot, caret, index);
    expect(info?.findings).toMatchObject([{ raw: '(guó)', clean: '' }]);
    expect(info?.entities).toMatchObject([{ name: '青禾市国投集团', form: '青禾市国投集团' }]);
    expect(info?.span).toEqual({ start: 4, end: 9 });
  });

  test('a relative mention says whom it means', () => {
    const { snapshot, caret, index } = at({ a: '⟦organisation 青禾市委⟧：⟦~organisation 市‸委=青禾市委⟧要求' });
    expect(hover(snapshot, caret, index)?.entities[0]).toMatchObject({ name: '青禾市委', form: '市委', relative: true, mentionsHere: 2, forms: [{ form: '青禾市委' }] });
  });

  test('nothing to say', () => {
    const { snapshot, caret, index } = at({ a: '召开‸会议' });
    expect(hover(snapshot, caret, index)).toBeUndefined();
  });

  test('a document that the index does not have yet', () => {
    const { snapshot, caret } = at({ a: '⟦place 青‸禾⟧' });
    expect(hover(snapshot, caret, markedIndex({}))?.entities[0]).toMatchObject({ name: '青禾', mentionsHere: 1, mentionsInFolder: 1, documentsInFolder: 1 });
  });
});

describe('definition', () => {
  const where = (documents: Readonly<Record<string, string>>) => {
    const { snapshot, caret, index } = at(documents);
    return show(definition(snapshot, caret, index));
  };

  test('the fullest name, wherever it stands', () => {
    expect(where({ a: '见\n⟦organisation 云州远帆集团⟧，⟦organisation 远帆=云州远帆集团⟧', b: '⟦organisation 远‸帆⟧' })).toBe('a:1:0 云州远帆集团');
  });

  test('a person: where the post is told', () => {
    expect(where({ a: '⟦person 林‸晓帆⟧来了，市长⟦person 林晓帆|市长@青禾市⟧讲话' })).toBe('a:0:8 林晓帆');
    expect(where({ a: '市长⟦person 林晓帆|市长@青禾市⟧讲话', b: '⟦person 林‸晓帆⟧来了' })).toBe('a:0:2 林晓帆');
  });

  test('this document before another that says as much; the first of equals', () => {
    expect(where({ a: '⟦place 青禾市⟧', b: '到⟦place 青禾市⟧，⟦place 青‸禾市⟧' })).toBe('b:0:1 青禾市');
  });

  test('a name that stands by itself before one inside another', () => {
    expect(where({ a: '⟦organisation ⟦place 青禾市⟧委⟧，⟦place 青‸禾市⟧' })).toBe('a:0:5 青禾市');
  });

  test('nowhere', () => {
    expect(where({ a: '召开‸会议' })).toBeUndefined();
  });
});

describe('references and highlights', () => {
  const documents = {
    a: '⟦organisation 青禾市委⟧决定。⟦~organisation 市‸委=青禾市委⟧要求', b: '⟦organisation 青禾市委⟧', c: '⟦~organisation 市委=白鹭市委⟧',
  };

  test('every mention in the folder in whatever form, this document first', () => {
    const { snapshot, caret, index } = at({ b: documents.b, a: documents.a, c: documents.c });
    expect([...references(snapshot, caret, index, true)].map(show)).toEqual(['a:0:0 青禾市委', 'a:0:7 市委', 'b:0:0 青禾市委']);
    expect([...references(snapshot, caret, index, false)].map(show)).toEqual(['a:0:7 市委', 'b:0:0 青禾市委']);
  });

  test('highlights are this document’s', () => {
    const { snapshot, caret } = at(documents);
    expect(documentHighlights(snapshot, caret)).toMatchObject([{ start: 0, end: 4 }, { start: 7, end: 9 }]);
  });

  test('nothing at a place without a name', () => {
    const { snapshot, index } = at(documents);
    expect([...references(snapshot, 5, index, true)]).toEqual([]);
    expect(documentHighlights(snapshot, 5)).toEqual([]);
  });
});

describe('selection', () => {
  const grows = (marked: string) => {
    const { snapshot, caret } = markedDocument(marked);
    return selectionRanges(snapshot, caret).map(({ start, end }) => snapshot.text.slice(start, end));
  };

  test('inner name, outer name, sentence, paragraph, document', () => {
    expect(grows('题目\n会议召开。⟦organisation ⟦place 青‸禾⟧市委⟧决定。完')).toEqual(['青禾', '青禾市委', '青禾市委决定。', '会议召开。青禾市委决定。完', '题目\n会议召开。青禾市委决定。完']);
  });

  test('an empty text', () => {
    expect(grows('‸')).toEqual(['']);
  });

  test('each lies inside the next', () => {
    const { snapshot } = markedDocument('⟦organisation ⟦place 青禾⟧市國(guó)投集團⟧,,。”𠮷\r\n\r\n二');
    for (let offset = 0; offset <= snapshot.text.length; offset++) {
      const spans = selectionRanges(snapshot, offset);
      spans.slice(1).forEach((outer, i) => expect(outer.start <= spans[i]!.start && outer.end >= spans[i]!.end).toBe(true));
      expect(spans.at(-1)).toEqual({ start: 0, end: snapshot.text.length });
    }
  });
});
