import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NameLists } from './nameLists.ts';

type Step = { readonly kind: 'add' | 'remove'; readonly key: number; readonly shorts: readonly number[] };
const key = fc.integer({ min: 0, max: 12 }).map((one) => one * 77_777_777);
const step: fc.Arbitrary<Step> = fc.record({ kind: fc.constantFrom('add', 'add', 'remove'), key, shorts: fc.array(key, { maxLength: 3 }) });

/** The same, as one would write it down. */
class Plain {
  readonly entities = new Map<number, number[]>();
  readonly pairs = new Map<string, number>();
  next = 0;
}

test('they are what plain maps would be, whatever comes and goes, also read back', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
    let lists = new NameLists();
    const plain = new Plain();
    const put: { entity: number; key: number; shorts: readonly number[] }[] = [];
    steps.forEach(({ kind, key: one, shorts }, i) => {
      if (i === 60) lists = new NameLists(lists.arrays());
      const count = (under: number, all: readonly number[], by: 1 | -1) => {
        for (const short of all) {
          lists.countPair(lists.idOf(short), lists.idOf(under), by);
          plain.pairs.set(`${short} ${under}`, (plain.pairs.get(`${short} ${under}`) ?? 0) + by);
        }
      };
      if (kind === 'add') {
        const entity = lists.addEntity(lists.idOf(one));
        expect(entity).toBe(plain.next++);
        plain.entities.set(one, [...(plain.entities.get(one) ?? []), entity]);
        put.push({ entity, key: one, shorts });
        count(one, shorts, 1);
      } else {
        const gone = put.splice(one % 5, 1)[0];
        if (!gone) return;
        lists.removeEntities(lists.idOf(gone.key), gone.entity, gone.entity + 1);
        plain.entities.set(gone.key, plain.entities.get(gone.key)!.filter((entity) => entity !== gone.entity));
        count(gone.key, gone.shorts, -1);
      }
    });
    expect(lists.named).toBe([...plain.entities.values()].filter(({ length }) => length > 0).length);
    for (let id = 0; id < lists.size; id++) {
      const own = lists.keyOf(id);
      expect(lists.idOf(own)).toBe(id);
      expect([...lists.entitiesOf(id)]).toEqual(plain.entities.get(own) ?? []);
      expect(lists.has(id)).toBe((plain.entities.get(own) ?? []).length > 0);
      const pairs = [...plain.pairs].filter(([, times]) => times > 0).map(([pair]) => pair.split(' ').map(Number) as [number, number]);
      const sorted = (ids: number[]) => ids.map((each) => lists.keyOf(each)).sort((a, b) => a - b);
      expect(sorted(lists.fullOf(id))).toEqual(pairs.filter(([short]) => short === own).map(([, full]) => full).sort((a, b) => a - b));
      expect(sorted(lists.shortOf(id))).toEqual(pairs.filter(([, full]) => full === own).map(([short]) => short).sort((a, b) => a - b));
    }
  }), { numRuns: 100, seed: 20_263 });
});
