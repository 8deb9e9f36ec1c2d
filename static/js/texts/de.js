// Made by `manage.py texts`; the translations stand in project/locale.

import { speak } from "../text.js";

speak({ form: (n) => Number((n != 1)), texts: {
  "Checking": "Wird geprüft",
  "Making the file, and opening it once": "Die Datei wird erstellt und einmal geöffnet",
  "Opening": "Wird geöffnet",
  "Show it": "Zeigen",
  "Touch a passkey that stays": "Berühre einen Passkey, der bleibt",
  "Touch your passkey": "Berühre deinen Passkey"
} });
