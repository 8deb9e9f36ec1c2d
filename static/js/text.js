// What a script says to a person, in the person's language.
//
// The code holds the English sentences. The page loads texts/<language>.js before any other module,
// and that hands the translations in. Where one is missing, the English sentence is said.

/** @type {Map<string, string|string[]>} */
let translations = new Map();
let formOf = (count) => (count === 1 ? 0 : 1);

/**
 * Take translations in; called by texts/<language>.js.
 * @param {object} catalogue
 * @param {(count: number) => number} catalogue.form which of the plural forms goes with a count
 * @param {Object<string, string|string[]>} catalogue.texts by English sentence; a list holds forms
 */
export function speak({ form, texts }) {
  formOf = form;
  translations = new Map(Object.entries(texts));
}

/**
 * @param {string} english a whole sentence, with %(name)s where a value goes
 * @param {Object<string, string|number>} [values]
 */
export function gettext(english, values = {}) {
  return filled(translations.get(english) ?? english, values);
}

/**
 * @param {string} one the sentence for a count of one
 * @param {string} many and for any other
 * @param {number} count
 * @param {Object<string, string|number>} [values]
 */
export function ngettext(one, many, count, values = {}) {
  const known = translations.get(one);
  return filled(known?.[formOf(count)] ?? (count === 1 ? one : many), values);
}

/** A day as it is read, such as "1 May 2026". @param {Date} date */
export function longDay(date) {
  const { lang } = document.documentElement;
  return date.toLocaleDateString(lang === "en" ? "en-GB" : lang, { dateStyle: "long" });
}

function filled(sentence, values) {
  return sentence.replaceAll(/%\((\w+)\)s/g, (_, name) => String(values[name]));
}
