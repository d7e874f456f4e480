import { expect, test } from 'vitest';
import { generateCandidates } from './candidates.ts';
import { buildLattice } from './lattice.ts';
import { scoreByModel } from './modelScore.ts';
import { scoreCandidates } from './score.ts';
import { BUCKET_COUNT, TYPE_COUNT } from './spanModel.ts';
import { weightAt } from './weights.ts';

const PARAGRAPHS = [
  '青禾市委副书记、市长林晓帆,市委常委、常务副市长欧阳明到青禾高新区调研鲸屿集团(二期)精密铸件项目。',
  '自治区党委书记沙力江·买买提在我市主持召开座谈会,该公司董事长尹　禾介绍了绿化、亮化工程建设情况。',
  'OK 2024年3月,第3标段 a-b/c 总部“云上”产业园开工!',
  '青',
];

const weights = Float64Array.from({ length: BUCKET_COUNT * TYPE_COUNT }, (_, index) => weightAt(index));

test.each([-Infinity, -125, 0])('scores by the packed weights are those of the weights one by one, hopeless below %s', (hopeless) => {
  for (const text of PARAGRAPHS) {
    const lattice = buildLattice(text);
    const candidates = generateCandidates(lattice);
    const expected = new Float64Array(candidates.count);
    const found = new Float64Array(candidates.count);
    scoreCandidates(lattice, candidates, weights, expected, hopeless);
    scoreByModel(lattice, candidates, found, hopeless);
    expect([...found]).toEqual([...expected]);
  }
});
