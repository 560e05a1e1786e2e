// Confirms a signature by a passkey: fetches the challenge for this paper, asks for the touch, and sends the form with it.
// Without this script, or with a password typed, the form goes as it is.
"use strict";

(() => {
  // Every panel of a page brings the script.
  if (window.signingByPasskey) return;
  window.signingByPasskey = true;

  function failed(form, sentence) {
    const place = form.querySelector("[data-touch-failed]");
    place.textContent = place.dataset[sentence] ?? sentence;
    place.hidden = false;
    form.querySelector("details.unfold").open = true;
  }

  async function touch(button, form) {
    if (!window.PublicKeyCredential || !window.isSecureContext) return failed(form, "unknown");
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      const answer = await fetch(button.dataset.touch, { method: "POST", headers: { "X-CSRFToken": token } });
      if (!answer.ok) return failed(form, (await answer.json()).sentence);
      const { nonce, options } = await answer.json();
      const response = await window.webauthnJSON.get(options);
      form.querySelector("[name=passkey]").value = JSON.stringify({ nonce, response });
    } catch {
      return failed(form, "refused");
    }
    form.requestSubmit(button);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-touch]");
    const form = button?.form;
    if (!form || form.querySelector("[name=password]").value || form.querySelector("[name=passkey]").value) return;
    event.preventDefault();
    touch(button, form);
  });
})();
