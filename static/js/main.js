// Binds each element with data-behaviour="name" to the behaviour of that name. Every page works without this file.
import { bind as arrange } from "./arrange.js";
import { bind as autosave } from "./autosave.js";
import { bind as copyLink } from "./copy-link.js";
import { bind as draft } from "./draft.js";
import { bind as errorSummary } from "./error-summary.js";
import { bind as followContents } from "./follow-contents.js";
import { bind as importReview } from "./import-review.js";
import { bind as kindFields } from "./kind-fields.js";
import { bind as passkeys } from "./passkeys.js";
import { bind as prosePreview } from "./prose-preview.js";
import { bind as queueKeys } from "./queue-keys.js";
import { bind as quote } from "./quote.js";
import { bind as rank } from "./rank.js";
import { bind as react } from "./react.js";
import { bind as saveAnswer } from "./save-answer.js";
import { bind as submitOnce } from "./submit-once.js";
import { bind as wordCount } from "./word-count.js";

const behaviours = {
  autosave,
  arrange,
  "copy-link": copyLink,
  draft,
  "error-summary": errorSummary,
  "follow-contents": followContents,
  "import-review": importReview,
  "kind-fields": kindFields,
  passkeys,
  "prose-preview": prosePreview,
  "queue-keys": queueKeys,
  quote,
  rank,
  react,
  "save-answer": saveAnswer,
  "submit-once": submitOnce,
  "word-count": wordCount,
};

for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    behaviours[name]?.(element);
  }
}
