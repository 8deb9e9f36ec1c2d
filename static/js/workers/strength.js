// How hard is a password to guess? Its word lists are large, so they are loaded in a thread of
// their own, and only when somebody types a password.

import { ZxcvbnFactory, common, english } from "../../vendor/zxcvbn.js";

const { adjacencyGraphs: graphs, dictionary } = common;
const options = { graphs, dictionary: { ...dictionary, ...english.dictionary } };
// A warning is its own name here; flows/strength.js has the sentences.
const names = Object.keys(english.translations.warnings);
const warnings = Object.fromEntries(names.map((name) => [name, name]));
const translations = { ...english.translations, warnings };
const zxcvbn = new ZxcvbnFactory({ ...options, translations });

addEventListener("message", ({ data: { id, password, known } }) => {
  const { score, guessesLog10, feedback } = zxcvbn.check(password, known);
  postMessage({ id, score, guessesLog10, warning: feedback.warning ?? "" });
});
