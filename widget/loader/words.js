/**
 * The few words needed when the thread cannot be shown. English is built in;
 * other languages are asked for, as most failures are not the worker's silence.
 */
import { load_failed, open_plain, try_again } from "../../edge-worker/i18n/lang/en.json";

const english = { load_failed, open_plain, try_again };

/** The words in a language, or in English where they cannot be had. */
export const wordsIn = async (lang, host) => {
  if (!lang || /^en/.test(lang)) return english;
  try {
    const file = `${host}/assets/${BEDSIDE_BUILD}/lang/${lang.slice(0, 2)}.json`;
    return { ...english, ...(await (await fetch(file)).json()) };
  } catch {
    return english;
  }
};
