import * as vscode from 'vscode';
import { recordPlace } from '../../server/src/workspace/records.ts';
import { NEWS } from './news.ts';

/** A document with what was found in it, as the server sends it with `kanwu/findMentions`. */
export interface FoundDocument {
  readonly uri: string;
  readonly mentions: readonly {
    readonly range: { readonly start: { readonly line: number; readonly character: number }; readonly end: { readonly line: number; readonly character: number } };
    readonly excerpt: string;
    readonly excerptStart: number;
    readonly isName: boolean;
  }[];
}

/** What a search has found when it is over. */
export interface FindSummary {
  readonly mentions: number;
  readonly documents: number;
  readonly unread: number;
  readonly isCut: boolean;
  readonly waiting: number;
  readonly names: readonly { readonly name: string; readonly type: string }[];
}

export interface MentionQuery {
  readonly text: string;
  readonly distinguishScripts: boolean;
}

/** What the view needs of the language server. */
export interface MentionServer {
  suggestNames(text: string): Promise<readonly { readonly name: string; readonly fullName: string; readonly type: string; readonly mentions: number; readonly documents: number }[]>;
  /** Searches the folder; `found` hears what is found as it comes. Rejects when cancelled. */
  findMentions(query: MentionQuery, found: (documents: readonly FoundDocument[]) => void, token: vscode.CancellationToken): Promise<FindSummary>;
}

/** What stands in the view: documents, and below them what was found. */
export type MentionNode =
  | { readonly kind: 'document'; readonly document: FoundDocument }
  | { readonly kind: 'mention'; readonly uri: string; readonly mention: FoundDocument['mentions'][number] };

/** Documents whose mentions are shown at once; more, and they are folded. */
const MOST_UNFOLDED = 20;

/** Registers the search for a name through the folder. @returns the view's data, and the end of it all. */
export function registerMentions(server: MentionServer): { readonly view: MentionTree; readonly end: vscode.Disposable } {
  const view = new MentionTree(server);
  const end = vscode.Disposable.from(
    view,
    vscode.commands.registerCommand('kanwu.findMentions', async (given?: unknown) => {
      const text = typeof given === 'string' ? given : await askForName(server, view);
      if (text === undefined || text === '') return;
      const searched = view.find(text);
      // Not waited for: a view that has only just come to be may take its time.
      void vscode.commands.executeCommand('kanwu.mentions.focus');
      await searched;
    }),
    vscode.commands.registerCommand('kanwu.distinguishScripts', () => view.distinguish(true)),
    vscode.commands.registerCommand('kanwu.ignoreScripts', () => view.distinguish(false)),
    vscode.commands.registerCommand('kanwu.stopFinding', () => view.stop()),
    vscode.commands.registerCommand('kanwu.clearMentions', () => view.clear()),
  );
  return { view, end };
}

/** The name that a person types or picks; undefined where they go away. What is selected is there to begin with. */
function askForName(server: MentionServer, view: MentionTree): Promise<string | undefined> {
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick();
    const showButton = () => {
      pick.buttons = [{ iconPath: new vscode.ThemeIcon(view.distinguishesScripts ? 'pass-filled' : 'circle-large-outline'), tooltip: view.distinguishesScripts ? vscode.l10n.t('Traditional and simplified are told apart. Click to take them for the same.') : vscode.l10n.t('Traditional and simplified are taken for the same. Click to tell them apart.') }];
    };
    let asked = 0;
    const suggest = async () => {
      const mine = ++asked;
      const typed = pick.value.trim();
      pick.busy = true;
      const names = await server.suggestNames(typed).catch(() => []);
      if (mine !== asked) return;
      pick.busy = false;
      const items = names.map(({ name, fullName, mentions, documents }) => ({
        label: name, description: [...(fullName === name ? [] : [fullName]), vscode.l10n.t('{0} mentions in {1} files', mentions, documents)].join(' · '), alwaysShow: true,
      }));
      pick.items = typed === '' || items.some(({ label }) => label === typed) ? items : [{ label: typed, description: vscode.l10n.t('as typed'), alwaysShow: true }, ...items];
    };
    pick.title = vscode.l10n.t('Find every mention in the folder');
    pick.placeholder = vscode.l10n.t('A name or any text, as it reads in good text; names also by pinyin');
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId === NEWS && !editor.selection.isEmpty && editor.selection.isSingleLine) pick.value = editor.document.getText(editor.selection);
    showButton();
    pick.onDidTriggerButton(() => {
      view.distinguish(!view.distinguishesScripts);
      showButton();
    });
    pick.onDidChangeValue(() => void suggest());
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.label ?? pick.value.trim());
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
    void suggest();
  });
}

/** What the last search has found; grows while it runs. */
export class MentionTree implements vscode.TreeDataProvider<MentionNode>, vscode.Disposable {
  readonly #server: MentionServer;
  readonly #view: vscode.TreeView<MentionNode>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #text = '';
  #distinguishes = false;
  #documents: FoundDocument[] = [];
  #count = 0;
  #running: vscode.CancellationTokenSource | undefined;

  constructor(server: MentionServer) {
    this.#server = server;
    this.#view = vscode.window.createTreeView('kanwu.mentions', { treeDataProvider: this, showCollapseAll: true });
  }

  /** Whether traditional and simplified are told apart. */
  get distinguishesScripts(): boolean {
    return this.#distinguishes;
  }

  /** What is said above the list; empty before the first search. */
  get message(): string {
    return this.#view.message ?? '';
  }

  /** Searches the folder for a name in place of what was searched before. Resolves when done or stopped. */
  async find(text: string): Promise<void> {
    this.stop();
    const mine = new vscode.CancellationTokenSource();
    this.#running = mine;
    this.#text = text;
    this.#documents = [];
    this.#count = 0;
    this.#say(vscode.l10n.t('Searching for “{0}”…', text));
    void vscode.commands.executeCommand('setContext', 'kanwu.hasMentions', true);
    void vscode.commands.executeCommand('setContext', 'kanwu.isFinding', true);
    try {
      const summary = await vscode.window.withProgress({ location: { viewId: 'kanwu.mentions' } }, () =>
        this.#server.findMentions({ text, distinguishScripts: this.#distinguishes }, (documents) => {
          if (this.#running !== mine) return;
          this.#documents.push(...documents);
          this.#count += documents.reduce((sum, { mentions }) => sum + mentions.length, 0);
          this.#say(vscode.l10n.t('Searching for “{0}”: {1} found so far…', text, this.#count));
        }, mine.token),
      );
      if (this.#running === mine) this.#say(summarised(text, summary));
    } catch (error) {
      if (this.#running !== mine) return;
      this.#say(mine.token.isCancellationRequested ? vscode.l10n.t('“{0}”: stopped after {1}.', text, this.#count) : String(error));
    } finally {
      if (this.#running === mine) {
        this.#running = undefined;
        void vscode.commands.executeCommand('setContext', 'kanwu.isFinding', false);
      }
      mine.dispose();
    }
  }

  /** 区分繁简, on or off: what was searched for is searched for again. */
  distinguish(on: boolean): void {
    if (this.#distinguishes === on) return;
    this.#distinguishes = on;
    void vscode.commands.executeCommand('setContext', 'kanwu.distinguishesScripts', on);
    if (this.#text !== '') void this.find(this.#text);
  }

  stop(): void {
    this.#running?.cancel();
  }

  clear(): void {
    this.stop();
    this.#running = undefined;
    this.#text = '';
    this.#documents = [];
    this.#say('');
    void vscode.commands.executeCommand('setContext', 'kanwu.hasMentions', false);
    void vscode.commands.executeCommand('setContext', 'kanwu.isFinding', false);
  }

  getChildren(node?: MentionNode): MentionNode[] {
    if (!node) return this.#documents.map((document) => ({ kind: 'document', document }));
    return node.kind === 'document' ? node.document.mentions.map((mention) => ({ kind: 'mention', uri: node.document.uri, mention })) : [];
  }

  getTreeItem(node: MentionNode): vscode.TreeItem {
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    if (node.kind === 'document') {
      const uri = vscode.Uri.parse(node.document.uri);
      const record = recordPlace(node.document.uri);
      const file = record ? vscode.Uri.parse(record.shard) : uri;
      const item = new vscode.TreeItem(file, this.#documents.length > MOST_UNFOLDED ? Collapsed : Expanded);
      if (record) item.label = vscode.l10n.t('{0}, record {1}', file.path.slice(file.path.lastIndexOf('/') + 1), record.line + 1);
      const folder = vscode.workspace.asRelativePath(file).split('/').slice(0, -1).join('/');
      item.description = [...(folder === '' ? [] : [folder]), node.document.mentions.length].join(' · ');
      item.iconPath = vscode.ThemeIcon.File;
      return item;
    }
    const { range: { start, end }, excerpt, excerptStart, isName } = node.mention;
    const highlight: [number, number] = [excerptStart, Math.min(excerpt.length, excerptStart + end.character - start.character)];
    const item = new vscode.TreeItem({ label: excerpt, highlights: [highlight] }, None);
    if (!isName) item.description = vscode.l10n.t('text');
    item.tooltip = isName ? vscode.l10n.t('Line {0}: a mention of the name', start.line + 1) : vscode.l10n.t('Line {0}: the text stands there, not as this name', start.line + 1);
    item.command = { command: 'vscode.open', title: '', arguments: [vscode.Uri.parse(node.uri), { selection: new vscode.Range(start.line, start.character, end.line, end.character) }] };
    return item;
  }

  dispose(): void {
    this.stop();
    this.#view.dispose();
    this.#changed.dispose();
  }

  #say(message: string): void {
    this.#view.message = message;
    this.#changed.fire(undefined);
  }
}

function summarised(text: string, { mentions, documents, unread, isCut, waiting, names }: FindSummary): string {
  const full = names.map(({ name }) => name).filter((name) => name !== text);
  return [
    mentions === 0 ? vscode.l10n.t('“{0}” is nowhere in the folder.', text) : vscode.l10n.t('“{0}”: {1} mentions in {2} files.', text, mentions, documents),
    ...(full.length > 0 ? [vscode.l10n.t('As a name it means {0}.', full.join('、'))] : []),
    ...(isCut ? [vscode.l10n.t('There are more; the list ends here.')] : []),
    ...(waiting > 0 ? [vscode.l10n.t('{0} files are not read yet and were not searched.', waiting)] : []),
    ...(unread > 0 ? [vscode.l10n.t('{0} files could not be read.', unread)] : []),
  ].join(' ');
}
