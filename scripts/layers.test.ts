import { expect, test } from 'vitest';
import { checkLayers } from './layers.ts';

const messages = (path: string, source: string) => checkLayers(path, source).map(({ message }) => message);

test.each([
  ['server/src/damage/a.ts', "import { x } from '../text/x.ts';"],
  ['server/src/damage/a.ts', "import { x } from './x.ts';"],
  ['server/src/damage/fixes/a.ts', "import { x } from '../../text/x.ts';"],
  ['server/src/features/a.ts', "import type { x } from '../workspace/x.ts';"],
  ['server/src/protocol/a.ts', "import { x } from 'vscode-languageserver';\nimport { y } from '../features/y.ts';\nsetTimeout(y, 1);"],
  ['server/src/node/a.ts', "import { readFileSync } from 'node:fs';\nimport { y } from '../text/y.ts';"],
  ['server/src/node/a.ts', "import manifest from '../../../package.json';"],
  ['server/src/text/a.test.ts', "import { readFileSync } from 'node:fs';"],
  ['server/src/text/a.ts', "// import { x } from '../damage/x.ts'\n/* Date.now() */ const said = 'node:fs';"],
  ['client/src/a.ts', "import { looksLikeNews } from '../../server/src/text/looksLikeNews.ts';"],
  ['scripts/a.ts', "import { x } from '../server/src/damage/x.ts';"],
])('%s may: %s', (path, source) => expect(messages(path, source)).toEqual([]));

test.each([
  ['server/src/text/a.ts', "import { x } from '../damage/x.ts';", 'text imports damage (../damage/x.ts).'],
  ['server/src/entities/a.ts', "export { x } from '../workspace/x.ts';", 'entities imports workspace (../workspace/x.ts).'],
  ['server/src/entities/a.ts', "import {\n  type x,\n  y,\n} from '../features/x.ts';", 'entities imports features (../features/x.ts).'],
  ['server/src/damage/a.ts', "const x = await import('../entities/x.ts');", 'damage imports entities (../entities/x.ts).'],
  ['server/src/damage/a.ts', "import '../entities/x.ts';", 'damage imports entities (../entities/x.ts).'],
  ['server/src/node/a.ts', "import { x } from '../browser/x.ts';", 'node imports browser (../browser/x.ts).'],
  ['server/src/protocol/a.ts', "import { x } from '../node/x.ts';", 'protocol imports node (../node/x.ts).'],
  ['server/src/lexicon/a.ts', "import { readFileSync } from 'node:fs';", 'lexicon imports node:fs; it must run anywhere.'],
  ['server/src/text/a.ts', "import type { Range } from 'vscode-languageserver-types';", 'text imports vscode-languageserver-types; it must run anywhere.'],
  ['server/src/features/a.ts', "import type { Hover } from 'vscode-languageserver';", 'features imports vscode-languageserver; only protocol and the entry points may.'],
  ['server/src/workspace/a.ts', "import { readFile } from 'node:fs/promises';", 'workspace imports node:fs/promises; only protocol and the entry points may.'],
  ['server/src/workspace/a.ts', 'const now = Date.now();', 'workspace reads a clock or sets a timer.'],
  ['server/src/text/a.ts', "import { x } from '../../../scripts/x.ts';", 'text imports scripts/x.ts, outside server/src.'],
  ['server/src/newcomer/a.ts', '', 'server/src/newcomer is no layer; add it to scripts/layers.ts, in its place.'],
  ['client/src/a.ts', "import { x } from '../../server/src/damage/x.ts';", 'client imports server/src/damage/x.ts.'],
  ['client/src/extension.ts', "import { join } from 'node:path';", 'client/src/extension.ts imports node:path; only client/src/node.ts runs on Node alone.'],
])('%s may not: %s', (path, source, message) => expect(messages(path, source)).toEqual([message]));
