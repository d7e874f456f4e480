import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** Thrown by a handler whose document has changed under it: the client asks again. */
export class ContentModified extends Error {
  constructor() {
    super('The document has changed meanwhile.');
    this.name = 'ContentModified';
  }
}

/** Writes one problem to the log of the client. */
export type Log = (problem: string) => void;

/**
 * The one guard around every handler: what goes wrong inside is logged with the name of the request and answered with nothing, so that one
 * text that breaks one feature breaks nothing else. A request that was cancelled, or whose document has changed, is answered as such.
 */
export function guarded<P, R>(name: string, log: Log, nothing: R, handler: (params: P, token: CancellationToken) => R | Promise<R>): (params: P, token: CancellationToken) => Promise<R | ResponseError<never>> {
  return async (params, token) => {
    if (token.isCancellationRequested) return cancelled();
    try {
      const result = await handler(params, token);
      return token.isCancellationRequested ? cancelled() : result;
    } catch (error) {
      if (token.isCancellationRequested) return cancelled();
      if (error instanceof ContentModified) return new ResponseError<never>(LSPErrorCodes.ContentModified, error.message);
      if (error instanceof ResponseError) return error as ResponseError<never>;
      log(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return nothing;
    }
  };
}

/** The same for a notification: logged, and forgotten. */
export function guardedNotification<P>(name: string, log: Log, handler: (params: P) => void | Promise<void>): (params: P) => Promise<void> {
  return async (params) => {
    try {
      await handler(params);
    } catch (error) {
      log(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  };
}

function cancelled(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}
