import { entitiesNamed, findMentions } from '../features/findMentions.ts';
import { workspaceSymbols } from '../features/workspaceSymbols.ts';
import { type FindSummary, findMentionsRequest, type FoundMessage, foundMentions, suggestNamesRequest } from './customMessages.ts';
import { guarded } from './guard.ts';
import type { ServerContext } from './serverContext.ts';

/** What has been found is sent once it is this much, or the last is this old (ms). */
const SENT_AT_ONCE = 200;
const SENT_AFTER = 50;
/** A list of more is of no use to a person. */
const MOST_FOUND = 20_000;
const MOST_SUGGESTED = 50;

const NOTHING: FindSummary = { mentions: 0, documents: 0, unread: 0, isCut: false, waiting: 0, names: [] };

/** Wires the search for a name through the folder. */
export function registerFind({ connection, workspace, clientUri, log }: ServerContext): void {
  connection.onRequest(
    suggestNamesRequest,
    guarded('suggestNames', log, [], ({ text }) =>
      workspaceSymbols(workspace.index, text).slice(0, MOST_SUGGESTED).map(({ entity, form }) => ({ name: form, fullName: entity.name, type: entity.type, mentions: entity.mentionCount, documents: entity.documentCount })),
    ),
  );
  connection.onRequest(findMentionsRequest, ({ query, part }, token) =>
    guarded<typeof query, FindSummary>('findMentions', log, NOTHING, async () => {
      let waiting: FoundMessage[] = [];
      let size = 0;
      let sent = performance.now();
      let mentions = 0;
      let documents = 0;
      let unread = 0;
      const send = () => {
        if (waiting.length > 0) void connection.sendProgress(foundMentions, part, waiting);
        waiting = [];
        size = 0;
        sent = performance.now();
      };
      const found = findMentions(workspace, query, token, (document, error) => {
        unread++;
        log(`${document} could not be searched: ${String(error)}`);
      });
      for await (const { document, mentions: there } of found) {
        const listed = there.slice(0, MOST_FOUND - mentions);
        waiting.push({
          uri: clientUri(document),
          mentions: listed.map(({ line, start, end, excerpt, excerptStart, isName }) => ({ range: { start: { line, character: start }, end: { line, character: end } }, excerpt, excerptStart, isName })),
        });
        size += listed.length;
        mentions += listed.length;
        documents++;
        if (size >= SENT_AT_ONCE || performance.now() - sent >= SENT_AFTER) send();
        if (mentions >= MOST_FOUND) break;
        await workspace.pause();
      }
      send();
      const names = entitiesNamed(workspace.index, query.text).map(({ name, type }) => ({ name, type }));
      return { mentions, documents, unread, isCut: mentions >= MOST_FOUND, waiting: workspace.waiting, names };
    })(query, token),
  );
}
