import { halfWidth, visibleText } from '../kit/width.ts';

const ASKS =
  /谁|哪|什么|啥|怎么|怎样|咋|多少|几(?:天|个|号|时|次|月|步)|为何|是不是|有没有|能不能|可不可以|要不要|算不算|行不行|对不对|销不销|报没报/u;
const ENDS = /(?:[?？]|吗|呢|(?:好|完|了|到|决|理)没有?)[\s。.!！]*$/u;
/** The state of a file, named and nothing told of it. */
const STATE =
  /^(?:请问|查一?下|看一?下|看看|帮我看?|现在|目前|的|最新|\s)*(?:进展|进度|情况|状态|详情|经过|结果)(?:如何|一?下)?[\s?？。]*$/u;
const LOOKS = /^(?:请|麻烦|帮我|给我|我想|我要|\s)*(?:查|看)(?:一?下|看|查)?[\s。]*$/u;
/** Somebody did not know, or it holds for all of them: told, not asked. */
const TELLS =
  /不(?:知道?|晓得|清楚|明白|管)|没人(?:知道|管)|问(?:了|过|不)|无论|谁[^,，。;；]{0,4}[都也]|(?:什么|啥|哪里|哪儿|怎么|咋)[^,，。;；]{0,4}[都也]|没(?:什么|啥|怎么)|不怎么|[他她爸妈爷奶]们?说/u;
const LONGEST = 30;

/** Whether words beside the number of a file ask about it instead of telling something: 是谁报的, 到哪一步了. Pure. */
export function isQuestion(words: string): boolean {
  const said = halfWidth(visibleText(words)).trim();
  if (said.length > LONGEST || TELLS.test(said)) return false;
  return STATE.test(said) || LOOKS.test(said) || ENDS.test(said) || ASKS.test(said);
}
