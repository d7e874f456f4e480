import { posix } from 'node:path';

/** The folders below server/src, each allowed to import itself and those before it. The two entry points stand side by side. */
const ORDER = ['text', 'lexicon', 'damage', 'entities', 'workspace', 'features', 'protocol'] as const;
const ENTRIES = ['node', 'browser'] as const;
/** These run in a worker, a browser or a test without any set-up. */
const PURE = new Set<string>(ORDER.slice(0, 4));
/** What is left of `protocol` knows no connection, no disk and no clock. */
const BEFORE_PROTOCOL = new Set<string>(ORDER.slice(0, 6));
/**
 * What the client may know of the server: the rule by which a text is taken as news, and by which a file is in another encoding than it
 * is shown in; which records a JSONL shard has, and how they are read and saved; how a file is replaced whole.
 */
const SHARED_WITH_CLIENT = new Set(['server/src/text/looksLikeNews.ts', 'server/src/workspace/wrongEncoding.ts', 'server/src/workspace/openShard.ts', 'server/src/workspace/records.ts', 'server/src/node/cli/atomicWrite.ts']);

const CLOCK = /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bprocess\.hrtime\b|\bset(?:Timeout|Interval|Immediate)\s*\(/;
const IMPORT = /(?:^|[;}\s])(?:import|export)\s[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|[^.\w])import\s*\(?\s*['"]([^'"]+)['"]|\brequire\s*\(\s*['"]([^'"]+)['"]/g;

/** A file that breaks the order of the layers. */
export interface LayerProblem {
  readonly path: string;
  /** One sentence. */
  readonly message: string;
}

/**
 * Tells what one source file imports, or reads, that its layer may not.
 * @param path from the top of the repository, with `/`
 * @returns an empty list for a file outside `server/src` and `client/src`, and for tests (`*.test.ts`), which may import anything.
 */
export function checkLayers(path: string, source: string): LayerProblem[] {
  if (/\.test\.ts$/.test(path)) return [];
  const problems: LayerProblem[] = [];
  const report = (message: string) => problems.push({ path, message });
  const code = withoutComments(source);
  const imports = [...code.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3]!);
  const layer = /^server\/src\/([^/]+)\//.exec(path)?.[1];

  if (layer !== undefined) {
    if (!isKnown(layer)) report(`server/src/${layer} is no layer; add it to scripts/layers.ts, in its place.`);
    for (const specifier of imports) {
      if (specifier.startsWith('.')) checkRelative(path, layer, specifier, report);
      else checkPackage(layer, specifier, report);
    }
    if (BEFORE_PROTOCOL.has(layer) && CLOCK.test(code)) report(`${layer} reads a clock or sets a timer.`);
  } else if (path.startsWith('client/src/')) {
    for (const specifier of imports) {
      const target = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
      if (target.startsWith('server/') && !SHARED_WITH_CLIENT.has(target)) report(`client imports ${target}.`);
      if (/^node:/.test(specifier) && path !== 'client/src/node.ts') report(`${path} imports ${specifier}; only client/src/node.ts runs on Node alone.`);
    }
  }
  return problems;
}

function checkRelative(path: string, layer: string, specifier: string, report: (message: string) => void): void {
  const target = posix.join(posix.dirname(path), specifier);
  const other = /^server\/src\/([^/]+)\//.exec(target)?.[1];
  if (other === undefined) {
    // Who is asked for their version look it up where it stands.
    const version = target === 'package.json' && (ENTRIES as readonly string[]).includes(layer);
    if (!target.startsWith('server/src/') && !version) report(`${layer} imports ${target}, outside server/src.`);
    return;
  }
  if (other === layer) return;
  const mine = ORDER.indexOf(layer as (typeof ORDER)[number]);
  const theirs = ORDER.indexOf(other as (typeof ORDER)[number]);
  // An entry point may import every layer, and the other entry point never.
  const allowed = (ENTRIES as readonly string[]).includes(layer) ? theirs >= 0 : mine >= 0 && theirs >= 0 && theirs < mine;
  if (!allowed) report(`${layer} imports ${other} (${specifier}).`);
}

function checkPackage(layer: string, specifier: string, report: (message: string) => void): void {
  if (PURE.has(layer) && (specifier.startsWith('node:') || specifier.startsWith('vscode'))) report(`${layer} imports ${specifier}; it must run anywhere.`);
  else if (BEFORE_PROTOCOL.has(layer) && (specifier.startsWith('vscode') || /^(?:node:)?(?:fs|http|https|net|child_process|timers|worker_threads)(?:\/|$)/.test(specifier))) report(`${layer} imports ${specifier}; only protocol and the entry points may.`);
  else if (layer === 'browser' && specifier.startsWith('node:')) report(`browser imports ${specifier}.`);
}

function isKnown(layer: string): boolean {
  return ([...ORDER, ...ENTRIES] as string[]).includes(layer);
}

/** Takes comments away, and leaves strings as they are. */
function withoutComments(source: string): string {
  return source.replace(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (_, string: string | undefined) => string ?? ' ');
}
