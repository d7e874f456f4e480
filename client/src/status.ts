import * as vscode from 'vscode';
import type { FolderCoverage } from './folderCoverage.ts';
import { NEWS } from './news.ts';
import { NOTES } from './rulePages.ts';

/** How the server is. */
export type ServerState = 'stopped' | 'starting' | 'running' | 'failed';

/** What the server says with `kanwu/checked`: how much of a file is checked, how many damaged places are known in it, and how many findings of all it has sent. */
export interface Checked {
  readonly uri: string;
  readonly percent: number;
  readonly damaged: number;
  readonly findings: number;
  readonly shown: number;
}

/** The two places of the status bar that belong to Kanwu. */
export interface Status extends vscode.Disposable {
  showServer(state: ServerState): void;
  showFolder(coverage: FolderCoverage): void;
  showChecked(checked: Checked): void;
}

/**
 * Shows, for news files only, how many damaged places the active file has (in the status bar; a click opens the Problems view),
 * and, behind the `{}` of the language, how the server is and how much of the folder it has read.
 */
export function createStatus(): Status {
  const server = vscode.languages.createLanguageStatusItem('kanwu.server', { language: NEWS });
  server.name = 'Kanwu';
  const folder = vscode.languages.createLanguageStatusItem('kanwu.folder', { language: NEWS });
  folder.name = vscode.l10n.t('Kanwu: folder');
  const findings = vscode.window.createStatusBarItem('kanwu.findings', vscode.StatusBarAlignment.Right, 99);
  findings.name = vscode.l10n.t('Kanwu: damaged places');
  findings.command = 'workbench.actions.view.problems';

  /** By document. */
  const checkedOf = new Map<string, Checked>();
  const showFindings = () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== NEWS) return findings.hide();
    const checked = checkedOf.get(document.uri.toString());
    const isPartOf = checked && (checked.percent < 100 || checked.shown < checked.findings) ? checked : undefined;
    // Hints, such as who wrote the text, are no damage.
    const count = isPartOf?.damaged ?? vscode.languages.getDiagnostics(document.uri).filter(({ source, severity, code }) => source === 'kanwu' && severity !== vscode.DiagnosticSeverity.Hint && !NOTES.has(String(code))).length;
    const percent = isPartOf && isPartOf.percent < 100 ? isPartOf.percent : undefined;
    findings.text = `$(${percent !== undefined ? 'sync~spin' : count === 0 ? 'check' : 'tools'}) 勘误 ${count}${percent === undefined ? '' : ` · ${percent} %`}`;
    findings.tooltip =
      percent !== undefined
        ? vscode.l10n.t('Kanwu: {0} damaged places in the {1} % of this file that are checked; what you see comes first', count, percent)
        : isPartOf
          ? vscode.l10n.t('Kanwu: {0} damaged places in this file; those nearest to what you see are underlined', count)
          : count === 0
            ? vscode.l10n.t('Kanwu: no damage found in this file')
            : vscode.l10n.t('Kanwu: {0} damaged places in this file', count);
    findings.show();
  };
  const showChecked = (checked: Checked) => {
    checkedOf.set(checked.uri, checked);
    showFindings();
  };
  const showServer = (state: ServerState) => {
    server.busy = state === 'starting';
    server.severity = state === 'failed' ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    server.text = {
      stopped: vscode.l10n.t('Kanwu is not running'),
      starting: vscode.l10n.t('Kanwu is starting'),
      running: vscode.l10n.t('Kanwu is running'),
      failed: vscode.l10n.t('Kanwu could not start'),
    }[state];
    server.command =
      state === 'failed'
        ? { title: vscode.l10n.t('Show log'), command: 'kanwu.showOutput' }
        : { title: vscode.l10n.t('Restart'), command: 'kanwu.restartServer' };
  };

  const showFolder = ({ state, files, indexed, skippedCount, skipped }: FolderCoverage) => {
    folder.busy = state === 'indexing';
    folder.severity = skippedCount > 0 || state === 'cancelled' ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    folder.text = {
      idle: vscode.l10n.t('The folder is not read yet'),
      indexing: vscode.l10n.t('Reading the folder'),
      complete: vscode.l10n.t('{0} files of the folder are counted', indexed),
      cancelled: vscode.l10n.t('Stopped after {0} of {1} files of the folder', indexed, files),
    }[state];
    folder.detail = skippedCount > 0 ? vscode.l10n.t('{0} left out: {1}', skippedCount, skipped[0]?.message ?? '') : '';
    folder.command = state === 'cancelled' ? { title: vscode.l10n.t('Read the rest'), command: 'kanwu.readFolder' } : { title: vscode.l10n.t('Show log'), command: 'kanwu.showOutput' };
  };

  showServer('stopped');
  showFolder({ state: 'idle', files: 0, indexed: 0, skippedCount: 0, skipped: [] });
  showFindings();
  const watching = vscode.Disposable.from(
    server,
    folder,
    findings,
    vscode.window.onDidChangeActiveTextEditor(showFindings),
    vscode.languages.onDidChangeDiagnostics(showFindings),
    vscode.workspace.onDidOpenTextDocument(showFindings),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => checkedOf.delete(uri.toString())),
  );
  return { showServer, showFolder, showChecked, dispose: () => watching.dispose() };
}
