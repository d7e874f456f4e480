import * as vscode from 'vscode';

/** How loudly a kind of damage is shown. */
type Severity = 'error' | 'warning' | 'information' | 'hint';

interface Count {
  readonly spots: number;
  /** Of them, those that can be fixed safely. */
  readonly safe: number;
  readonly files: number;
}

export type FindingsEntry = Count & ({ readonly type: 'kind'; readonly kind: string; readonly name: string; readonly severity: Severity } | { readonly type: 'folder' | 'file'; readonly uri: string; readonly name: string });

/** What the server answers to `kanwu/findings`, as far as it is shown here. */
export interface Findings {
  readonly total: Count;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly entries: readonly FindingsEntry[];
  readonly more: number;
  /** How many places of files that are not open are listed in Problems, and how many there are. */
  readonly listed: number;
  readonly listable: number;
  readonly coverage: {
    readonly state: 'idle' | 'indexing' | 'complete' | 'cancelled';
    readonly files: number;
    readonly indexed: number;
    readonly skippedCount: number;
    readonly skippedBy: readonly { readonly why: string; readonly count: number }[];
  };
}

/** What the view needs of the language server. */
export interface FindingsServer {
  start(): Promise<void>;
  /** Null where no folder is read. */
  findings(params: { readonly folder: string | null; readonly kind: string | null; readonly by: 'kind' | 'folder' }): Promise<Findings | null>;
  /** Where the first damage of a file is. */
  firstFinding(at: { readonly uri: string; readonly kind: string | null }): Promise<vscode.Range | undefined>;
  /** Hears that the answers may be others now. */
  readonly onFindingsChanged: vscode.Event<void>;
}

/** What stands in the view, with what it stands below; null for the whole folder, and for all kinds. */
export type FindingsNode =
  | { readonly kind: string | null; readonly folder: string | null; readonly entry: FindingsEntry }
  | { readonly more: number };

/** By what the damage is told apart at the top. */
type Grouping = 'kind' | 'folder';

/** How long changes are gathered before the view asks again. Milliseconds. */
const REFRESH = 700;

const GROUPING = 'kanwu.findings.grouping';

/** Shows what is damaged in the folder. @returns the view's data, and the end of it all. */
export function registerFindingsView(server: FindingsServer, state: vscode.Memento): { readonly view: FindingsTree; readonly end: vscode.Disposable } {
  const tree = new FindingsTree(server, state);
  const view = vscode.window.createTreeView('kanwu.findings', { treeDataProvider: tree, showCollapseAll: true });
  tree.show(view);
  const end = vscode.Disposable.from(
    view,
    tree,
    vscode.commands.registerCommand('kanwu.findingsByKind', () => tree.group('kind')),
    vscode.commands.registerCommand('kanwu.findingsByFolder', () => tree.group('folder')),
    vscode.commands.registerCommand('kanwu.openFinding', (node: FindingsNode) => openFirst(server, node)),
  );
  return { view: tree, end };
}

/** Opens a file at its first damage, of the kind that the node stands below. */
async function openFirst(server: FindingsServer, node: FindingsNode): Promise<void> {
  const place = placeOf(node);
  if (!place?.folder) return;
  const selection = await server.firstFinding({ uri: place.folder, kind: place.kind }).catch(() => undefined);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(place.folder), selection ? { selection } : {});
}

/** The kind and the folder, or file, that a node stands for. Undefined for one that only says how many are left out. */
export function placeOf(node: FindingsNode): { readonly kind: string | null; readonly folder: string | null } | undefined {
  if ('more' in node) return undefined;
  const { entry, kind, folder } = node;
  return entry.type === 'kind' ? { kind: entry.kind, folder } : { kind, folder: entry.uri };
}

/** The damage of the folder by kind and folder. */
export class FindingsTree implements vscode.TreeDataProvider<FindingsNode>, vscode.Disposable {
  readonly #server: FindingsServer;
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #following: vscode.Disposable;
  #grouping: Grouping;
  #view: vscode.TreeView<FindingsNode> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(server: FindingsServer, state: vscode.Memento) {
    this.#server = server;
    this.#state = state;
    this.#grouping = state.get<Grouping>(GROUPING) ?? 'kind';
    this.group(this.#grouping);
    this.#following = server.onFindingsChanged(() => {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#changed.fire(undefined);
      }, REFRESH);
    });
  }

  /** The view that shows this. */
  show(view: vscode.TreeView<FindingsNode>): void {
    this.#view = view;
  }

  group(by: Grouping): void {
    this.#grouping = by;
    void this.#state.update(GROUPING, by);
    void vscode.commands.executeCommand('setContext', GROUPING, by);
    this.#changed.fire(undefined);
  }

  async getChildren(node?: FindingsNode): Promise<FindingsNode[]> {
    await this.#server.start();
    const place = node ? placeOf(node) : { kind: null, folder: null };
    if (!place) return [];
    // A file tells its kinds, all else what is in it.
    const by = node ? (isFile(node) ? 'kind' : 'folder') : this.#grouping;
    const found = await this.#server.findings({ ...place, by });
    if (!node) this.#tell(found);
    if (!found) return [];
    const nodes: FindingsNode[] = found.entries.map((entry) => ({ ...place, entry }));
    return found.more > 0 ? [...nodes, { more: found.more }] : nodes;
  }

  /** Every kind of damage in the folder. */
  async kinds(): Promise<readonly Extract<FindingsEntry, { readonly type: 'kind' }>[]> {
    await this.#server.start();
    const found = await this.#server.findings({ folder: null, kind: null, by: 'kind' });
    return (found?.entries ?? []).filter((entry) => entry.type === 'kind');
  }

  getTreeItem(node: FindingsNode): vscode.TreeItem {
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    if ('more' in node) return new vscode.TreeItem(vscode.l10n.t('{0} more, which are not listed', number(node.more)), None);
    const { entry, kind, folder } = node;
    const item = new vscode.TreeItem(entry.name, Collapsed);
    item.id = [entry.type, kind, folder, entry.type === 'kind' ? entry.kind : entry.uri].join(' ');
    item.description = entry.type === 'file' || isLeaf(node) ? spots(entry.spots) : vscode.l10n.t('{0} in {1}', spots(entry.spots), files(entry.files));
    item.tooltip = `${entry.type === 'kind' ? entry.name : vscode.Uri.parse(entry.uri).fsPath}\n${item.description}\n${entry.safe > 0 ? vscode.l10n.t('{0} of them can be fixed safely', number(entry.safe)) : vscode.l10n.t('None of them can be fixed without looking')}`;
    item.contextValue = `kanwu.${entry.type}${entry.safe > 0 ? '.safe' : ''}`;
    if (entry.type === 'kind') item.iconPath = ICONS[entry.severity];
    // Without its URI: the marks of Problems would say the same again, louder.
    else item.iconPath = new vscode.ThemeIcon(entry.type);
    if (isLeaf(node)) item.collapsibleState = None;
    if (isLeaf(node) || entry.type === 'file') {
      item.command = { command: 'kanwu.openFinding', title: '', arguments: [node] };
    }
    return item;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#following.dispose();
    this.#changed.dispose();
  }

  /** Says above the entries what they sum up to, and how much of the folder they cover. */
  #tell(found: Findings | null): void {
    if (!this.#view) return;
    this.#view.message = found && found.coverage.state !== 'idle' ? messageOf(found) : vscode.l10n.t('No folder is read: none is open, or kanwu.index.enabled is off.');
  }
}

function isFile(node: FindingsNode): boolean {
  return !('more' in node) && node.entry.type === 'file';
}

/** A file of one kind, or a kind of one file: a click opens it. A file of all kinds can be unfolded. */
function isLeaf(node: FindingsNode): boolean {
  if ('more' in node) return true;
  return node.entry.type === 'file' ? node.kind !== null : node.entry.type === 'kind' && node.folder !== null;
}

const ICONS: Readonly<Record<Severity, vscode.ThemeIcon>> = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  information: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
  hint: new vscode.ThemeIcon('lightbulb'),
};

function messageOf({ total, bySeverity, listed, listable, coverage }: Findings): string {
  const { error, warning, information, hint } = bySeverity;
  const severities = [
    ...(error > 0 ? [vscode.l10n.t('errors: {0}', number(error))] : []), ...(warning > 0 ? [vscode.l10n.t('warnings: {0}', number(warning))] : []),
    ...(information > 0 ? [vscode.l10n.t('notes: {0}', number(information))] : []), ...(hint > 0 ? [vscode.l10n.t('hints: {0}', number(hint))] : []),
  ];
  const checked = coverage.state === 'indexing' ? vscode.l10n.t('Checking: {0} of {1} files', number(coverage.indexed), number(coverage.files)) : vscode.l10n.t('{0} of {1} files checked', number(coverage.indexed), number(coverage.files));
  const skipped = coverage.skippedBy.map(({ why, count }) => `${why}: ${number(count)}`).join(', ');
  // A view shows this as one paragraph.
  return [
    coverage.skippedCount > 0 ? vscode.l10n.t('{0}, {1} left out ({2})', checked, number(coverage.skippedCount), skipped) : checked,
    ...(total.spots === 0 ? [vscode.l10n.t('nothing damaged was found')] : severities),
    ...(listed < listable ? [vscode.l10n.t('Problems lists {0} of {1} (kanwu.problems.maximum)', number(listed), number(listable))] : []),
  ].join(' · ');
}

/** A number of damaged places in words. */
export function spots(count: number): string {
  return count === 1 ? vscode.l10n.t('1 place') : vscode.l10n.t('{0} places', number(count));
}

/** A number of files in words. */
export function files(count: number): string {
  return count === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', number(count));
}

function number(count: number): string {
  return count.toLocaleString(vscode.env.language);
}
