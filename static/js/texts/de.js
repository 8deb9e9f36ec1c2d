// Made by `manage.py texts`; the translations stand in project/locale.

import { speak } from "../text.js";

speak({ form: (n) => Number((n != 1)), texts: {} });
