import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, kanwu, open } from './editor.ts';

describe('activation', () => {
  afterEach(closeAll);

  it('does not start the language server for text that is not Chinese', async () => {
    await open('note.txt', 'The harvest meeting was held on Tuesday.\n', 'plaintext');
    const api = await kanwu().activate();
    assert.equal(api.isRunning(), false);
  });

  it('starts the language server with the first news file', async () => {
    await open('news.txt', '青岭县召开秋收工作会议。\n');
    const api = await kanwu().activate();
    await api.start();
    assert.equal(api.isRunning(), true);
  });

  it('restarts the language server on command', async () => {
    await vscode.commands.executeCommand('kanwu.restartServer');
    assert.equal((await kanwu().activate()).isRunning(), true);
  });

  it('offers its commands', async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const command of ['fixAllInFile', 'treatAsNews', 'toggleDetection', 'restartServer', 'showOutput']) assert.ok(commands.includes(`kanwu.${command}`), command);
  });
});
