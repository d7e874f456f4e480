import { shortLine } from './line.ts';
import type { Rule } from './rule.ts';

/** What WeChat appends to the address of a picture; says nothing else. */
const WECHAT = /^(?:!?\[[^\]]{0,20}\]\s*)?\(?(?:https?:\/\/mmbiz\.[^\s()]+\/)?(?:\d{2,4})?\?wx_fmt=(?:jpe?g|png|gif|webp)(?:&[\w=&;.%-]*)?\)?$/i;
const NAME = /^(?:[\w\-./:%@()]{1,120}|[0-9a-f]{32})\.(?:jpe?g|png|gif|bmp|webp|tiff?)(?:[!?][\w=&;.%-]*)?$/i;
const HASH = /^[0-9a-f]{32}$/i;

/** 640?wx_fmt=jpeg, IMG_2041.JPG: the name of a picture that is not there. */
export const imageName: Rule = {
  id: 'image-name',
  kind: 'image-name',
  severity: 'information',
  summary: 'A line that is only the file name or address of a picture.',
  triggers: [[0x2e, 0x2e], [0x3d, 0x3d], [0x30, 0x39]],
  check(paragraph, report, profile) {
    const line = shortLine(paragraph, 300);
    if (!line || profile.script === 'none' || line.text.charCodeAt(0) > 0x7e) return;
    const wechat = WECHAT.test(line.text);
    if (!wechat && !NAME.test(line.text) && !HASH.test(line.text)) return;
    report({
      start: line.start,
      end: line.end,
      clean: '',
      fix: wechat ? 'safe' : 'suggested',
      message: wechat ? 'This is what is left of the address of a picture; the picture is not here. Delete the line.' : 'This line is the file name of a picture, not text. Delete it.',
    });
  },
};
