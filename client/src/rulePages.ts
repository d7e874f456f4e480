import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** Opens the page of a kind of damage; its argument is the id of the rule. Used by the links of diagnostics alone. */
const SHOW = 'kanwu.showRule';

/** Registers the command behind the links of diagnostics. The pages are part of the extension, so they open offline. @returns takes it away again. */
export function registerRulePages(extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW, async (id: unknown) => {
    // The id comes out of a link: it names a page and nothing else.
    if (typeof id !== 'string' || !/^[a-z-]{1,60}$/.test(id)) return;
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(extension, 'server/src/damage', `${id}.md`));
  });
}

/** Codes of what is said of how far a file was looked at: no damaged place in it. */
export const NOTES: ReadonlySet<string> = new Set(['unchecked', 'not-shown', 'no-names']);
/** What is said of a file, not of a kind of damage. */
const WITHOUT_PAGE: ReadonlySet<string> = new Set([...NOTES, 'failed', 'wrong-encoding', 'entities-file']);

/** Gives each diagnostic of ours a link from its code, the id of its rule, to the rule's page. */
function linked(diagnostics: readonly vscode.Diagnostic[]): void {
  for (const diagnostic of diagnostics) {
    const { code, source } = diagnostic;
    if (source !== 'kanwu' || typeof code !== 'string' || WITHOUT_PAGE.has(code)) continue;
    diagnostic.code = { value: code, target: vscode.Uri.parse(`command:${SHOW}?${encodeURIComponent(JSON.stringify([code]))}`) };
  }
}

/** Puts the links into diagnostics, whether the client asks for them or is sent them. The server, which other editors use too, knows nothing of them. */
export const ruleLinks: Middleware = {
  handleDiagnostics(uri, diagnostics, next) {
    linked(diagnostics);
    next(uri, diagnostics);
  },
  async provideDiagnostics(document, previousResultId, token, next) {
    const report = await next(document, previousResultId, token);
    if (report && 'items' in report) linked(report.items);
    return report;
  },
  provideWorkspaceDiagnostics(resultIds, token, report, next) {
    return next(resultIds, token, (part) => {
      for (const item of part?.items ?? []) if ('items' in item) linked(item.items);
      report(part);
    });
  },
};
