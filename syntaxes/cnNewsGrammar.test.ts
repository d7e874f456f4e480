import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { builtGrammar } from '../scripts/buildGrammar.ts';

const committed = readFileSync(new URL('cn-news.tmLanguage.json', import.meta.url), 'utf8');

const grammar = await (async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner: (sources) => new oniguruma.OnigScanner(sources), createOnigString: (text) => new oniguruma.OnigString(text) }),
    loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(committed, 'cn-news.tmLanguage.json')),
  });
  return (await registry.loadGrammar('text.cn-news'))!;
})();

/** Each line, and under it every token that has a scope of its own. */
function scopes(text: string): string {
  const lines: string[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    lines.push(`>${line}`);
    for (const token of tokens) {
      const own = token.scopes.slice(1).map((scope) => scope.replace(/\.cn-news$/, ''));
      if (own.length > 0) lines.push(`  ${JSON.stringify(line.slice(token.startIndex, token.endIndex))}  ${own.join(' > ')}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

test('the grammar that is committed is the one its source builds (npm run build:grammar)', () => {
  expect(committed).toBe(builtGrammar());
});

const cases = new URL('cases/', import.meta.url);
test.each(readdirSync(cases).filter((name) => name.endsWith('.txt')))('scopes of %s', async (name) => {
  const text = readFileSync(new URL(name, cases), 'utf8').replace(/\n$/, '');
  await expect(scopes(text)).toMatchFileSnapshot(new URL(name.replace(/\.txt$/, '.scopes'), cases).pathname);
});

test('the patterns stay small: the editor stops colouring a line whose patterns take half a second to compile', () => {
  expect(committed.length).toBeLessThan(40_000);
});

test('nothing runs past its line', () => {
  expect(scopes('据《秋收通知，\n“会议\n次日')).not.toContain('次日"');
});

test('an endless line of brackets ends soon', () => {
  const started = performance.now();
  grammar.tokenizeLine('秋(shou'.repeat(2000), textmate.INITIAL, 5000);
  expect(performance.now() - started).toBeLessThan(5000);
});
