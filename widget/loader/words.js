/**
 * The few words needed when the worker cannot be asked. The build takes just
 * these three out of each language file.
 */
import {
  load_failed as enFailed,
  open_plain as enPlain,
  try_again as enRetry,
} from "../lang/en.json";
import {
  load_failed as svFailed,
  open_plain as svPlain,
  try_again as svRetry,
} from "../lang/sv.json";

const words = {
  en: [enFailed, enRetry, enPlain],
  sv: [svFailed, svRetry, svPlain],
};

/** `[what failed, try again, open the plain page]` */
export const wordsIn = (lang) => words[lang.slice(0, 2)] || words.en;
