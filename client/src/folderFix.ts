import * as vscode from 'vscode';
import { colourFixPreviews } from './fixColours.ts';
import { files, type FindingsNode, type FindingsTree, placeOf, spots } from './findingsView.ts';

/** A fix that the server has worked out: nothing is changed yet. */
interface FixPlan {
  readonly id: string;
  readonly spots: number;
  readonly files: number;
  readonly left: number;
  readonly preview: string;
}

interface FixOutcome {
  readonly files: number;
  readonly spots: number;
  readonly leftCount: number;
  readonly stopped: boolean;
}

/** A fix that is kept, so that it can be taken back or carried on. `kind` is the name of the kind of damage, null for all. */
interface FixJob {
  readonly id: string;
  readonly kind: string | null;
  readonly state: 'planned' | 'fixing' | 'stopped' | 'fixed' | 'undoing' | 'undone';
  /** Milliseconds since 1970. */
  readonly planned: number;
  readonly files: number;
  readonly spots: number;
  readonly broken: boolean;
  readonly done: number;
}

/** What is asked of the language server. Every promise is rejected with a sentence for the person where something goes wrong. */
export interface FixServer {
  /** Null where the person has stopped it. */
  planFix(wanted: { readonly folder: string | null; readonly kind: string | null }): Promise<FixPlan | null>;
  /** Does a fix, carries it on, or takes it back. */
  runFix(id: string, to: 'fix' | 'undo'): Promise<FixOutcome | null>;
  fixJobs(): Promise<readonly FixJob[]>;
  forgetFix(id: string): Promise<null>;
}

const SCHEME = 'kanwu-fix';

/** Registers the commands that fix files of the folder. @returns the doing of it, and its end. */
export function registerFolderFix(server: FixServer, findings: FindingsTree, isPossible: boolean): { readonly fix: FolderFix; readonly end: vscode.Disposable } {
  const fix = new FolderFix(server);
  void vscode.commands.executeCommand('setContext', 'kanwu.canFixFolder', isPossible);
  const guarded = (work: (...args: never[]) => Promise<unknown>) => async (...args: unknown[]) => {
    try {
      await work(...(args as never[]));
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  };
  const end = vscode.Disposable.from(
    fix,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, fix),
    vscode.languages.registerCodeLensProvider({ scheme: SCHEME }, fix),
    vscode.commands.registerCommand('kanwu.fixFolder', guarded(async (node?: FindingsNode) => {
      const wanted = node ? placeOf(node) : await pickKind(findings);
      if (wanted) await fix.preview(wanted);
    })),
    vscode.commands.registerCommand('kanwu.applyFolderFix', guarded(() => fix.apply())),
    vscode.commands.registerCommand('kanwu.cancelFolderFix', guarded(() => fix.cancel())),
    vscode.commands.registerCommand('kanwu.undoFolderFix', guarded((id?: unknown) => (typeof id === 'string' ? fix.undo(id) : fix.pickUndo()))),
  );
  return { fix, end };
}

/** Lets the person pick a kind of damage, or all. Undefined where they go away, or there is nothing to pick. */
async function pickKind(findings: FindingsTree): Promise<{ kind: string | null; folder: null } | undefined> {
  const kinds = await findings.kinds();
  const safe = kinds.filter((entry) => entry.safe > 0);
  if (safe.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing in the folder that can be fixed safely.'));
    return undefined;
  }
  const all = { label: vscode.l10n.t('Everything that is certain'), description: spots(safe.reduce((sum, entry) => sum + entry.safe, 0)), wanted: null as string | null };
  const picked = await vscode.window.showQuickPick([all, ...safe.map(({ name, safe: count, kind }) => ({ label: name, description: spots(count), wanted: kind }))], { placeHolder: vscode.l10n.t('What is to be fixed in the folder? You will see it before anything is changed.') });
  return picked && { kind: picked.wanted, folder: null };
}

/** The fixing of the files of the folder: shown first, then done, and taken back where somebody wants that. */
export class FolderFix implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider, vscode.Disposable {
  readonly #server: FixServer;
  /** The fix that is shown. There is one at a time. */
  #shown: { readonly uri: vscode.Uri; readonly plan: FixPlan } | undefined;
  readonly #watching: vscode.Disposable;

  constructor(server: FixServer) {
    this.#server = server;
    this.#watching = vscode.Disposable.from(
      colourFixPreviews(SCHEME),
      vscode.workspace.onDidCloseTextDocument(({ uri, languageId }) => {
        // It is closed once as plain text, when it gets its language.
        if (languageId === 'kanwu-fix' && uri.toString() === this.#shown?.uri.toString()) void this.cancel();
      }),
    );
  }

  /** Works out a fix and shows it. */
  async preview(wanted: { readonly kind: string | null; readonly folder: string | null }): Promise<void> {
    await this.cancel();
    const plan = await this.#server.planFix(wanted);
    if (!plan) return;
    if (plan.spots === 0 && plan.left === 0) {
      await this.#server.forgetFix(plan.id);
      void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing here that can be fixed safely.'));
      return;
    }
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${vscode.l10n.t('Preview of the fix')}`, query: plan.id });
    this.#shown = { uri, plan };
    const document = await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(uri), 'kanwu-fix');
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /** Does what is shown. */
  async apply(): Promise<void> {
    const shown = this.#shown;
    if (!shown) return;
    this.#shown = undefined;
    await closeTab(shown.uri);
    await this.#run(shown.plan.id, 'fix');
  }

  /** Does nothing of what is shown, and closes it. */
  async cancel(): Promise<void> {
    const shown = this.#shown;
    if (!shown) return;
    this.#shown = undefined;
    await closeTab(shown.uri);
    await this.#server.forgetFix(shown.plan.id);
  }

  /** The fixes that are kept, the last one first. */
  jobs(): Promise<readonly FixJob[]> {
    return this.#server.fixJobs();
  }

  /** Takes back a fix. */
  undo(id: string): Promise<void> {
    return this.#run(id, 'undo');
  }

  /** Takes back a fix that the person picks; the last one stands first. */
  async pickUndo(): Promise<void> {
    const jobs = (await this.#server.fixJobs()).filter(({ state, broken }) => broken || (state !== 'fixing' && state !== 'undoing'));
    if (jobs.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No fix of the folder is kept that could be undone.'));
      return;
    }
    const job = await this.#pick(jobs);
    if (job) await this.#run(job.id, 'undo');
  }

  /** Asks what is to become of a fix that was broken off when its process ended. */
  async askAboutBroken(): Promise<void> {
    const broken = (await this.#server.fixJobs().catch(() => [])).find((job) => job.broken);
    if (!broken) return;
    const carryOn = vscode.l10n.t('Carry On');
    const undo = vscode.l10n.t('Undo the Fix');
    const isUndo = broken.state === 'undoing';
    const sentence = isUndo
      ? vscode.l10n.t('Undoing a fix of the folder was interrupted ({0}). Every file is whole.', titleOf(broken))
      : vscode.l10n.t('A fix of the folder was interrupted ({0}). Every file is whole, fixed or as it was.', titleOf(broken));
    const choice = await vscode.window.showWarningMessage(sentence, carryOn, ...(isUndo ? [] : [undo]));
    if (choice) await this.#run(broken.id, isUndo || choice === undo ? 'undo' : 'fix').catch((error: unknown) => vscode.window.showErrorMessage(String(error)));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return uri.toString() === this.#shown?.uri.toString() ? this.#shown.plan.preview : `# ${vscode.l10n.t('This preview is out of date.')}\n`;
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const shown = this.#shown;
    if (uri.toString() !== shown?.uri.toString()) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const { plan } = shown;
    const fix = plan.spots > 0 ? [new vscode.CodeLens(top, { command: 'kanwu.applyFolderFix', title: `$(check) ${vscode.l10n.t('Fix {0} in {1}', spots(plan.spots), files(plan.files))}` })] : [];
    return [...fix, new vscode.CodeLens(top, { command: 'kanwu.cancelFolderFix', title: `$(close) ${vscode.l10n.t('Cancel')}` })];
  }

  dispose(): void {
    this.#watching.dispose();
  }

  /** Does or undoes a fix and says what came of it. Resolves when it is done, not when the message is read. */
  async #run(id: string, to: 'fix' | 'undo'): Promise<void> {
    const outcome = await this.#server.runFix(id, to);
    if (!outcome) return;
    const { leftCount, stopped } = outcome;
    const what = [spots(outcome.spots), files(outcome.files)] as const;
    const done = to === 'fix' ? vscode.l10n.t('Fixed: {0} in {1}.', ...what) : vscode.l10n.t('Undone: {0} in {1}.', ...what);
    const left = leftCount > 0 ? [vscode.l10n.t('Left as they are: {0}; the log says why.', files(leftCount))] : [];
    const rest = stopped ? [vscode.l10n.t('Stopped before the end.')] : [];
    const carryOn = vscode.l10n.t('Carry On');
    const undo = vscode.l10n.t('Undo the Fix');
    const log = vscode.l10n.t('Show log');
    const choices = [...(stopped ? [carryOn] : []), ...(to === 'fix' && outcome.files > 0 ? [undo] : []), ...(leftCount > 0 ? [log] : [])];
    const show = leftCount > 0 || stopped ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    void show([done, ...rest, ...left].join(' '), ...choices).then(async (choice) => {
      try {
        if (choice === carryOn) await this.#run(id, to);
        else if (choice === undo) await this.#run(id, 'undo');
        else if (choice === log) await vscode.commands.executeCommand('kanwu.showOutput');
      } catch (error) {
        void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      }
    });
  }

  #pick(jobs: readonly FixJob[]): Promise<FixJob | undefined> {
    const forget: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Forget it: it cannot be undone any more') };
    return new Promise((resolve) => {
      const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly job: FixJob }>();
      pick.placeholder = vscode.l10n.t('Which fix of the folder is to be undone? Files that have changed since are left as they are.');
      pick.items = jobs.map((job) => ({ label: titleOf(job), description: new Date(job.planned).toLocaleString(vscode.env.language), detail: detailOf(job), buttons: [forget], job }));
      pick.onDidTriggerItemButton(async ({ item }) => {
        await this.#server.forgetFix(item.job.id);
        pick.items = pick.items.filter(({ job }) => job.id !== item.job.id);
        if (pick.items.length === 0) pick.hide();
      });
      pick.onDidAccept(() => {
        resolve(pick.selectedItems[0]?.job);
        pick.hide();
      });
      pick.onDidHide(() => {
        resolve(undefined);
        pick.dispose();
      });
      pick.show();
    });
  }
}

function titleOf({ kind, spots: count, files: fileCount }: FixJob): string {
  return `${kind ?? vscode.l10n.t('Everything that is certain')}: ${vscode.l10n.t('{0} in {1}', spots(count), files(fileCount))}`;
}

/** How far a fix has come; undefined for one that was done whole. */
function detailOf({ state, broken }: FixJob): string {
  if (state === 'undone') return vscode.l10n.t('Undone, but for files that had changed');
  return broken || state === 'stopped' ? vscode.l10n.t('Done in part') : '';
}

async function closeTab(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
  await vscode.window.tabGroups.close(tabs);
}
