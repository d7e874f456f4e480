import { describe, expect, test } from 'vitest';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { ContentModified, guarded, guardedNotification } from './guard.ts';

const token = (isCancellationRequested = false) => ({ isCancellationRequested, onCancellationRequested: () => ({ dispose() {} }) });

describe('the guard', () => {
  test('lets answers through', async () => {
    expect(await guarded('hover', () => {}, null, (n: number) => n + 1)(1, token())).toBe(2);
  });

  test('logs what is thrown, and answers nothing', async () => {
    const log: string[] = [];
    const broken = guarded<void, null>('hover', (problem) => log.push(problem), null, () => {
      throw new Error('no such thing');
    });
    expect(await broken(undefined, token())).toBeNull();
    expect(log[0]).toMatch(/^hover: Error: no such thing\n/u);
    const rejected = guarded<void, string[]>('symbols', (problem) => log.push(problem), [], () => Promise.reject(new Error('late')));
    expect(await rejected(undefined, token())).toEqual([]);
    expect(log).toHaveLength(2);
  });

  test('a cancelled request is answered as such, before, after and instead of a fault', async () => {
    const code = (answer: unknown) => (answer as ResponseError<never>).code;
    const log: string[] = [];
    expect(code(await guarded('hover', (p) => log.push(p), null, () => 1)(undefined, token(true)))).toBe(LSPErrorCodes.RequestCancelled);
    for (const handler of [() => 1, () => Promise.reject(new Error('x'))]) {
      const during = token();
      const answer = guarded<void, number>('hover', (p) => log.push(p), 0, () => {
        during.isCancellationRequested = true;
        return handler();
      });
      expect(code(await answer(undefined, during))).toBe(LSPErrorCodes.RequestCancelled);
    }
    expect(log).toEqual([]);
  });

  test('a changed document and a deliberate error are answered as such', async () => {
    const modified = guarded<void, null>('hover', () => {}, null, () => Promise.reject(new ContentModified()));
    expect(await modified(undefined, token())).toMatchObject({ code: LSPErrorCodes.ContentModified });
    const error = new ResponseError(7, 'deliberate');
    expect(await guarded<void, null>('hover', () => {}, null, () => Promise.reject(error))(undefined, token())).toBe(error);
  });

  test('notifications are logged and forgotten', async () => {
    const log: string[] = [];
    await guardedNotification('didOpen', (problem) => log.push(problem), () => Promise.reject(new Error('x')))(undefined);
    expect(log[0]).toMatch(/^didOpen: Error: x/u);
  });
});
