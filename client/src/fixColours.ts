import * as vscode from 'vscode';

/** Lines on the screen, and a few more, are coloured; the others when they come there. */
const AROUND = 60;

/** Colours previews of fixes, whose URIs have this scheme, as a diff: what goes and what comes, line by line and in the line; files and line numbers. @returns ends it */
export function colourFixPreviews(scheme: string): vscode.Disposable {
  const colour = (name: string) => new vscode.ThemeColor(name);
  const type = (options: vscode.DecorationRenderOptions) => vscode.window.createTextEditorDecorationType(options);
  const types = {
    goes: type({ isWholeLine: true, backgroundColor: colour('diffEditor.removedLineBackground') }),
    comes: type({ isWholeLine: true, backgroundColor: colour('diffEditor.insertedLineBackground') }),
    gone: type({ backgroundColor: colour('diffEditor.removedTextBackground') }),
    come: type({ backgroundColor: colour('diffEditor.insertedTextBackground') }),
    file: type({ isWholeLine: true, fontWeight: 'bold' }),
    place: type({ color: colour('descriptionForeground') }),
  };
  const show = (editor: vscode.TextEditor | undefined) => {
    if (editor?.document.uri.scheme !== scheme) return;
    const { document } = editor;
    const ranges: Record<keyof typeof types, vscode.Range[]> = { goes: [], comes: [], gone: [], come: [], file: [], place: [] };
    const first = Math.max(0, (editor.visibleRanges[0]?.start.line ?? 0) - AROUND);
    const last = Math.min(document.lineCount, (editor.visibleRanges.at(-1)?.end.line ?? 0) + AROUND);
    for (let line = first; line < last; line++) {
      const { text, range } = document.lineAt(line);
      if (line === 0 || text.startsWith('--- ')) ranges.file.push(range);
      else if (text.startsWith('@@ ') || text.startsWith('# ')) ranges.place.push(range);
      else if (text.startsWith('-')) {
        ranges.goes.push(range);
        const next = line + 1 < document.lineCount ? document.lineAt(line + 1).text : '';
        if (!next.startsWith('+')) continue;
        const { gone, come } = differences(text.slice(1), next.slice(1));
        for (const [from, to] of gone) ranges.gone.push(new vscode.Range(line, from + 1, line, to + 1));
        for (const [from, to] of come) ranges.come.push(new vscode.Range(line + 1, from + 1, line + 1, to + 1));
      } else if (text.startsWith('+')) ranges.comes.push(range);
    }
    for (const key of Object.keys(types) as (keyof typeof types)[]) editor.setDecorations(types[key], ranges[key]);
  };
  return vscode.Disposable.from(
    ...Object.values(types),
    vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach(show)),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => show(textEditor)),
  );
}

type Stretch = readonly [from: number, to: number];

/** Where two short texts differ, by their longest common subsequence. Offsets are UTF-16 code units, half-open. */
function differences(before: string, after: string): { readonly gone: readonly Stretch[]; readonly come: readonly Stretch[] } {
  const width = after.length + 1;
  // Of the rest of both from each pair of places, how much they have in common.
  const common = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] = before[i] === after[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const gone: Stretch[] = [];
  const come: Stretch[] = [];
  for (let i = 0, j = 0; i < before.length || j < after.length; ) {
    const [from, at] = [i, j];
    while (i < before.length && (j >= after.length || before[i] !== after[j]) && common[(i + 1) * width + j]! >= (j < after.length ? common[i * width + j + 1]! : 0)) i++;
    while (j < after.length && (i >= before.length || before[i] !== after[j]) && common[i * width + j + 1]! > (i < before.length ? common[(i + 1) * width + j]! : 0)) j++;
    if (i > from) gone.push([from, i]);
    if (j > at) come.push([at, j]);
    if (i === from && j === at) {
      i++;
      j++;
    }
  }
  return { gone, come };
}
