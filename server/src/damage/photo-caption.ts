import { shortLine, triggersFor } from './line.ts';
import type { Rule } from './rule.ts';

const CAPTION = /^[（(【\[▲△▼↑↓←→◎●■\s]*(?:图为|上图|下图|左图|右图|题图|资料图|图片?[①-⑳一二三四五六七八九十\d]{1,2}\s?[:：、.]|图片?[:：]|图说\s?[:：])|(?:摄|供图|摄影|发)\s?[)）】\]。]?$|[（(](?:左|右|中|前|后|上|下|前排|后排)(?:[一二三四五六七八九\d]|[左右中])?[)）]/;
const TAKEN = /(?:记者|通讯员|供图|摄影|图为|[（(](?:左|右|中|前排|后排)|[上下左右题]图|图[①-⑳一二三四五六七八九十\d片说])|[\s\u3000/（(][\u4e00-\u9fff]{2,4}[\s\u3000]?(?:摄|供图)\s?[)）。]?$/;

/** 图为农技员在田间指导。记者 米兰 摄: what stood under a picture. */
export const photoCaption: Rule = {
  id: 'photo-caption',
  kind: 'photo-caption',
  severity: 'hint',
  summary: 'A line that stood under a picture (图为…, …摄); shown, never deleted.',
  triggers: triggersFor('图圖摄攝左右发發'),
  check(paragraph, report) {
    const line = shortLine(paragraph, 160);
    if (!line) return;
    if (!/[图摄左右]|发[)）】\]。]?$/.test(line.simplified) || !CAPTION.test(line.simplified) || !TAKEN.test(line.simplified)) return;
    report({ start: line.start, end: line.end, clean: null, fix: null, message: 'This line stood under a picture. It tells of people and places of the text, but is no sentence of it.' });
  },
};
