import { describe, expect, test } from 'vitest';
import { CARET, markedDocument, markedIndex } from '../../../test-support/markedDocuments.ts';
import { type EntityDecisions, NO_DECISIONS } from '../../entities/decisions.ts';
import { nameActions, nameChoices, sameAs } from './nameActions.ts';

/** What is offered at the caret, or for the selected text, one line each. */
function offered(marked: string, selected?: string, decisions: EntityDecisions = NO_DECISIONS): string[] {
  const { snapshot, caret } = markedDocument(marked, 'a');
  const start = selected === undefined ? caret : snapshot.text.indexOf(selected);
  const index = markedIndex({ a: marked.replace(CARET, '') });
  return nameActions(snapshot, { start, end: selected === undefined ? caret : start + selected.length }, index, decisions).map((action) => {
    switch (action.kind) {
      case 'confirm': return `confirm ${action.type} ${action.name}`;
      case 'same': return `same ${action.form}`;
      case 'different': return `${action.form} not ${action.name}`;
      case 'type': return `${action.form} is ${action.type}`;
      case 'ignore': return `ignore ${action.before}|${action.form}|${action.after}`;
    }
  });
}

describe('what is offered', () => {
  test('on a name', () =>
    expect(offered('局长⟦person 林‸晓帆⟧说')).toEqual([
      'confirm person 林晓帆', 'same 林晓帆', '林晓帆 is place', '林晓帆 is organisation', '林晓帆 is project', 'ignore 局长|林晓帆|说', 'ignore |林晓帆|',
    ]));
  test('on a short form, damaged and traditional', () =>
    expect(offered('⟦organisation 远山建设集团⟧，⟦organisation 遠(yuǎn)‸山集團(tuán)=远山建设集团⟧中標')).toEqual([
      'confirm organisation 远山建设集团', 'same 远山集团', '远山集团 not 远山建设集团', '远山集团 is person', '远山集团 is place', '远山集团 is project', 'ignore 团，|远山集团|中标', 'ignore |远山集团|',
    ]));
  test('on a surname: the person, and not the surname everywhere', () =>
    expect(offered('⟦person 林晓帆⟧到会。⟦person 林‸=林晓帆⟧局长')).toEqual(['confirm person 林晓帆', '林 not 林晓帆', 'ignore 会。|林|局长']));
  test('on what is only meant', () => expect(offered('⟦~organisation 市‸委=青禾市委⟧要求')).toEqual(['ignore |市委|要求', 'ignore |市委|']));
  test('on a selection that is no name yet', () =>
    expect(offered('大家都说枕上花开得好', '枕上花')).toEqual(['person', 'place', 'organisation', 'project'].map((type) => `confirm ${type} 枕上花`)));
  test('not on nothing, on a mark, or over two sentences', () => {
    expect(offered('大家都‸说')).toEqual([]);
    expect(offered('枕上花。开得好', '花。开')).toEqual([]);
    expect(offered('枕上花\n开得好', '花\n开')).toEqual([]);
    expect(offered('枕上花', '花')).toEqual([]);
  });
  test('what is confirmed is not confirmed again', () =>
    expect(offered('⟦person 林‸晓帆⟧', undefined, { entities: [{ name: '林晓帆', type: 'person', forms: [], not: [] }], ignored: [] })[0]).toBe('same 林晓帆'));
});

test('the entities that a name may be the same as: of its type, the likest first', () => {
  const documents = { a: '⟦organisation 山建股份⟧和⟦organisation 青禾市委⟧', b: '⟦organisation 远山建设集团⟧的⟦person 山建⟧，⟦organisation 云州银行⟧两次，⟦organisation 云州银行⟧' };
  const { snapshot } = markedDocument(documents.a, 'a');
  const index = markedIndex(documents);
  const span = { start: 1, end: 1 };
  expect(nameChoices(snapshot, span, index, NO_DECISIONS, 9)).toEqual({
    form: '山建股份', type: 'organisation',
    choices: [{ name: '远山建设集团', mentions: 1, documents: 1 }, { name: '云州银行', mentions: 2, documents: 1 }, { name: '青禾市委', mentions: 1, documents: 1 }],
  });
  expect(sameAs(snapshot, span, index, '遠山建設集團')).toEqual({ kind: 'confirm', type: 'organisation', name: '远山建设集团', forms: ['山建股份'] });
  expect(sameAs(snapshot, span, index, '山建股份')).toBeUndefined();
});
