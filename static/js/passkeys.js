// Asks the browser for a passkey when its form is sent, and sends what the browser says along.
// The form holds an input "credential"; data-options, or data-options-url, say what to ask for.
const WORDS = {
  InvalidStateError: "This device holds a passkey for your account already.",
  NotAllowedError: "Nothing was done: it was cancelled, or it took too long. You can try again.",
  SecurityError: "Passkeys do not work at this address of the site. Please use another way.",
};
const OTHERWISE = "Your browser could not do it. Please use another way.";

function toBytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function withBytes(options) {
  const readable = { ...options, challenge: toBytes(options.challenge) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    readable[list] = (options[list] ?? []).map((known) => ({ ...known, id: toBytes(known.id) }));
  }
  if (options.user) readable.user = { ...options.user, id: toBytes(options.user.id) };
  return readable;
}

function withText(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const said = parts.filter((part) => response[part]).map((part) => [part, toText(response[part])]);
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(said),
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options.publicKey;
}

async function ask(form) {
  const publicKey = withBytes(await optionsOf(form));
  if (!publicKey.user) return navigator.credentials.get({ publicKey });
  if (form.elements.passwordless?.checked) {
    // The server refuses such a key unless a finger, face or PIN was asked for.
    const strict = { userVerification: "required", residentKey: "required", requireResidentKey: true };
    publicKey.authenticatorSelection = { ...publicKey.authenticatorSelection, ...strict };
  }
  return navigator.credentials.create({ publicKey });
}

export function bind(form) {
  if (!window.PublicKeyCredential) return;
  const status = form.querySelector("[role=status]");
  form.hidden = false;
  for (const part of form.querySelectorAll("[data-passkeys]")) part.hidden = part.dataset.passkeys !== "with";

  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value || event.submitter?.name) return;
    event.preventDefault();
    if (form.dataset.asking) return;
    form.dataset.asking = "yes";
    status.textContent = "Your browser now asks you for the passkey.";
    try {
      form.elements.credential.value = JSON.stringify(withText(await ask(form)));
      status.textContent = "Thank you. One moment…";
      form.submit();
    } catch (error) {
      status.textContent = WORDS[error.name] ?? OTHERWISE;
    }
    delete form.dataset.asking;
  });

  // The back button brings the page back as it was left; a credential is good for once.
  window.addEventListener("pageshow", () => {
    form.elements.credential.value = "";
  });
}
