import type { CancellationToken, Range } from 'vscode-languageserver';
import { severityOfRule } from '../damage/index.ts';
import type { DamageOptions, Severity } from '../damage/finding.ts';
import { baseOf, type DocumentId } from '../workspace/fileSystem.ts';
import { pathInTree, recordPlace } from '../workspace/records.ts';
import type { DocumentDamage } from '../workspace/workspace.ts';
import { type CoverageMessage, type FindingsCount, type FindingsEntry, type FindingsMessage, type FindingsParams, findingsRequest, firstFindingRequest, MOST_ENTRIES } from './customMessages.ts';
import { guarded } from './guard.ts';
import { toRange } from './positions.ts';
import type { ServerContext } from './serverContext.ts';
import { documentId, pathBelow } from './uris.ts';
import type { Reported } from './workspaceDiagnostics.ts';

/** What the answers need beside the context. */
export interface FindingsHost {
  folders(): readonly DocumentId[];
  damage(): DamageOptions;
  /** Null where no folder is read. */
  coverage(): CoverageMessage | null;
  reported(): Reported;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** A count that grows. */
type Growing = { -readonly [K in keyof FindingsCount]: FindingsCount[K] };

/** Wires the questions that a view of the folder's damage asks. */
export function registerFindings(context: ServerContext, host: FindingsHost): void {
  const { connection, workspace, log } = context;
  connection.onRequest(findingsRequest, guarded('kanwu/findings', log, null, (params: FindingsParams) => findings(context, host, params)));
  connection.onRequest(firstFindingRequest, guarded('kanwu/firstFinding', log, null, async ({ uri, kind }: { uri: string; kind: string | null }, token: CancellationToken): Promise<Range | null> => {
    const document = documentId(uri);
    const analysis = await workspace.analysisOf(document, token);
    const first = analysis?.findings.find((finding) => kind === null || finding.kind === kind);
    return analysis && first ? toRange(analysis.paragraphs, first) : null;
  }));
}

async function findings({ workspace, words, clientUri }: ServerContext, host: FindingsHost, { folder, kind, by }: FindingsParams): Promise<FindingsMessage | null> {
  const whole = host.coverage();
  if (!whole) return null;
  const roots = host.folders();
  // Of several folders each stands for itself; of one its content.
  const within = folder !== null ? documentId(folder) : roots.length === 1 ? roots[0]! : undefined;
  const base = within === undefined ? undefined : baseOf(within);
  // A shard is the folder of its records.
  const entryOf = (document: DocumentId): { readonly type: 'folder' | 'file'; readonly uri: string } | undefined => {
    const path = pathInTree(document);
    if (base === undefined) {
      const root = roots.find((each) => path.startsWith(baseOf(each)));
      return root === undefined ? undefined : { type: 'folder', uri: root };
    }
    if (document === within) return { type: 'file', uri: document };
    if (!path.startsWith(base)) return undefined;
    const slash = path.indexOf('/', base.length);
    return slash < 0 ? { type: 'file', uri: document } : { type: 'folder', uri: path.slice(0, slash) };
  };
  const settings = host.damage();
  const severityOf = (rule: string): Severity => {
    const severity = severityOfRule(rule, settings);
    return severity === 'off' ? 'information' : severity;
  };

  const total: Growing = { spots: 0, safe: 0, files: 0 };
  const bySeverity: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  const places = new Map<string, Growing & { type: 'folder' | 'file' }>();
  const kinds = new Map<string, { readonly count: Growing; readonly bySeverity: Record<Severity, number> }>();
  const count = ({ document, damage }: DocumentDamage) => {
    const entry = damage.findings.length === 0 ? undefined : entryOf(document);
    if (!entry) return;
    const here: Growing = { spots: 0, safe: 0, files: 1 };
    const kindsHere = new Set<string>();
    for (const finding of damage.findings) {
      if (kind !== null && finding.kind !== kind) continue;
      const safe = finding.fix === 'safe' ? finding.count : 0;
      const severity = severityOf(finding.rule);
      here.spots += finding.count;
      here.safe += safe;
      bySeverity[severity] += finding.count;
      let known = kinds.get(finding.kind);
      if (!known) kinds.set(finding.kind, (known = { count: { spots: 0, safe: 0, files: 0 }, bySeverity: { error: 0, warning: 0, information: 0, hint: 0 } }));
      grow(known.count, { spots: finding.count, safe, files: kindsHere.has(finding.kind) ? 0 : 1 });
      known.bySeverity[severity] += finding.count;
      kindsHere.add(finding.kind);
    }
    if (here.spots === 0) return;
    grow(total, here);
    const known = places.get(entry.uri);
    if (known) grow(known, here);
    else places.set(entry.uri, { ...here, type: entry.type });
  };
  for await (const batch of workspace.damage()) batch.forEach(count);
  const entries: FindingsEntry[] =
    by === 'kind'
      ? [...kinds].map(([id, known]) => ({ ...known.count, type: 'kind' as const, kind: id, name: words.kind(id), severity: mostOf(known.bySeverity) })).sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.spots - a.spots)
      : [...places].map(([uri, count]) => ({ ...count, uri: count.type === 'file' ? clientUri(uri) : uri, name: nameOf(uri) })).sort((a, b) => Number(a.type === 'file') - Number(b.type === 'file') || lineOf(a.uri) - lineOf(b.uri) || (a.name < b.name ? -1 : 1));
  const { state, files, indexed, waiting, skippedCount } = whole;
  const skipped = new Map<string, number>();
  for (const { reason } of workspace.coverage?.skipped ?? []) if (reason !== 'not-news') skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  const { listed, total: listable } = host.reported();
  return {
    total, bySeverity, entries: entries.slice(0, MOST_ENTRIES), more: Math.max(0, entries.length - MOST_ENTRIES), listed, listable,
    coverage: { state, files, indexed, waiting, skippedCount, skippedBy: [...skipped].map(([reason, count]) => ({ why: words.skipReason[reason as keyof typeof words.skipReason], count })) },
  };
}

/** A kind that several rules find is as severe as most of it. */
function mostOf(bySeverity: Readonly<Record<Severity, number>>): Severity {
  return SEVERITIES.reduce((most, severity) => (bySeverity[severity] > bySeverity[most] ? severity : most));
}

function grow(count: Growing, { spots, safe, files }: FindingsCount): void {
  count.spots += spots;
  count.safe += safe;
  count.files += files;
}

/** The line of a record; -1 for what is none. */
function lineOf(uri: DocumentId): number {
  return recordPlace(uri)?.line ?? -1;
}

/** That of a record is the number of its line. */
function nameOf(uri: DocumentId): string {
  const line = lineOf(uri);
  if (line >= 0) return String(line + 1);
  return pathBelow([uri.slice(0, uri.lastIndexOf('/'))], uri) ?? uri;
}
